import type { ClusterReport } from '../api/fleet';
import type { Collection, KindStatus } from '../facts';
import { type FactKind, kindDefinitionList } from '../kinds';

/**
 * Tells how a cluster is followed: each kind, the replica that follows it, and
 * what the account of the portal may not do there. What a replica told that
 * follows it no more is not told.
 *
 * @internal
 */
export function collectionReport(options: {
  kinds: Partial<Record<FactKind, KindStatus & { objects: number }>>;
  collection: Collection;
}): Pick<ClusterReport, 'collector' | 'collection'> {
  const { kinds, collection } = options;
  const { followedBy } = collection;
  const status = followedBy === null ? null : collection.status;
  return {
    collector: kindDefinitionList.map(({ kind }) => ({
      kind,
      state: kinds[kind]?.state ?? 'pending',
      message: kinds[kind]?.message ?? null,
      syncedAt: kinds[kind]?.syncedAt ?? null,
      objects: kinds[kind]?.objects ?? 0,
      malformed: kinds[kind]?.malformed ?? 0,
      since: status?.kinds[kind]?.since ?? null,
      lastEventAt: status?.kinds[kind]?.lastEventAt ?? null,
    })),
    collection: {
      followedBy,
      toldAt: status && collection.toldAt,
      startedAt: status?.startedAt ?? null,
      watchesOpen: status?.watchesOpen ?? null,
      lagSeconds:
        typeof status?.lagMs === 'number' ? status.lagMs / 1000 : null,
      lastEventAt: status?.lastEventAt ?? null,
      breaker: status?.breaker ?? null,
      denied: kindDefinitionList
        .filter(({ kind }) => kinds[kind]?.state === 'forbidden')
        .map(({ kind, resource, group, reach }) => ({
          verb:
            status?.kinds[kind]?.denied ?? (reach === 'named' ? 'get' : 'list'),
          resource: group ? `${resource}.${group}` : resource,
          kind,
          message: kinds[kind]?.message ?? null,
        })),
    },
  };
}
