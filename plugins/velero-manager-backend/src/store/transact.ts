import { Knex } from 'knex';

/** PostgreSQL's codes for "serialization failure" and "deadlock detected". */
const RETRYABLE = new Set(['40001', '40P01']);
const MAX_ATTEMPTS = 5;

/**
 * Runs a short transaction, anew when PostgreSQL sacrificed it to end a
 * deadlock: two replicas that mark the same entities due in different orders
 * may meet so. The callback must therefore have no effect outside of the
 * transaction.
 *
 * @internal
 */
export async function transact<T>(
  knex: Knex,
  run: (tx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await knex.transaction(run);
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
