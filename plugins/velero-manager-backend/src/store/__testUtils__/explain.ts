import { Knex } from 'knex';

/** Of the plans of SQLite: all rows, or all of a kind or type, which is no fewer. */
const WHOLE_SCAN =
  /^(?:SCAN|SEARCH(?= \w+ USING (?:COVERING )?INDEX \w+ \((?:kind|type)=\?\))) (\w+)/;

/** A statement as it was sent. */
export interface Statement {
  sql: string;
  bindings: unknown[];
}

/** Runs something and gives the statements that it sent, but for transactions. */
export async function recordStatements(
  knex: Knex,
  run: () => Promise<unknown>,
): Promise<Statement[]> {
  const statements: Statement[] = [];
  const listener = ({ sql, bindings }: Statement) => {
    if (/^(with|select|update|delete|insert)\b/i.test(sql)) {
      statements.push({ sql, bindings: bindings ?? [] });
    }
  };
  knex.on('query', listener);
  try {
    await run();
  } finally {
    knex.removeListener('query', listener);
  }
  return statements;
}

/**
 * The tables that a statement reads from one end to the other: in the plan of
 * SQLite a `SCAN`, or a search that only a kind bounds; in that of PostgreSQL, forbidden to read tables in sequence
 * where an index serves, a scan that no index condition bounds.
 */
export async function findWholeScans(
  knex: Knex,
  statement: Statement,
): Promise<string[]> {
  const connection = await knex.client.acquireConnection();
  try {
    return knex.client.config.client === 'pg'
      ? await explainPostgres(connection, statement)
      : explainSqlite(connection, statement);
  } finally {
    await knex.client.releaseConnection(connection);
  }
}

interface PostgresPlan {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Cond'?: string;
  'Recheck Cond'?: string;
  Plans?: PostgresPlan[];
}

async function explainPostgres(
  connection: {
    query(
      sql: string,
      bindings?: unknown[],
    ): Promise<{ rows: { 'QUERY PLAN': { Plan: PostgresPlan }[] }[] }>;
  },
  { sql, bindings }: Statement,
): Promise<string[]> {
  await connection.query('set enable_seqscan = off');
  const { rows } = await connection.query(
    `explain (format json) ${sql}`,
    bindings,
  );
  await connection.query('reset enable_seqscan');
  const scans = (plan: PostgresPlan): string[] => [
    ...(plan['Relation Name'] &&
    plan['Node Type'].endsWith('Scan') &&
    !plan['Index Cond'] &&
    !plan['Recheck Cond']
      ? [plan['Relation Name']]
      : []),
    ...(plan.Plans ?? []).flatMap(scans),
  ];
  return scans(rows[0]['QUERY PLAN'][0].Plan);
}

function explainSqlite(
  connection: {
    prepare(sql: string): { all(...bindings: unknown[]): { detail: string }[] };
  },
  { sql, bindings }: Statement,
): string[] {
  return connection
    .prepare(`explain query plan ${sql}`)
    .all(...bindings.map(one => (typeof one === 'boolean' ? Number(one) : one)))
    .flatMap(({ detail }) => WHOLE_SCAN.exec(detail)?.[1] ?? []);
}
