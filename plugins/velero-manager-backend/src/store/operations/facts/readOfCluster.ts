import { FactLists } from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { DbFactRow } from '../../tables';
import {
  CLUSTER_HISTORIES,
  CLUSTER_KINDS,
  ListedFact,
  ListedKind,
  parseListed,
  toFactLists,
  VOLUME_HISTORIES,
  VOLUME_KINDS,
} from './factLists';
import { ownerKey, readOwned } from './readOwned';

/** How much of each history a cluster's own report looks at. */
const NEWEST = 100;

/** What is read of the namespaces that hold a database: how its volumes are copied. */
const DATABASE_KINDS: ListedKind[] = [
  'PersistentVolumeClaim',
  'PersistentVolume',
  'Pod',
];
const DATABASE_HISTORIES: ListedKind[] = ['PostgresBackup'];

/**
 * The facts that concern a cluster as a whole, be they of one namespace: not
 * its claims and pods, of which there are thousands, but for those of
 * databases. Of the backups of databases and Longhorn volumes the newest.
 *
 * @internal
 */
export async function readOfCluster(options: {
  knex: Knex;
  cluster: string;
}): Promise<FactLists> {
  const { knex, cluster } = options;
  const [facts, ...histories] = await Promise.all([
    knex<DbFactRow>('facts')
      .where({ cluster })
      .whereIn('kind', CLUSTER_KINDS)
      .orderBy(['namespace', 'name'])
      .select('cluster', 'kind', 'data', 'belongs_to'),
    ...CLUSTER_HISTORIES.map(kind =>
      knex<DbFactRow>('facts')
        .where({ cluster, kind })
        .orderBy([
          { column: 'occurred_at', order: 'desc' },
          { column: 'name', order: 'desc' },
        ])
        .limit(NEWEST)
        .select('cluster', 'kind', 'data', 'belongs_to'),
    ),
  ]);
  const rows = [facts, ...histories].flat().map(parseListed);
  const owned = await readBackedUp(knex, cluster, rows);
  const lists = toFactLists([...rows, ...owned], {
    clusters: [cluster],
    kinds: [
      ...CLUSTER_KINDS,
      ...CLUSTER_HISTORIES,
      ...DATABASE_KINDS,
      ...DATABASE_HISTORIES,
      ...VOLUME_KINDS,
      ...VOLUME_HISTORIES,
    ],
  });
  return lists.get(cluster) ?? {};
}

/**
 * What belongs to the databases and Longhorn volumes of a cluster. On a backup
 * target that clusters share lie volumes of all of them: those of others are
 * not read.
 */
async function readBackedUp(
  knex: Knex,
  cluster: string,
  facts: ListedFact[],
): Promise<ListedFact[]> {
  const { PostgresCluster = [], LonghornVolume = [] } =
    toFactLists(facts, {
      clusters: [cluster],
      kinds: ['PostgresCluster', 'LonghornVolume'],
    }).get(cluster) ?? {};
  const namespaces = new Set(PostgresCluster.map(one => one.namespace));
  const read = async (
    names: string[],
    of: { kinds: ListedKind[]; histories: ListedKind[] },
  ) => {
    const owners = names.map(name => ({ cluster, name }));
    const index = await readOwned({ knex, owners, ...of });
    return index.of(owners.map(ownerKey));
  };
  const [ofDatabases, ofVolumes] = await Promise.all([
    read([...namespaces], {
      kinds: DATABASE_KINDS,
      histories: DATABASE_HISTORIES,
    }),
    read(
      LonghornVolume.map(({ name }) => name),
      { kinds: VOLUME_KINDS, histories: VOLUME_HISTORIES },
    ),
  ]);
  return [...ofDatabases, ...ofVolumes];
}

/** How many claims each namespace of a cluster has, where it has any. @internal */
export async function countClaims(options: {
  knex: Knex;
  cluster: string;
}): Promise<Record<string, number>> {
  const { knex, cluster } = options;
  const rows = await knex('facts')
    .where({ cluster, kind: 'PersistentVolumeClaim' })
    .groupBy('namespace')
    .select<{ namespace: string; claims: number | string }[]>(
      'namespace',
      knex.raw('count(*) as claims'),
    );
  return Object.fromEntries(
    rows.map(({ namespace, claims }) => [namespace, Number(claims)]),
  );
}
