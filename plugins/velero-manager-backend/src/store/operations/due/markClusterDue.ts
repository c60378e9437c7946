import { Knex } from 'knex';
import { markDue } from './markDue';

/**
 * Marks a cluster due and every entity that claims a namespace in it: those
 * that name the cluster, and those that name only a namespace that it has.
 *
 * @internal
 */
export async function markClusterDue(options: {
  knex: Knex;
  cluster: string;
}): Promise<void> {
  const { knex, cluster } = options;
  const named = knex('entity_claims').where({ cluster }).select('entity_ref');
  const anywhere = knex('facts')
    .join('entity_claims', 'entity_claims.namespace', 'facts.name')
    .where({
      'facts.cluster': cluster,
      'facts.kind': 'Namespace',
      'entity_claims.cluster': '',
    })
    .select('entity_claims.entity_ref');
  await markDue({
    knex,
    subjectIds: knex('subjects')
      .where({ type: 'cluster', ref: cluster })
      .select('id')
      .unionAll([
        knex('subjects')
          .where({ type: 'entity' })
          .whereIn('ref', named)
          .select('id'),
        knex('subjects')
          .where({ type: 'entity' })
          .whereIn('ref', anywhere)
          .select('id'),
      ]),
  });
}
