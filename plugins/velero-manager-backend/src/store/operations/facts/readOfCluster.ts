import { FactLists } from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { DbFactRow } from '../../tables';
import {
  CLUSTER_HISTORIES,
  CLUSTER_KINDS,
  parseListed,
  toFactLists,
} from './factLists';

/** How much of each history a cluster's own report looks at. */
const NEWEST = 100;

/**
 * The facts that concern a cluster as a whole, be they of one namespace: not
 * its claims, pods and volumes, of which there are thousands.
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
  const rows = [facts, ...histories].flat();
  const lists = toFactLists(rows.map(parseListed), {
    clusters: [cluster],
    kinds: [...CLUSTER_KINDS, ...CLUSTER_HISTORIES],
  });
  return lists.get(cluster) ?? {};
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
