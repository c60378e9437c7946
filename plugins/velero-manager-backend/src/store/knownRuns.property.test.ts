import fc from 'fast-check';
import { backupRow, defineCluster, scopeOf } from './__testUtils__/facts';
import { createTestDatabases, openStore } from './__testUtils__/openStore';
import { KnownRuns } from './KnownRuns';
import { loadCluster } from './operations/clusters/loadCluster';
import { readRuns } from './operations/facts/readRuns';
import { readScopes } from './operations/facts/scopeIndex';
import { FactDelta, FactRow } from './types';

jest.setTimeout(120_000);

const databases = createTestDatabases();

/** Few of each, so that runs share groups, change in them and move between them. */
const runs: fc.Arbitrary<FactRow[]> = fc.array(
  fc
    .record({
      name: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      schedule: fc.constantFrom('daily', 'hourly', null),
      namespace: fc.constantFrom('shop', 'till'),
      phase: fc.constantFrom('InProgress', 'Completed', 'Failed'),
      hour: fc.constantFrom('01', '02'),
    })
    .map(({ name, namespace, hour, ...rest }) =>
      backupRow(name, {
        ...rest,
        scope: scopeOf([namespace]),
        startedAt: `2026-11-20T${hour}:00:00.000Z`,
      }),
    ),
  { maxLength: 6 },
);

const deltas: fc.Arbitrary<FactDelta> = fc
  .record({
    type: fc.constantFrom('replaced', 'upserted', 'removed' as const),
    rows: runs,
  })
  .map(({ type, rows }) =>
    type === 'removed'
      ? { type, keys: rows.map(({ namespace, name }) => ({ namespace, name })) }
      : { type, rows, malformed: 0 },
  );

describe.each(databases.eachSupportedId())('KnownRuns, %p', databaseId => {
  it('never shows what is no longer there, nor hides what came', async () => {
    const knex = await databases.init(databaseId);
    const store = await openStore(knex);
    const scope = { cluster: 'one', kind: 'Backup' } as const;
    await store.putClusters([defineCluster('one')]);
    const read = async (known: KnownRuns) =>
      (await loadCluster({ knex, name: 'one', runs: known }))?.facts.runs;

    const run = async (steps: { delta: FactDelta; isSlow: boolean }[]) => {
      const known = KnownRuns.create();
      for (const { delta, isSlow } of steps) {
        const before = await readScopes({ knex, clusters: ['one'] });
        await store.apply(scope, delta);
        if (isSlow) {
          // Somebody saw the stamps before the write, and the runs after it.
          await readRuns({ knex, known, groups: before });
        }
        expect(await read(known)).toEqual(await read(KnownRuns.create()));
      }
    };
    const steps = fc.array(fc.record({ delta: deltas, isSlow: fc.boolean() }), {
      maxLength: 8,
    });
    await fc.assert(fc.asyncProperty(steps, run), { numRuns: 30 });
  });

  it('reads again only what something happened to', async () => {
    const knex = await databases.init(databaseId);
    const store = await openStore(knex);
    const scope = { cluster: 'one', kind: 'Backup' } as const;
    await store.putClusters([defineCluster('one')]);
    const put = (...rows: FactRow[]) =>
      store.apply(scope, { type: 'upserted', rows, malformed: 0 });
    await put(
      backupRow('d1', { schedule: 'daily' }),
      backupRow('h1', { schedule: 'hourly' }),
    );
    const read = async () => {
      const { facts } = (await store.loadCluster('one'))!;
      return new Map(facts.runs.map(fact => [fact.name, fact]));
    };
    const first = await read();
    await put(backupRow('h1', { schedule: 'hourly', phase: 'Failed' }));
    const second = await read();
    expect(second.get('d1')).toBe(first.get('d1'));
    expect(second.get('h1')).toMatchObject({ phase: 'Failed' });
    expect(first.get('h1')).not.toMatchObject({ phase: 'Failed' });
  });

  it('holds what runs were told the same once', async () => {
    const knex = await databases.init(databaseId);
    const store = await openStore(knex);
    await store.putClusters([defineCluster('one')]);
    const rows = ['a', 'b', 'c'].map((name, i) =>
      backupRow(name, {
        scope: { ...scopeOf(['shop']), ttlSeconds: i === 0 ? 60 : 3600 },
      }),
    );
    await store.apply(
      { cluster: 'one', kind: 'Backup' },
      { type: 'upserted', rows, malformed: 0 },
    );
    const { facts } = (await store.loadCluster('one'))!;
    const [a, b, c] = ['a', 'b', 'c'].map(
      name => facts.runs.find(run => run.name === name)!.scope,
    );
    expect(b).toBe(c);
    expect(a).not.toBe(b);
    expect([a.ttlSeconds, b.ttlSeconds]).toEqual([60, 3600]);
  });

  it('lets nobody change what many share', async () => {
    const knex = await databases.init(databaseId);
    const store = await openStore(knex);
    await store.putClusters([defineCluster('one')]);
    await store.apply(
      { cluster: 'one', kind: 'Backup' },
      { type: 'upserted', rows: [backupRow('a')], malformed: 0 },
    );
    const [fact] = (await store.loadCluster('one'))!.facts.runs;
    expect(() => fact.scope.includedNamespaces.push('shop')).toThrow(TypeError);
    expect(() => Object.assign(fact, { phase: 'Failed' })).toThrow(TypeError);
  });
});
