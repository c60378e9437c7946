import { Knex } from 'knex';
import { chunked } from '../../chunked';
import { markDue } from './markDue';

/**
 * Marks due the entities that claim one of the namespaces in which something
 * came, changed or went, and the cluster where that concerns it too.
 *
 * @internal
 */
export async function markNamespacesDue(options: {
  knex: Knex;
  cluster: string;
  namespaces: string[];
  withCluster: boolean;
}): Promise<void> {
  const { knex, cluster, namespaces, withCluster } = options;
  for (const chunk of chunked([...namespaces].sort())) {
    const claiming = knex('entity_claims')
      .whereIn('cluster', [cluster, ''])
      .whereIn('namespace', chunk)
      .select('entity_ref');
    const entities = knex('subjects')
      .where({ type: 'entity' })
      .whereIn('ref', claiming)
      .select('id');
    const itself = knex('subjects')
      .where({ type: 'cluster', ref: cluster })
      .select('id');
    await markDue({
      knex,
      subjectIds: withCluster ? itself.unionAll([entities]) : entities,
    });
  }
}
