import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type {
  EntityReport,
  Remedy,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { veleroManagerTranslationRef } from '../translation';
import { CardSection } from './CardSection';
import { ContactLine } from './ContactLine';
import { CoverageFact } from './CoverageFact';
import { changeWord } from './changeWord';
import { isExempt } from './isExempt';
import { LastGoodFact } from './LastGoodFact';
import { NextRun } from './NextRun';
import { RestoreFacts } from './RestoreFacts';
import { RunStrip } from './RunStrip';
import { SafeLink } from './SafeLink';
import { isCounted, SuccessText } from './SuccessText';
import { UnitList } from './UnitList';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyle: 'none', overflowWrap: 'anywhere' },
});

interface FactProps {
  report: EntityReport;
}

/** The properties of {@link BackupFacts}. @internal */
export interface BackupFactsProps extends FactProps {
  /** The address of a change's page; changes lead to their pull requests without. */
  changeAddress?: ((id: string) => string) | null;
  /** The address of the form of a remedy; no forms are offered without. */
  formOf?(remedy: Remedy): string | null;
}

const noForm = () => null;

/** The evidence under the verdicts of the card. @internal */
export function BackupFacts(props: BackupFactsProps) {
  const { report, changeAddress, formOf = noForm } = props;
  return (
    <>
      <LastGoodFact report={report} />
      <Runs report={report} />
      <Next report={report} />
      <CoverageFact report={report} />
      <UnitList report={report} formOf={formOf} />
      <RestoreFacts report={report} />
      <Silent report={report} />
      <Changes report={report} changeAddress={changeAddress} />
    </>
  );
}

function Runs({ report }: FactProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const none = t(isExempt(report) ? 'card.notNeeded' : 'card.noRuns');
  return report.runs.length > 0 ? (
    <CardSection title={t('card.runs')}>
      <RunStrip runs={report.runs} />
      {isCounted(report.success) && (
        <Typography variant="caption" color="textSecondary" component="p">
          <SuccessText success={report.success} asOf={report.asOf} />
        </Typography>
      )}
    </CardSection>
  ) : (
    <CardSection title={t('card.runs')} value={none} />
  );
}

function Next({ report }: FactProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const { nextRun } = report;
  const schedule = report.schedules.find(({ id }) => id === nextRun?.schedule);
  return (
    <CardSection
      title={t('card.nextRun')}
      value={
        nextRun ? (
          <NextRun at={nextRun.at} zone={schedule?.zone} />
        ) : (
          t(isExempt(report) ? 'card.notNeeded' : 'card.noNextRun')
        )
      }
    />
  );
}

function Silent({ report }: FactProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const classes = useStyles();
  const silent = report.clusters.filter(
    ({ contact }) => contact.state !== 'connected',
  );
  return silent.length > 0 ? (
    <CardSection title={t('card.contact')}>
      <ul className={classes.list}>
        {silent.map(({ name, contact }) => (
          <Typography key={name} variant="body2" component="li">
            <strong>{name}</strong> <ContactLine contact={contact} />
          </Typography>
        ))}
      </ul>
    </CardSection>
  ) : null;
}

function Changes({ report, changeAddress }: Omit<BackupFactsProps, 'formOf'>) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const classes = useStyles();
  return report.changes.length > 0 ? (
    <CardSection title={t('card.changes')}>
      <ul className={classes.list}>
        {report.changes.map(({ id, title, url, state }) => (
          <Typography key={id} variant="body2" component="li">
            <SafeLink to={changeAddress?.(id) ?? url}>{title}</SafeLink>
            {` (${changeWord(state, t)})`}
            {changeAddress && (
              <>
                {' · '}
                <SafeLink to={url}>{t('card.pullRequest')}</SafeLink>
              </>
            )}
          </Typography>
        ))}
      </ul>
    </CardSection>
  ) : null;
}
