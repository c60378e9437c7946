import { Knex } from 'knex';
import { chunked } from '../../chunked';
import { markDue } from './markDue';

/**
 * Marks a cluster due and the entities that claim one of the namespaces that
 * came, changed or went in it.
 *
 * @internal
 */
export async function markNamespacesDue(options: {
  knex: Knex;
  cluster: string;
  namespaces: string[];
}): Promise<void> {
  const { knex, cluster, namespaces } = options;
  for (const chunk of chunked([...namespaces].sort())) {
    const claiming = knex('entity_claims')
      .whereIn('cluster', [cluster, ''])
      .whereIn('namespace', chunk)
      .select('entity_ref');
    await markDue({
      knex,
      subjectIds: knex('subjects')
        .where({ type: 'cluster', ref: cluster })
        .select('id')
        .unionAll([
          knex('subjects')
            .where({ type: 'entity' })
            .whereIn('ref', claiming)
            .select('id'),
        ]),
    });
  }
}
