import fc from 'fast-check';
import { Knex } from 'knex';
import {
  createTestDatabases,
  openStore,
  settle,
  takeDue,
} from './__testUtils__/openStore';
import {
  claimingEntity,
  defineCluster,
  namespaceRow,
  scheduleRow,
} from './__testUtils__/facts';
import { DatabaseStore } from './DatabaseStore';
import { StaleLeaseError } from './leaseTypes';
import { KindPosition } from './positionTypes';
import { WriteQueue } from './WriteQueue';

jest.setTimeout(60_000);

const databases = createTestDatabases();

describe.each(databases.eachSupportedId())('WriteQueue, %p', databaseId => {
  let knex: Knex;
  let store: DatabaseStore;
  let queue: WriteQueue;
  let transactions: number;

  const count = ({ sql }: { sql: string }) => {
    transactions += /^begin/i.test(sql) ? 1 : 0;
  };

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    store = await openStore(knex);
    queue = WriteQueue.create(knex);
    await knex.schema.createTable('notes', table => {
      table.string('name').primary();
      table.string('value');
    });
    transactions = 0;
    knex.on('query', count);
  });

  afterEach(() => {
    knex.off('query', count);
  });

  const note = (name: string, fails = false) =>
    queue.run(async tx => {
      await tx('notes').insert({ name });
      if (fails) {
        throw new Error(`${name} fails`);
      }
      return `${name} written`;
    });
  const notes = async () =>
    (await knex('notes').select('name')).map(({ name }) => name).sort();

  it('asks readers to wait while too many rows wait to be stored', async () => {
    await store.putClusters([defineCluster('one')]);
    const { signal } = new AbortController();
    const rows = Array.from({ length: 6_000 }, (_, i) => namespaceRow(`n${i}`));
    const list = () =>
      queue.apply({
        scope: { cluster: 'one', kind: 'Namespace' },
        delta: { type: 'replaced', rows, malformed: 0 },
      });
    const stored = jest.fn();
    const lists = [list().then(stored)];
    await queue.room(signal);
    expect(stored).not.toHaveBeenCalled();

    lists.push(list().then(stored));
    const leaving = new AbortController();
    const gone = queue.room(leaving.signal);
    leaving.abort(new Error('no time'));
    await expect(gone).rejects.toThrow('no time');
    await queue.room(signal);
    expect(stored).toHaveBeenCalled();
    await Promise.all(lists);
  });

  it('stores what waits together, and answers each once it is stored', async () => {
    const written = Array.from({ length: 40 }, (_, i) => `write-${i}`);
    const answers = await Promise.all(
      written.map(async name => {
        const answer = await note(name);
        expect(await notes()).toContain(name);
        return answer;
      }),
    );
    expect(answers).toEqual(written.map(name => `${name} written`));
    expect(transactions).toBeLessThan(10);
  });

  it('writes in the order in which the writes came', async () => {
    const log: number[] = [];
    await Promise.all(
      Array.from({ length: 250 }, (_, i) =>
        queue.run(async tx => {
          await tx.raw('select 1');
          log.push(i);
        }),
      ),
    );
    expect(log).toEqual([...log].sort((a, b) => a - b));
    expect(log).toHaveLength(250);
  });

  it('keeps a failure to its own write', async () => {
    const results = await Promise.allSettled([
      note('a'),
      note('b', true),
      note('a'), // the database refuses it
      note('c'),
    ]);
    expect(results).toMatchObject([
      { status: 'fulfilled', value: 'a written' },
      { status: 'rejected', reason: { message: 'b fails' } },
      { status: 'rejected', reason: expect.anything() },
      { status: 'fulfilled', value: 'c written' },
    ]);
    expect(await notes()).toEqual(['a', 'c']);
  });

  it('refuses those alone whose lease does not hold', async () => {
    const clusters = ['one', 'two', 'three'];
    await store.putClusters(clusters.map(name => defineCluster(name)));
    await store.leases.join('me', { livesForMs: 60_000 });
    await store.leases.know(
      'me',
      clusters.map(name => ({ name, followable: true })),
    );
    const leases = await store.leases.take('me', {
      limit: 10,
      unlessKnownTo: [],
    });
    const stale: string[] = [];
    const givenUp = new AbortController();
    const underLease = (cluster: string, fencing: number) =>
      queue.run(
        async tx => {
          await tx('notes').insert({ name: `${cluster}-${fencing}` });
        },
        {
          lease: {
            ...leases.find(lease => lease.cluster === cluster)!,
            fencing,
          },
          signal:
            cluster === 'three' ? givenUp.signal : new AbortController().signal,
          onStale: () => stale.push(cluster),
        },
      );
    transactions = 0;
    givenUp.abort();
    const results = await Promise.allSettled([
      underLease('one', 1),
      underLease('two', 0),
      underLease('three', 1),
      underLease('one', 1).catch(() => 'twice'),
      underLease('two', 1),
    ]);
    expect(results).toMatchObject([
      { status: 'fulfilled' },
      { status: 'rejected', reason: expect.any(StaleLeaseError) },
      { status: 'rejected', reason: expect.any(StaleLeaseError) },
      { status: 'fulfilled', value: 'twice' },
      { status: 'fulfilled' },
    ]);
    expect(new Set(stale)).toEqual(new Set(['two']));
    expect(await notes()).toEqual(['one-1', 'two-1']);
  });

  it('applies changes of many scopes by as many statements as one', async () => {
    const names = Array.from({ length: 40 }, (_, i) => `cluster-${i}`);
    await store.putClusters(names.map(name => defineCluster(name)));
    const statements: string[] = [];
    knex.on('query', ({ sql }) => statements.push(sql));
    const change = (cluster: string) =>
      store.apply(
        { cluster, kind: 'Schedule' },
        { type: 'upserted', rows: [scheduleRow('daily')], malformed: 0 },
      );
    await change(names[0]);
    const alone = statements.splice(0).length;
    const results = await Promise.all(names.slice(1).map(change));
    expect(results).toEqual(names.slice(1).map(() => ({ changed: 1 })));
    expect(statements).toHaveLength(alone);
    const stored = await knex('facts').pluck('cluster');
    expect(stored.sort()).toEqual([...names].sort());
    expect(await knex('kind_status').pluck('objects')).toEqual(
      names.map(() => 1),
    );
  });

  it('notes contact with many clusters by as many statements as with one', async () => {
    const names = Array.from({ length: 40 }, (_, i) => `cluster-${i}`);
    await store.putClusters(names.map(name => defineCluster(name)));
    const at = (resourceVersion: string): KindPosition => ({
      ...{ kind: 'Schedule', namespace: '', basis: 'uid/v1/1' },
      resourceVersion,
    });
    for (const cluster of names) {
      await store.apply(
        { cluster, kind: 'Schedule' },
        { type: 'replaced', rows: [], malformed: 0, position: at('1') },
      );
    }
    const see = (cluster: string) =>
      store.recordContact(cluster, { positions: [at('2')] });
    await Promise.all(names.map(see));
    await settle(store);
    await store.recordContactFailure(names[3], 'refused');
    await settle(store);
    const statements: string[] = [];
    knex.on('query', ({ sql }) => statements.push(sql));
    await see(names[0]);
    const alone = statements.splice(0).length;
    await Promise.all([...names.slice(4), ...names.slice(1, 3)].map(see));
    expect(statements).toHaveLength(alone);
    await expect(takeDue(store, 'cluster')).resolves.toEqual([]);

    await Promise.all(names.map(see));
    await expect(takeDue(store, 'cluster')).resolves.toEqual([names[3]]);
    const contacts = await knex('contacts').select();
    expect(contacts).toHaveLength(names.length);
    expect(
      contacts.filter(row => row.last_contact_at === null || row.failure),
    ).toEqual([]);
    expect(await knex('positions').distinct('resource_version')).toEqual([
      { resource_version: '2' },
    ]);
  });

  it('notes contact twice where the same cluster is noted twice together', async () => {
    await store.putClusters([defineCluster('one')]);
    await Promise.all([
      store.recordContact('one', { skewMs: 1_000 }),
      store.recordContact('one', { skewMs: 3_000 }),
    ]);
    expect(await knex('contacts').pluck('clock_skew_ms')).toEqual([3_000]);
  });

  it('keeps a change that cannot be applied from no other', async () => {
    await store.putClusters([defineCluster('one'), defineCluster('two')]);
    const results = await Promise.allSettled(
      ['one', 'unknown', 'two'].map(cluster =>
        store.apply(
          { cluster, kind: 'Namespace' },
          { type: 'upserted', rows: [namespaceRow('shop')], malformed: 0 },
        ),
      ),
    );
    expect(results).toMatchObject([
      { status: 'fulfilled', value: { changed: 1 } },
      { status: 'rejected', reason: { name: 'NotFoundError' } },
      { status: 'fulfilled', value: { changed: 1 } },
    ]);
    expect((await knex('facts').pluck('cluster')).sort()).toEqual([
      'one',
      'two',
    ]);
  });

  it('marks due for each of the changes what it concerns, and nothing else', async () => {
    await store.putClusters([defineCluster('one'), defineCluster('two')]);
    await store.putEntities([
      claimingEntity('concerned', ['one/shop']),
      claimingEntity('elsewhere', ['two/shop', 'one/bank']),
      claimingEntity('everywhere', ['bank']),
    ]);
    await settle(store);
    await Promise.all(
      Object.entries({ one: 'shop', two: 'bank' }).map(([cluster, name]) =>
        store.apply(
          { cluster, kind: 'Namespace' },
          { type: 'upserted', rows: [namespaceRow(name)], malformed: 0 },
        ),
      ),
    );
    await expect(takeDue(store, 'entity')).resolves.toEqual([
      'concerned',
      'everywhere',
    ]);
  });

  it('ends as if each write had been alone, whichever fail', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({ key: fc.nat(5), value: fc.nat(9), fails: fc.boolean() }),
          { maxLength: 30 },
        ),
        async writes => {
          await knex('notes').delete();
          const results = await Promise.allSettled(
            writes.map(({ key, value, fails }) =>
              queue.run(async tx => {
                const name = `${key}`;
                const before = await tx('notes').where({ name }).first();
                await tx('notes')
                  .insert({ name, value: `${value}` })
                  .onConflict('name')
                  .merge();
                if (fails) {
                  throw new Error('fails');
                }
                return before?.value ?? null;
              }),
            ),
          );
          const expected = new Map<string, string>();
          writes.forEach(({ key, value, fails }, i) => {
            expect(results[i]).toMatchObject(
              fails
                ? { status: 'rejected' }
                : {
                    status: 'fulfilled',
                    value: expected.get(`${key}`) ?? null,
                  },
            );
            if (!fails) {
              expected.set(`${key}`, `${value}`);
            }
          });
          const rows = await knex('notes').select();
          expect(new Map(rows.map(({ name, value }) => [name, value]))).toEqual(
            expected,
          );
        },
      ),
      { numRuns: 25 },
    );
  });

  it('lets others come to their turn, and outlives a write that throws at once', async () => {
    await expect(
      queue.run(() => {
        throw new Error('at once');
      }),
    ).rejects.toThrow('at once');
    let turns = 0;
    let going = true;
    const turn = () => {
      turns += 1;
      if (going) {
        setImmediate(turn);
      }
    };
    turn();
    await Promise.all(
      Array.from({ length: 300 }, (_, i) => note(`write-${i}`)),
    );
    going = false;
    expect(turns).toBeGreaterThan(3);
  });
});
