import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SvgIconProps } from '@material-ui/core/SvgIcon';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import CancelIcon from '@material-ui/icons/Cancel';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import HelpOutlineIcon from '@material-ui/icons/HelpOutline';
import HourglassEmptyIcon from '@material-ui/icons/HourglassEmpty';
import NotInterestedIcon from '@material-ui/icons/NotInterested';
import RadioButtonUncheckedIcon from '@material-ui/icons/RadioButtonUnchecked';
import type { Change } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { ComponentType } from 'react';
import { veleroManagerTranslationRef } from '../translation';
import {
  ClusterLag,
  ClustersReached,
  ClustersUnderWay,
} from './ChangeClusters';
import { changeSteps } from './changeSteps';
import type { ChangeStep } from './changeSteps';
import { RelativeTime } from './RelativeTime';
import { toneColours } from './tones';
import type { Tone } from './tones';

type Standing = ChangeStep['standing'];

const icons: Record<Standing, ComponentType<SvgIconProps>> = {
  done: CheckCircleIcon,
  unseen: HelpOutlineIcon,
  waiting: HourglassEmptyIcon,
  later: RadioButtonUncheckedIcon,
  never: NotInterestedIcon,
  unfollowed: HelpOutlineIcon,
  closed: CancelIcon,
};

const tones: Record<Standing, Tone> = {
  done: 'positive',
  unseen: 'unknown',
  waiting: 'announcement',
  later: 'neutral',
  never: 'neutral',
  unfollowed: 'unknown',
  closed: 'negative',
};

const useStyles = makeStyles(theme => ({
  journey: {
    margin: 0,
    padding: 0,
    listStyle: 'none',
    display: 'grid',
    gap: theme.spacing(2),
  },
  step: {
    display: 'grid',
    gridTemplateColumns: 'auto 1fr',
    columnGap: theme.spacing(1.5),
  },
}));

/** How far a change has come, step below step, each with its time. @internal */
export function ChangeJourney({ change }: { change: Change }) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const classes = useStyles();
  return (
    <>
      <ol className={classes.journey} aria-label={t('change.journey')}>
        {changeSteps(change).map(step => (
          <Step key={step.step} step={step} change={change} />
        ))}
      </ol>
      <ClustersUnderWay change={change} />
    </>
  );
}

function Step(props: { step: ChangeStep; change: Change }) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const classes = useStyles();
  const { step, standing, at } = props.step;
  const Icon = icons[standing];
  return (
    <li
      className={classes.step}
      aria-current={standing === 'waiting' ? 'step' : undefined}
    >
      <Icon style={{ color: toneColours[tones[standing]].ink }} aria-hidden />
      <div>
        <Typography variant="subtitle1" component="div">
          {t(`changeStep.${step}`)}
        </Typography>
        <Typography variant="body2" color="textSecondary" component="div">
          {at ? <RelativeTime at={at} /> : <Without standing={standing} />}
        </Typography>
        {step === 'proposed' && <Notes notes={props.change.notes} />}
        {step === 'approved' && <Approvals change={props.change} />}
        {step === 'merged' && standing !== 'done' && (
          <MergesItself change={props.change} />
        )}
        {step === 'applied' && standing === 'unfollowed' && (
          <Unfollowed change={props.change} />
        )}
        {standing === 'waiting' && <ClusterLag change={props.change} />}
        <ClustersReached change={props.change} step={step} />
        {step === props.change.goal && <Ending goal={step} />}
      </div>
    </li>
  );
}

function Without({ standing }: { standing: Standing }) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  switch (standing) {
    case 'waiting':
      return <>{t('change.waiting')}</>;
    case 'later':
      return <>{t('change.later')}</>;
    case 'never':
      return <>{t('change.never')}</>;
    case 'unfollowed':
      return <>{t('change.unfollowed')}</>;
    default:
      return <>{t('change.unseen')}</>;
  }
}

/** Why nothing is waited for after a step that others are followed beyond. */
function Ending({ goal }: { goal: ChangeStep['step'] }) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  return goal === 'merged' || goal === 'applied' ? (
    <Typography variant="body2" color="textSecondary">
      {t(`change.goal.${goal}`)}
    </Typography>
  ) : null;
}

/** Why, and what would mend it, in the words of the backend. */
function Unfollowed({ change }: { change: Change }) {
  return <Typography variant="body2">{change.unfollowed?.message}</Typography>;
}

/** What did not succeed when it was proposed, in the words of the backend. */
function Notes({ notes }: { notes: string[] }) {
  return (
    <>
      {notes.map(note => (
        <Typography key={note} variant="body2">
          {note}
        </Typography>
      ))}
    </>
  );
}

function MergesItself({ change }: { change: Change }) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  return change.mergesItself && change.state !== 'closed' ? (
    <Typography variant="body2" color="textSecondary">
      {t('change.mergesItself')}
    </Typography>
  ) : null;
}

function Approvals({ change }: { change: Change }) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const { given, required } = change.approvals;
  const words =
    required > 0
      ? `${t('change.approvals', {
          given: String(given),
          required: String(required),
        })}. ${t('change.ownApproval')}`
      : t('change.noApprovals');
  return (
    <Typography variant="body2" color="textSecondary">
      {words}
    </Typography>
  );
}
