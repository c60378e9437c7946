import { Knex } from 'knex';
import { isPostgres } from './dialect';

/** PostgreSQL's codes for "serialization failure" and "deadlock detected". */
const RETRYABLE = new Set(['40001', '40P01']);
const MAX_ATTEMPTS = 5;

/** Less than the life of a replica: what it locked is free when it expires. */
const LONGEST_IDLE_MS = 10_000;

/**
 * Runs a short transaction, anew when PostgreSQL sacrificed it to end a
 * deadlock: two replicas that mark the same entities due in different orders
 * may meet so. The callback must therefore have no effect outside of the
 * transaction.
 *
 * @remarks
 * A replica that freezes in the middle keeps its locks, for its connection
 * stays open; so PostgreSQL ends a transaction of which it hears nothing more.
 *
 * @internal
 */
export async function transact<T>(
  knex: Knex,
  run: (tx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await knex.transaction(async tx => {
        if (isPostgres(knex)) {
          await tx.raw(
            `set local idle_in_transaction_session_timeout = ${LONGEST_IDLE_MS}`,
          );
        }
        return run(tx);
      });
    } catch (error) {
      if (attempt === MAX_ATTEMPTS || !isRetryable(error)) {
        throw error;
      }
    }
  }
}

function isRetryable(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    RETRYABLE.has(String(error.code))
  );
}
