import { Knex } from 'knex';
import { Millis } from './tables';

/** Whether the database is PostgreSQL; the other one that we serve is SQLite. @internal */
export function isPostgres(knex: Knex): boolean {
  return knex.client.config.client === 'pg';
}

/**
 * The database's clock in whole milliseconds since 1970, as an SQL expression.
 *
 * @remarks
 * It is the moment at which the statement began: `now()` of PostgreSQL would
 * be that of the transaction, which may have waited for a lock since, and
 * `clock_timestamp()` is volatile, which keeps an index on `due_at` from use.
 *
 * @internal
 */
export function nowMillis(knex: Knex): Knex.Raw {
  return knex.raw(
    isPostgres(knex)
      ? 'floor(extract(epoch from statement_timestamp()) * 1000)::bigint'
      : "cast(round(unixepoch('now', 'subsec') * 1000) as integer)",
  );
}

/** A stored moment as a number. @internal */
export function toMillis(value: Millis): number {
  return Number(value);
}

/** A stored moment as RFC 3339 in UTC. @internal */
export function toInstant(value: Millis | null): string | null {
  return value === null ? null : new Date(toMillis(value)).toISOString();
}

/** A stored moment as a date. @internal */
export function toDate(value: Millis | null): Date | null {
  return value === null ? null : new Date(toMillis(value));
}

/**
 * A moment in words as it is stored; what is no moment is stored as none.
 *
 * @internal
 */
export function fromInstant(value: string | null): number | null {
  const millis = value === null ? NaN : Date.parse(value);
  return Number.isNaN(millis) ? null : millis;
}

/** A stored switch; SQLite keeps it as a number. @internal */
export function toBoolean(value: boolean | number | null): boolean | null {
  return value === null ? null : Boolean(value);
}
