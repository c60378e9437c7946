import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import createKnex, { Knex } from 'knex';
import { foldLogAside } from './foldLogAside';
import { useWriteAheadLog } from './useWriteAheadLog';

const open = (filename: string): Knex =>
  createKnex({
    client: 'better-sqlite3',
    connection: { filename },
    useNullAsDefault: true,
  });

const onError = (error: Error) => {
  throw error;
};

describe('foldLogAside', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fold-'));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** What a file of a database holds without its log. */
  async function countWithoutLog(file: string): Promise<number> {
    const copy = join(folder, 'copy.sqlite');
    copyFileSync(file, copy);
    const knex = open(copy);
    try {
      const [{ count }] = await knex('rows').count('* as count');
      return Number(count);
    } catch {
      return -1; // not even the table
    } finally {
      await knex.destroy();
    }
  }

  it('brings what was written into the database, and ends with it', async () => {
    const file = join(folder, 'db.sqlite');
    const knex = open(file);
    await useWriteAheadLog(knex);
    await knex.schema.createTable('rows', table => table.integer('value'));
    await knex('rows').insert({ value: 1 });
    await expect(countWithoutLog(file)).resolves.toBe(-1);

    const worker = (await foldLogAside(knex, { onError }))!;
    await knex('rows').insert({ value: 2 });
    while ((await countWithoutLog(file)) !== 2) {
      await sleep(50);
    }
    const [{ count }] = await knex('rows').count('* as count');
    expect(count).toBe(2);
    const ended = once(worker, 'exit');
    await knex.destroy();
    await ended;
  });

  it('tells what keeps it from folding, and nothing else is different', async () => {
    const file = join(folder, 'db.sqlite');
    const knex = open(file);
    await useWriteAheadLog(knex);
    await knex.schema.createTable('rows', table => table.integer('value'));
    rmSync(file);
    const error = await new Promise<Error>(resolve => {
      void foldLogAside(knex, { onError: resolve });
    });
    expect(error.message).toMatch(/unable to open database file/);
    await expect(knex('rows').insert({ value: 1 })).resolves.toEqual([1]);
    await knex.destroy();
  });

  it('has nothing to do in memory', async () => {
    const knex = open(':memory:');
    await expect(foldLogAside(knex, { onError })).resolves.toBeNull();
    await knex.destroy();
  });
});
