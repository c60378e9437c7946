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
