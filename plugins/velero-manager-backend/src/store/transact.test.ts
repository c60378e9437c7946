import { Knex } from 'knex';
import { createTestDatabases, openStore } from './__testUtils__/openStore';
import { transact } from './transact';

const databases = createTestDatabases();

const failure = (code: string) => Object.assign(new Error(code), { code });

describe.each(databases.eachSupportedId())('transact, %p', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    await openStore(knex);
  }, 60_000);

  const insert = (tx: Knex, destination: string) =>
    tx('cluster_destinations').insert({ destination, cluster: 'one' });

  it('tries again after a deadlock and keeps nothing of the failed attempt', async () => {
    let attempts = 0;
    const result = await transact(knex, async tx => {
      attempts += 1;
      await insert(tx, `name:${attempts}`);
      if (attempts < 3) {
        throw failure('40P01');
      }
      return attempts;
    });
    expect(result).toBe(3);
    await expect(knex('cluster_destinations').select()).resolves.toEqual([
      { destination: 'name:3', cluster: 'one' },
    ]);
  });

  it('gives up on any other error, and on endless deadlocks', async () => {
    const run = jest.fn(async () => {
      throw failure('23505');
    });
    await expect(transact(knex, run)).rejects.toThrow('23505');
    expect(run).toHaveBeenCalledTimes(1);
    const deadlock = jest.fn(async () => {
      throw failure('40001');
    });
    await expect(transact(knex, deadlock)).rejects.toThrow('40001');
    expect(deadlock).toHaveBeenCalledTimes(5);
  });
});
