import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ClusterReport } from '@velero-manager/backstage-plugin-velero-manager-common';
import { veleroManagerTranslationRef } from '../../translation';
import { RelativeTime } from '../RelativeTime';
import { ClusterSection } from './ClusterSection';
import { MoreTroubled } from './MoreTroubled';
import { ProtectedTable } from './ProtectedTable';

/** The repositories of Velero's copies that are in trouble; most clusters have none. @internal */
export function ClusterRepositories({ report }: { report: ClusterReport }) {
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
      <MoreTroubled {...repositories} />
    </ClusterSection>
  );
}
