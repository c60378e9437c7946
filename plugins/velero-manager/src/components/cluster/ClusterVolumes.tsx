import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ClusterReport } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { FormOf } from '../../templates';
import { veleroManagerTranslationRef } from '../../translation';
import { RelativeTime } from '../RelativeTime';
import { ClusterSection } from './ClusterSection';
import { FormLinks } from './FormLinks';
import { MoreTroubled } from './MoreTroubled';
import { placeOf } from './placeOf';
import { ProtectedTable } from './ProtectedTable';

interface PartProps {
  report: ClusterReport;
}

/** The properties of {@link ClusterVolumes}. @internal */
export interface ClusterVolumesProps extends PartProps {
  formOf?: FormOf;
}

/** What Longhorn backs up by itself: its targets, and the volumes in trouble. @internal */
export function ClusterVolumes({ report, formOf }: ClusterVolumesProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const { backupTargetReports: targets, volumeReports: volumes } = report;
  if (targets.length + volumes.total === 0) return null;
  return (
    <ClusterSection
      title={t('engine.longhorn')}
      detail={t('clusterPage.troubledVolumes', {
        troubled: String(volumes.troubled),
        total: String(volumes.total),
      })}
      actions={
        <FormLinks
          forms={[{ intent: 'longhorn-backup:save', values: placeOf(report) }]}
          formOf={formOf}
        />
      }
    >
      {targets.length > 0 && <Targets report={report} />}
      {volumes.items.length > 0 && <Volumes report={report} />}
      <MoreTroubled {...volumes} />
    </ClusterSection>
  );
}

function Targets({ report }: PartProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  return (
    <ProtectedTable
      title={t('clusterPage.targetsTable')}
      items={report.backupTargetReports}
      keyOf={({ namespace, name }) => `${namespace}/${name}`}
      name={{
        title: t('clusterPage.target'),
        of: ({ name }) => name,
        placeOf: ({ url }) => url,
      }}
      columns={[
        { title: t('clusterPage.volumesHere'), cell: ({ volumes }) => volumes },
        {
          title: t('clusterPage.lastValidated'),
          cell: ({ lastSyncedAt }) =>
            lastSyncedAt ? (
              <RelativeTime at={lastSyncedAt} />
            ) : (
              t('clusterPage.never')
            ),
        },
      ]}
    />
  );
}

function Volumes({ report }: PartProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  return (
    <ProtectedTable
      title={t('clusterPage.volumesTable')}
      items={report.volumeReports.items}
      keyOf={({ id }) => id}
      name={{
        title: t('clusterPage.volume'),
        of: ({ name, claim }) => claim?.name ?? name,
        placeOf: ({ name, claim }) =>
          claim ? t('clusterPage.in', claim) : name,
      }}
      columns={[
        {
          title: t('card.lastGood'),
          cell: ({ lastGoodAt }) =>
            lastGoodAt ? (
              <RelativeTime at={lastGoodAt} />
            ) : (
              t('card.noLastGood')
            ),
        },
      ]}
    />
  );
}
