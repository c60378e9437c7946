import { Knex } from 'knex';
import { isPostgres } from './dialect';

/** So much SQL is kept; a prepared statement takes up some ten times its text. */
const MOST_TEXT = 1_000_000;

/** Definitions run once, and pragmas may answer otherwise the next time. */
const WORTH_KEEPING = /^\s*(with|select|insert|update|delete|begin|commit)\b/i;

/** What is used here of a statement of better-sqlite3. */
interface Statement {
  /** Whether somebody is reading its rows one by one. */
  readonly busy: boolean;
}

/** What is used here of a connection of better-sqlite3. */
interface Connection {
  prepare(sql: string): Statement;
}

/**
 * Lets the connections of SQLite keep the statements that were prepared last.
 *
 * @remarks
 * The query builder has each statement prepared anew, which takes as long as
 * most of ours take to run; and the driver compiles a function for the rows of
 * each. SQLite prepares a kept one again by itself where the tables have changed
 * (sqlite.org/c3ref/prepare.html).
 *
 * @internal
 */
export async function keepStatements(knex: Knex): Promise<void> {
  if (isPostgres(knex)) {
    return;
  }
  knex.client.pool.on('createSuccess', (_id: number, connection: Connection) =>
    keepStatementsOf(connection),
  );
  const connection: Connection = await knex.client.acquireConnection();
  keepStatementsOf(connection);
  await knex.client.releaseConnection(connection);
}

function keepStatementsOf(connection: Connection): void {
  if (Object.hasOwn(connection, 'prepare')) {
    return; // as another store on the same database has seen to
  }
  const prepare = connection.prepare.bind(connection);
  /** The one used last comes last. */
  const kept = new Map<string, Statement>();
  let length = 0;
  connection.prepare = sql => {
    const known = kept.get(sql);
    if (known && !known.busy) {
      kept.delete(sql);
      kept.set(sql, known);
      return known;
    }
    const statement = prepare(sql);
    if (!known && WORTH_KEEPING.test(sql)) {
      kept.set(sql, statement);
      length += sql.length;
      for (const oldest of kept.keys()) {
        if (length <= MOST_TEXT) {
          break;
        }
        kept.delete(oldest);
        length -= oldest.length;
      }
    }
    return statement;
  };
}
