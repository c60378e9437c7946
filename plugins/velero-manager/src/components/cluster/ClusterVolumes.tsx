import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import type { ClusterReport } from '@velero-manager/backstage-plugin-velero-manager-common';
import { veleroManagerTranslationRef } from '../../translation';
import { RelativeTime } from '../RelativeTime';
import { ClusterSection } from './ClusterSection';
import { ProtectedTable } from './ProtectedTable';

interface PartProps {
  report: ClusterReport;
}

/** What Longhorn backs up by itself: its targets, and the volumes in trouble. @internal */
export function ClusterVolumes({ report }: PartProps) {
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
    >
      {targets.length > 0 && <Targets report={report} />}
      {volumes.items.length > 0 && <Volumes report={report} />}
      <Hidden {...volumes} />
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

/** The repositories of Velero's copies that are in trouble; most clusters have none. @internal */
export function ClusterRepositories({ report }: PartProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const { repositoryReports: repositories } = report;
  if (repositories.items.length === 0) return null;
  return (
    <ClusterSection
      title={t('clusterPage.repositories')}
      detail={t('clusterPage.troubledRepositories', {
        troubled: String(repositories.troubled),
        total: String(repositories.total),
      })}
    >
      <ProtectedTable
        title={t('clusterPage.repositoriesTable')}
        items={repositories.items}
        keyOf={({ namespace, name }) => `${namespace}/${name}`}
        name={{
          title: t('clusterPage.namespace'),
          of: ({ volumeNamespace }) => volumeNamespace,
          placeOf: ({ name }) => name,
        }}
        columns={[
          {
            title: t('clusterPage.location'),
            cell: ({ storageLocation }) => storageLocation,
          },
          {
            title: t('clusterPage.lastMaintained'),
            cell: ({ lastMaintainedAt }) =>
              lastMaintainedAt ? (
                <RelativeTime at={lastMaintainedAt} />
              ) : (
                t('clusterPage.never')
              ),
          },
        ]}
      />
      <Hidden {...repositories} />
    </ClusterSection>
  );
}

/** That not all of those in trouble are listed. */
function Hidden(props: { troubled: number; items: readonly unknown[] }) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const more = props.troubled - props.items.length;
  return more > 0 ? (
    <Typography variant="caption">
      {t('insights.more', { count: more })}
    </Typography>
  ) : null;
}
