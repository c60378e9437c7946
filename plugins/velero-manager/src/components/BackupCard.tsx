import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import AutorenewIcon from '@material-ui/icons/Autorenew';
import type { EntityReport } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { ReactNode } from 'react';
import { veleroManagerTranslationRef } from '../translation';
import { BackupFacts } from './BackupFacts';
import type { BackupFactsProps } from './BackupFacts';
import { InsightList } from './InsightList';
import { VerdictLine } from './VerdictLine';

/** The properties of {@link BackupCard}. @internal */
export interface BackupCardProps
  extends Pick<BackupFactsProps, 'changeAddress' | 'formOf'> {
  report: EntityReport;
  /** Said above the verdicts, for instance that a refresh failed. */
  notice?: JSX.Element;
  /** What can be done about it. */
  actions?: ReactNode;
}

const useStyles = makeStyles(theme => ({
  verdicts: { display: 'grid', gap: theme.spacing(1.5) },
  running: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: 4,
  },
}));

/** Could it be restored today, and is what Git says what runs? @internal */
export function BackupCard(props: BackupCardProps) {
  const { report, notice, actions, changeAddress, formOf } = props;
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const classes = useStyles();
  return (
    <EntityInfoCard
      title={t('card.title')}
      headerActions={
        report.running && (
          <Typography variant="caption" className={classes.running}>
            <AutorenewIcon fontSize="inherit" aria-hidden />
            {t('card.running')}
          </Typography>
        )
      }
    >
      {notice}
      <div className={classes.verdicts}>
        <VerdictLine kind="protection" verdict={report.protection} />
        <div>
          <VerdictLine kind="sync" verdict={report.sync} />
          <InsightList insights={report.insights} />
        </div>
      </div>
      <BackupFacts
        report={report}
        changeAddress={changeAddress}
        formOf={formOf}
      />
      {actions}
    </EntityInfoCard>
  );
}
