import { Knex } from 'knex';

/** How many entities claim a namespace in each cluster. @internal */
export async function countEntities(options: {
  knex: Knex;
  clusters: Knex.QueryBuilder;
}): Promise<Map<string, number>> {
  const { knex, clusters } = options;
  const named = knex('entity_claims')
    .whereIn('entity_claims.cluster', clusters.clone())
    .select('entity_claims.cluster as cluster', 'entity_claims.entity_ref');
  const anywhere = knex('entity_claims')
    .join('facts', 'facts.name', 'entity_claims.namespace')
    .where({ 'entity_claims.cluster': '', 'facts.kind': 'Namespace' })
    .whereIn('facts.cluster', clusters.clone())
    .select('facts.cluster as cluster', 'entity_claims.entity_ref');
  // The union also drops an entity's second namespace in the same cluster.
  const rows = await knex
    .from(named.union([anywhere]).as('claims'))
    .groupBy('cluster')
    .select<{ cluster: string; entities: string }[]>(
      'cluster',
      knex.raw('count(*) as entities'),
    );
  return new Map(rows.map(row => [row.cluster, Number(row.entities)]));
}
