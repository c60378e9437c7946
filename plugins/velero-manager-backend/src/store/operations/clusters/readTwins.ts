import { BackupFact } from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { chunked } from '../../chunked';
import { readFactText } from '../../factText';
import { DbFactRow } from '../../tables';

/** A storage location of another cluster with the same bucket and prefix. @internal */
export interface SharingLocation {
  /** Cluster and location that it is shared with. */
  mine: { cluster: string; namespace: string; name: string };
  other: { cluster: string; namespace: string; name: string };
}

/** For each cluster: more in one place of a bucket are a fault of their own. */
const MAX_SHARING = 500;

/**
 * Which storage locations of some clusters another cluster has, too: same
 * provider, endpoint, bucket and prefix.
 *
 * @internal
 */
export async function readSharingLocations(options: {
  knex: Knex;
  clusters: string[];
}): Promise<SharingLocation[]> {
  const { knex, clusters } = options;
  const rows = await knex('facts as mine')
    .join('facts as others', on =>
      on
        .on('others.kind', 'mine.kind')
        .andOn('others.belongs_to', 'mine.belongs_to')
        .andOn('others.cluster', '<>', 'mine.cluster'),
    )
    .where('mine.kind', 'BackupStorageLocation')
    .whereIn('mine.cluster', clusters)
    .limit(MAX_SHARING * clusters.length)
    .select<Record<string, string>[]>(
      'mine.cluster as my_cluster',
      'mine.namespace as my_namespace',
      'mine.name as my_name',
      'others.cluster',
      'others.namespace',
      'others.name',
    );
  return rows.map(row => ({
    mine: {
      cluster: row.my_cluster,
      namespace: row.my_namespace,
      name: row.my_name,
    },
    other: {
      cluster: row.cluster,
      namespace: row.namespace,
      name: row.name,
    },
  }));
}

/**
 * Where runs that a cluster found in its bucket were made: in the cluster that
 * has one of the same name and start in the same place of the same bucket, made
 * there. By UID of the copy.
 *
 * @remarks
 * A run that was created before its end was made where it is, so only the
 * others are asked for, and only in clusters that share a location: in a fleet
 * where every cluster has a prefix of its own this costs nothing.
 *
 * @internal
 */
export async function readTwins(options: {
  knex: Knex;
  runs: BackupFact[];
  /** The storage locations that the cluster of these runs shares. */
  sharing: SharingLocation[];
}): Promise<Record<string, string>> {
  const { knex, runs, sharing } = options;
  const copies =
    sharing.length === 0 ? [] : runs.filter(run => !wasMadeHere(run));
  if (copies.length === 0) {
    return {};
  }
  const candidates: { cluster: string; data: string }[] = [];
  const others = [...new Set(sharing.map(({ other }) => other.cluster))];
  const namespaces = new Set(sharing.map(({ other }) => other.namespace));
  for (const chunk of chunked([...new Set(copies.map(({ name }) => name))])) {
    candidates.push(
      ...(await knex<DbFactRow>('facts')
        .where({ kind: 'Backup' })
        .whereIn('cluster', others)
        .whereIn('namespace', [...namespaces])
        .whereIn('name', chunk)
        .orderBy('cluster')
        .select('cluster', 'data')),
    );
  }
  const origins = new Map<string, string>();
  for (const { cluster: other, data } of candidates) {
    const twin = readFactText('Backup', data);
    if (wasMadeHere(twin)) {
      for (const location of locationsOf(other, twin, sharing)) {
        origins.set(identityOf(twin, location), other);
      }
    }
  }
  return Object.fromEntries(
    copies.flatMap(copy => {
      const { namespace, scope } = copy;
      const location = JSON.stringify([namespace, scope.storageLocation]);
      const origin = origins.get(identityOf(copy, location));
      return origin === undefined ? [] : [[copy.uid, origin]];
    }),
  );
}

/** Created before it ended: no copy is, for only finished backups are in a bucket. */
function wasMadeHere({
  createdAt,
  startedAt,
  completedAt,
}: BackupFact): boolean {
  const created = Date.parse(createdAt);
  return (
    startedAt === null ||
    created <= Date.parse(startedAt) ||
    (completedAt !== null && created < Date.parse(completedAt))
  );
}

/** My locations that are the same place as the one in which a twin lies. */
function locationsOf(
  cluster: string,
  { namespace, scope }: BackupFact,
  sharing: SharingLocation[],
): string[] {
  return sharing
    .filter(
      ({ other }) =>
        other.cluster === cluster &&
        other.namespace === namespace &&
        other.name === scope.storageLocation,
    )
    .map(({ mine }) => JSON.stringify([mine.namespace, mine.name]));
}

function identityOf(run: BackupFact, location: string): string {
  return JSON.stringify([run.name, run.startedAt, location]);
}
