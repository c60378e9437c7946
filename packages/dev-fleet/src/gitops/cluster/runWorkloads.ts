import { GitOpsCluster } from './GitOpsCluster';

/**
 * Stands in for the controllers of workloads: what is asked for runs. Without
 * nodes, all node agents run on one.
 *
 * @internal
 */
export function runWorkloads({ store, kinds }: GitOpsCluster): void {
  for (const resource of ['deployments.apps', 'daemonsets.apps']) {
    if (!kinds.has(resource)) continue;
    for (const { metadata, spec, status } of store.list(resource)) {
      const observedGeneration = metadata.generation;
      if (status?.observedGeneration === observedGeneration) continue;
      const replicas = Number(spec?.replicas ?? 1);
      const next =
        resource === 'deployments.apps'
          ? {
              observedGeneration,
              replicas,
              readyReplicas: replicas,
              updatedReplicas: replicas,
              availableReplicas: replicas,
            }
          : {
              observedGeneration,
              desiredNumberScheduled: 1,
              currentNumberScheduled: 1,
              numberReady: 1,
              numberAvailable: 1,
            };
      store.patch(resource, metadata, {
        patch: { status: next },
        part: 'status',
      });
    }
  }
}
