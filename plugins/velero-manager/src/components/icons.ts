import type { SvgIconProps } from '@material-ui/core/SvgIcon';
import AutorenewIcon from '@material-ui/icons/Autorenew';
import CallSplitIcon from '@material-ui/icons/CallSplit';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import ErrorIcon from '@material-ui/icons/Error';
import HelpOutlineIcon from '@material-ui/icons/HelpOutline';
import HistoryIcon from '@material-ui/icons/History';
import HourglassEmptyIcon from '@material-ui/icons/HourglassEmpty';
import NotInterestedIcon from '@material-ui/icons/NotInterested';
import PauseCircleFilledIcon from '@material-ui/icons/PauseCircleFilled';
import RemoveCircleIcon from '@material-ui/icons/RemoveCircle';
import ReportProblemIcon from '@material-ui/icons/ReportProblem';
import SyncIcon from '@material-ui/icons/Sync';
import type {
  ProtectionState,
  SyncState,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { ComponentType } from 'react';

type Icon = ComponentType<SvgIconProps>;

/** One shape for each protection state. @internal */
export const protectionIcons: Record<ProtectionState, Icon> = {
  CRITICAL: ErrorIcon,
  UNPROTECTED: RemoveCircleIcon,
  DEGRADED: ReportProblemIcon,
  UNKNOWN: HelpOutlineIcon,
  PAUSED: PauseCircleFilledIcon,
  PENDING: HourglassEmptyIcon,
  HEALTHY: CheckCircleIcon,
  EXEMPT: NotInterestedIcon,
};

/** One shape for each sync state. @internal */
export const syncIcons: Record<SyncState, Icon> = {
  FAILED: ErrorIcon,
  DRIFTED: CallSplitIcon,
  BEHIND: HistoryIcon,
  UNKNOWN: HelpOutlineIcon,
  SUSPENDED: PauseCircleFilledIcon,
  PROGRESSING: AutorenewIcon,
  SYNCED: SyncIcon,
};
