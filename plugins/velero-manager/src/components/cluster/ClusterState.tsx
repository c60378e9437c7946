import { InfoCard } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { ClusterReport } from '@velero-manager/backstage-plugin-velero-manager-common';
import { formatSize } from '../../size/formatSize';
import { useLanguage } from '../../time/useLanguage';
import type { FormOf } from '../../templates';
import { veleroManagerTranslationRef } from '../../translation';
import { CardSection } from '../CardSection';
import { ContactLine } from '../ContactLine';
import { InsightList } from '../InsightList';
import { VerdictLine } from '../VerdictLine';
import { FormLinks } from './FormLinks';
import { kindStanding } from './kindStanding';
import { placeOf } from './placeOf';
import { RemedyLink } from './RemedyLink';

interface PartProps {
  report: ClusterReport;
}

/** The properties of {@link ClusterState}. @internal */
export interface ClusterStateProps extends PartProps {
  formOf?: FormOf;
}

const useStyles = makeStyles(theme => ({
  cards: {
    display: 'grid',
    gap: theme.spacing(2),
    alignItems: 'start',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(320px, 100%), 1fr))',
    overflowWrap: 'anywhere',
  },
  verdicts: { display: 'grid', gap: theme.spacing(1.5) },
}));

/** The answer first, with its reason; beside it what the cluster is. @internal */
export function ClusterState({ report, formOf }: ClusterStateProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const classes = useStyles();
  return (
    <div className={classes.cards}>
      <InfoCard title={t('clusterPage.state')}>
        <div className={classes.verdicts}>
          <div>
            <VerdictLine kind="protection" verdict={report.protection} />
            <RemedyLink remedy={report.remedy} formOf={formOf} />
          </div>
          <div>
            <VerdictLine kind="sync" verdict={report.sync} />
            <InsightList insights={report.insights} />
          </div>
        </div>
      </InfoCard>
      <InfoCard title={t('clusterPage.about')}>
        <CardSection
          title={t('clusterPage.contact')}
          value={<ContactLine contact={report.contact} />}
        />
        <CardSection
          title={t('table.environment')}
          value={report.environment ?? t('table.none')}
        />
        <Coverage report={report} />
        <CardSection title={t('table.entities')} value={report.entities} />
        <CardSection
          title={t('clusterPage.definedAt')}
          value={report.definedAt}
        />
        <FormLinks
          forms={[{ intent: 'cluster:remove', values: placeOf(report) }]}
          formOf={formOf}
        />
      </InfoCard>
    </div>
  );
}

function Coverage({ report }: PartProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const language = useLanguage();
  const { namespaces, volumes } = report.coverage;
  return (
    <>
      <CardSection
        title={t('clusterPage.namespacesCovered')}
        value={
          kindStanding(report, 'Namespace') === 'known'
            ? t('coverage.some', {
                protected: String(namespaces.covered),
                needed: String(namespaces.total),
              })
            : t('table.unknown')
        }
      />
      {volumes && volumes.total > 0 && (
        <CardSection
          title={t('clusterPage.volumesCovered')}
          value={t('clusterPage.volumes', {
            covered: String(volumes.covered),
            total: String(volumes.total),
            size: formatSize(volumes.coveredBytes, language),
            totalSize: formatSize(volumes.totalBytes, language),
          })}
        />
      )}
    </>
  );
}
