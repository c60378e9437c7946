import { Worker } from 'node:worker_threads';
import { Knex } from 'knex';
import { isPostgres } from './dialect';

const EVERY_MS = 250;

/** As text, so that it is the same in the sources and in the package. */
const FOLD = `
  const { createRequire } = require('node:module');
  const { builder, file, everyMs } = require('node:worker_threads').workerData;
  const Database = createRequire(builder)('better-sqlite3');
  const database = new Database(file, { fileMustExist: true });
  const fold = () => {
    database.pragma('wal_checkpoint(passive)');
    setTimeout(fold, everyMs);
  };
  fold();
`;

/**
 * Has a thread fold the write-ahead log of an SQLite file into the database, so
 * that the event loop need not wait for the disk.
 *
 * @remarks
 * Passive folding waits for nobody, and nobody for it. A log that is written all
 * the time never comes to its end before another connection, and only at its
 * end it is begun anew: that is left to the transaction that finds it full, and
 * to which little is left to fold. Where the thread fails it folds all, as it
 * would without one.
 *
 * @returns the thread, which ends with the connections and keeps no process
 * alive; `null` where there is no such file
 * @internal
 */
export async function foldLogAside(
  knex: Knex,
  options: { onError(error: Error): void },
): Promise<Worker | null> {
  const file = isPostgres(knex) ? '' : await readFile(knex);
  if (file === '') {
    return null;
  }
  const worker = new Worker(FOLD, {
    eval: true,
    // The driver is the portal's: it is found where the query builder finds it.
    workerData: {
      builder: require.resolve('knex'),
      file,
      everyMs: EVERY_MS,
    },
  });
  worker.on('error', options.onError);
  worker.unref();
  knex.client.pool.on('poolDestroySuccess', () => worker.terminate());
  return worker;
}

/** Where the database lies; empty for one in memory. */
async function readFile(knex: Knex): Promise<string> {
  const databases: { name: string; file: string }[] = await knex.raw(
    'pragma database_list',
  );
  return databases.find(({ name }) => name === 'main')?.file ?? '';
}
