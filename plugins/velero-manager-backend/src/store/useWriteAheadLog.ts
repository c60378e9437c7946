import { Knex } from 'knex';
import { isPostgres } from './dialect';

/**
 * Makes SQLite append to a log what it stores, and wait for the disk only when
 * the log is folded in. By default it waits at the end of each transaction,
 * within the event loop: on a busy disk the whole portal would stand still. A
 * power cut may take the last transactions along, whole ones: what they held of
 * clusters is read again.
 *
 * @internal
 */
export async function useWriteAheadLog(knex: Knex): Promise<void> {
  if (!isPostgres(knex)) {
    await knex.raw('pragma journal_mode = wal');
    await knex.raw('pragma synchronous = normal');
  }
}
