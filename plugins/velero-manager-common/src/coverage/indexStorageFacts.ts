import { ClusterFacts, FactLists } from '../facts';
import { StorageFacts } from './StorageFacts';

/**
 * Prepares the facts of a cluster for {@link dataPathOf}, once for all its
 * claims. Kinds that were never read to their end become `null`; a kind that
 * the cluster does not serve has no objects.
 *
 * @remarks
 * What was read in full and is being tried again is taken as it was: a watch
 * that breaks for a minute changes no path, and what a run holds is told by what
 * it left behind.
 *
 * @public
 */
export function indexStorageFacts(
  cluster: Pick<ClusterFacts, 'objects' | 'kinds'>,
): StorageFacts {
  const read = <K extends keyof FactLists>(kind: K) => {
    const status = cluster.kinds[kind];
    if (status?.state === 'absent') return [];
    const isKnown =
      status?.state === 'synced' ||
      (status?.state === 'failed' && status.syncedAt !== null);
    return isKnown ? cluster.objects[kind] ?? null : null;
  };
  return {
    claims: indexBy(read('PersistentVolumeClaim'), placeOf),
    podsByClaim: groupBy(read('Pod'), ({ namespace, volumes }) =>
      volumes.map(({ claim }) => `${namespace}/${claim}`),
    ),
    volumes: indexBy(read('PersistentVolume'), ({ name }) => name),
    storageClasses: indexBy(read('StorageClass'), ({ name }) => name),
    snapshotClasses: read('VolumeSnapshotClass'),
    servers:
      indexBy(read('VeleroServer'), ({ namespace }) => namespace) ?? new Map(),
    nodeAgents: groupBy(read('NodeAgent'), ({ namespace }) => [namespace]),
    policies: indexBy(read('ResourcePolicy'), placeOf),
  };
}

function placeOf({ namespace, name }: { namespace: string; name: string }) {
  return `${namespace}/${name}`;
}

function indexBy<T>(facts: readonly T[] | null, keyOf: (fact: T) => string) {
  return facts && new Map(facts.map(fact => [keyOf(fact), fact]));
}

function groupBy<T>(facts: readonly T[] | null, keysOf: (fact: T) => string[]) {
  if (!facts) return null;
  const groups = new Map<string, T[]>();
  for (const fact of facts) {
    for (const key of new Set(keysOf(fact))) {
      const group = groups.get(key);
      if (group) group.push(fact);
      else groups.set(key, [fact]);
    }
  }
  return groups;
}
