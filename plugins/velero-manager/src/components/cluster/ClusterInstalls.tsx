import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ClusterReport } from '@velero-manager/backstage-plugin-velero-manager-common';
import { veleroManagerTranslationRef } from '../../translation';
import { ClusterSection } from './ClusterSection';
import { ProtectedTable } from './ProtectedTable';

/** Velero's servers and node agents; that there is none is said by the state of the cluster. @internal */
export function ClusterInstalls({ report }: { report: ClusterReport }) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  if (report.installs.length === 0) return null;
  return (
    <ClusterSection title={t('engine.velero')}>
      <ProtectedTable
        title={t('clusterPage.installsTable')}
        items={report.installs}
        keyOf={({ namespace }) => namespace}
        name={{
          title: t('clusterPage.namespace'),
          of: ({ namespace }) => namespace,
          placeOf: ({ version }) => version ?? t('clusterPage.versionUnknown'),
        }}
        columns={[
          {
            title: t('clusterPage.server'),
            cell: ({ isReady, replicas }) =>
              isReady
                ? t('clusterPage.ready')
                : t('clusterPage.notReady', { count: replicas }),
          },
          {
            title: t('clusterPage.nodeAgents'),
            cell: ({ nodeAgents }) =>
              nodeAgents
                ? t('clusterPage.readyOf', {
                    ready: String(nodeAgents.ready),
                    desired: String(nodeAgents.desired),
                  })
                : t('table.none'),
          },
        ]}
      />
    </ClusterSection>
  );
}
