import { ClusterFacts, FactLists } from '../facts';
import { StorageFacts } from './StorageFacts';

/**
 * Prepares the facts of a cluster for {@link dataPathOf}, once for all its
 * claims. Kinds that were not read to their end become `null`; a kind that the
 * cluster does not serve has no objects.
 *
 * @public
 */
export function indexStorageFacts(
  cluster: Pick<ClusterFacts, 'objects' | 'kinds'>,
): StorageFacts {
  const read = <K extends keyof FactLists>(kind: K) => {
    const state = cluster.kinds[kind]?.state;
    if (state === 'absent') return [];
    return state === 'synced' ? cluster.objects[kind] ?? null : null;
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
