import { Knex } from 'knex';
import { isPostgres } from './dialect';

/** 32 MiB, at pages of 4 KiB: the indexes of a fleet are written all over. */
const LOG_PAGES = 8_000;

const CACHE_KIB = 65_536;

/**
 * Makes SQLite append to a log what it stores, and wait for the disk only when
 * the log is folded in. By default it waits at the end of each transaction,
 * within the event loop: on a busy disk the whole portal would stand still. A
 * power cut may take the last transactions along, whole ones: what they held of
 * clusters is read again. The longer the log, the more often a page has been
 * written again before it is folded in; that was half the time of a commit.
 *
 * @internal
 */
export async function useWriteAheadLog(knex: Knex): Promise<void> {
  if (!isPostgres(knex)) {
    await knex.raw('pragma journal_mode = wal');
    await knex.raw('pragma synchronous = normal');
    await knex.raw(`pragma wal_autocheckpoint = ${LOG_PAGES}`);
    await knex.raw(`pragma cache_size = -${CACHE_KIB}`);
  }
}
