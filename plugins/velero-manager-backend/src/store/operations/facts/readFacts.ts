import {
  FactByKind,
  FactKind,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { readFactText } from '../../factText';
import { DbFactRow } from '../../tables';
import { areNamed } from './areNamed';

/**
 * All facts of one kind of some clusters, by cluster; or, of a kind that is no
 * history, those with the given names.
 *
 * @internal
 */
export async function readFacts<K extends FactKind>(options: {
  knex: Knex;
  kind: K;
  clusters: string[];
  names?: string[];
}): Promise<Map<string, FactByKind[K][]>> {
  const { knex, kind, clusters, names } = options;
  const rows = await knex<DbFactRow>('facts')
    .where({ kind })
    .whereIn('cluster', clusters)
    .modify(query => {
      if (names) {
        query.whereIn('name', names).modify(areNamed);
      }
    })
    .orderBy(['cluster', 'namespace', 'name'])
    .select('cluster', 'data');
  const facts = new Map<string, FactByKind[K][]>();
  for (const row of rows) {
    const known = facts.get(row.cluster) ?? [];
    known.push(readFactText(kind, row.data));
    facts.set(row.cluster, known);
  }
  return facts;
}
