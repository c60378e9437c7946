import { Knex } from 'knex';

/** The columns that name a fact in every table that says more of it. */
const KEY = ['cluster', 'kind', 'namespace', 'name'] as const;

/** Joins `facts` to a table that carries its key. @internal */
export function joinFact(table: string) {
  return (on: Knex.JoinClause): void =>
    KEY.forEach(column => on.andOn(`facts.${column}`, `${table}.${column}`));
}

/** Ties a sub-query on a table that carries the key to the `facts` outside of it. @internal */
export function whereOfFact(query: Knex.QueryBuilder, table: string): void {
  KEY.forEach(column =>
    query.whereRaw('?? = ??', [`${table}.${column}`, `facts.${column}`]),
  );
}

/**
 * What aims at clusters by the names that Argo CD knows them by, beginning with
 * these: SQLite keeps the order of cross joins. Left to itself and to what it
 * has counted, it would rather read what all clusters have that aims at none.
 *
 * @internal
 */
export function aimedAtDestinations(knex: Knex): Knex.QueryBuilder {
  return knex('cluster_destinations')
    .joinRaw('cross join fact_targets cross join facts')
    .whereRaw('fact_targets.destination = cluster_destinations.destination')
    .modify(query => whereOfFact(query, 'fact_targets'));
}
