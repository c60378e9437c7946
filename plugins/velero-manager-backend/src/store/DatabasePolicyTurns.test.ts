import type { Knex } from 'knex';
import { DatabasePolicyTurns } from './DatabasePolicyTurns';
import { createTestDatabases, openStore } from './__testUtils__/openStore';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const LONG = { holdMs: 600_000 };

describe.each(databases.eachSupportedId())('policy turns, %p', databaseId => {
  let knex: Knex;
  /** Of two replicas. */
  let one: DatabasePolicyTurns;
  let other: DatabasePolicyTurns;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    await openStore(knex);
    one = DatabasePolicyTurns.create(knex);
    other = DatabasePolicyTurns.create(knex);
  });

  const lapse = () => knex('policy_turns').update({ held_until: 1 });

  it('are the turn of one replica at a time, of each repository', async () => {
    const turn = await one.take('main', LONG);
    expect(await other.take('main', LONG)).toBeNull();
    expect(await one.take('main', LONG)).toBeNull();
    expect(await other.take('second', LONG)).not.toBeNull();
    expect(await turn?.hold()).toBe(true);
    await turn?.end();
    expect(await other.take('main', LONG)).not.toBeNull();
  });

  it('are taken by one of many who want the same', async () => {
    const taken = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 ? one : other).take('main', LONG),
      ),
    );
    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  it('lapse, and then are no longer of whom they were', async () => {
    const turn = await one.take('main', LONG);
    await lapse();
    expect(await turn?.hold()).toBe(false);
    const next = await other.take('main', LONG);
    expect(await next?.hold()).toBe(true);
    expect(await turn?.hold()).toBe(false);
    // Whose it was may leave it late: that takes nothing from the other.
    await turn?.end();
    expect(await one.take('main', LONG)).toBeNull();
    expect(await next?.hold()).toBe(true);
  });

  it('are held for as long as was said', async () => {
    const turn = await one.take('main', LONG);
    const until = async () =>
      Number((await knex('policy_turns').first()).held_until);
    expect(await until()).toBeGreaterThan(Date.now() + 500_000);
    await knex('policy_turns').decrement('held_until', 300_000);
    const before = await until();
    expect(await turn?.hold()).toBe(true);
    expect(await until()).toBeGreaterThan(before + 200_000);
  });
});
