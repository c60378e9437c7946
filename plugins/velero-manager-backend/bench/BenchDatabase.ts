import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import createKnex, { Knex } from 'knex';
import { DatabaseStore } from '../src/store';
import { migrationsFolder } from '../src/store/createDatabaseStore';
import { foldLogAside } from '../src/store/foldLogAside';
import { keepStatements } from '../src/store/keepStatements';
import { useWriteAheadLog } from '../src/store/useWriteAheadLog';

const SILENT_AFTER_MS = 300_000;

/** A database for one run of a bench; it is gone when the run is over. */
export interface BenchDatabase {
  knex: Knex;
  store: DatabaseStore;
  /** Where another process finds it, for {@link connect}. */
  address: string;
  /** As in `SQLite 3.50.4`. */
  name: string;
  close(): Promise<void>;
}

/**
 * Opens an empty database with our tables: SQLite in a file, as the portal has
 * it, or one of its own on a PostgreSQL server.
 */
export async function openBenchDatabase(
  postgres: string | null,
): Promise<BenchDatabase> {
  const opened = postgres ? await openPostgres(postgres) : openSqlite();
  const { knex } = opened;
  await useWriteAheadLog(knex);
  await foldLogAside(knex, {
    onError: error => {
      throw error;
    },
  });
  await keepStatements(knex);
  await knex.migrate.latest({ directory: migrationsFolder() });
  return {
    ...opened,
    store: toStore(knex),
    name: await readName(knex),
  };
}

/** A connection to a bench's database, from any process. */
export function connect(address: string): Knex {
  return address.startsWith('postgres')
    ? createKnex({ client: 'pg', connection: address })
    : createKnex({
        client: 'better-sqlite3',
        connection: { filename: address },
        useNullAsDefault: true,
      });
}

/** The store on a bench's database. */
export function toStore(knex: Knex): DatabaseStore {
  return DatabaseStore.create({ knex, silentAfterMs: SILENT_AFTER_MS });
}

/**
 * Lets PostgreSQL look at what it holds, as it would sooner or later by itself.
 * Nobody has SQLite do so in a portal.
 */
export async function analyze(knex: Knex): Promise<void> {
  if (isPostgres(knex)) {
    await knex.raw('vacuum analyze');
  }
}

function openSqlite() {
  const folder = mkdtempSync(join(tmpdir(), 'velero-manager-bench-'));
  const address = join(folder, 'bench.sqlite');
  const knex = connect(address);
  return {
    ...{ knex, address },
    close: async () => {
      await knex.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function openPostgres(url: string) {
  const server = createKnex({ client: 'pg', connection: url });
  const name = `velero_manager_bench_${process.pid}_${Date.now()}`;
  await server.raw('create database ??', [name]);
  const own = new URL(url);
  own.pathname = `/${name}`;
  const knex = connect(own.href);
  return {
    ...{ knex, address: own.href },
    close: async () => {
      await knex.destroy();
      await server.raw('drop database ??', [name]);
      await server.destroy();
    },
  };
}

async function readName(knex: Knex): Promise<string> {
  if (isPostgres(knex)) {
    const { rows } = await knex.raw('show server_version');
    return `PostgreSQL ${rows[0].server_version}`;
  }
  const [row] = await knex.raw('select sqlite_version() as version');
  return `SQLite ${row.version}`;
}

function isPostgres(knex: Knex): boolean {
  return knex.client.config.client === 'pg';
}
