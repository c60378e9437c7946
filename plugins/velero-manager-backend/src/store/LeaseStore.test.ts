import { Knex } from 'knex';
import {
  claimingEntity,
  defineCluster,
  namespaceRow,
  scheduleRow,
} from './__testUtils__/facts';
import {
  createTestDatabases,
  openStore,
  takeDue,
} from './__testUtils__/openStore';
import { DatabaseStore } from './DatabaseStore';
import type { Lease } from './leaseTypes';
import { transact } from './transact';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const LIFE = { livesForMs: 60_000 };
const never = new AbortController().signal;

const known = (...names: string[]) =>
  names.map(name => ({ name, followable: true }));

describe.each(databases.eachSupportedId())('LeaseStore, %p', databaseId => {
  let knex: Knex;
  let store: DatabaseStore;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    store = await openStore(knex);
  });

  /** Makes a replica live that knows these clusters, which are there. */
  const join = async (replica: string, ...clusters: string[]) => {
    await store.leases.join(replica, LIFE);
    await store.leases.know(replica, known(...clusters));
    await store.putClusters(clusters.map(name => defineCluster(name)));
  };
  const take = (replica: string, limit = 10, unlessKnownTo: string[] = []) =>
    store.leases.take(replica, { limit, unlessKnownTo });
  const byCluster = (leases: Lease[]) =>
    [...leases].sort((a, b) => (a.cluster < b.cluster ? -1 : 1));
  const namesOf = (leases: Lease[]) =>
    leases.map(({ cluster }) => cluster).sort();
  const freeze = (replica: string) =>
    knex('replicas').where({ id: replica }).update({ expires_at: 1 });
  const stored = async () =>
    (await knex('facts').select('name')).map(({ name }) => name).sort();
  const write = (lease: Lease, name: string, signal = never) =>
    store
      .underLease(lease, { signal, onStale: () => {} })
      .apply(
        { cluster: lease.cluster, kind: 'Schedule' },
        { type: 'upserted', rows: [scheduleRow(name)], malformed: 0 },
      );

  it('renews a lease while a crowd reads, without waiting for the crowd', async () => {
    await join('a', 'one');
    await store.putEntities([claimingEntity('shop', ['one/shop'])]);
    const readers = Array.from({ length: 500 }, () =>
      store.loadEntity('component:default/shop'),
    );
    await new Promise(setImmediate);
    let answered = 0;
    knex.on('query-response', () => {
      answered += 1;
    });
    await expect(store.leases.renew('a', LIFE)).resolves.toBe(true);
    // Two groups of readers have some twenty statements each under way.
    expect(answered).toBeLessThan(60);
    const entities = await Promise.all(readers);
    expect(entities.map(one => one?.row.entityRef)).toEqual(
      Array(500).fill('component:default/shop'),
    );
  });

  it('gives each lease to one replica, of clusters that it knows, up to the limit', async () => {
    await join('a', 'one', 'three', 'two');
    await join('b', 'four', 'one', 'three', 'two');
    expect(byCluster(await take('a', 2))).toEqual([
      { cluster: 'one', holder: 'a', fencing: 1 },
      { cluster: 'three', holder: 'a', fencing: 1 },
    ]);
    expect(namesOf(await take('b'))).toEqual(['four', 'two']);
    expect(await take('a')).toEqual([]);
    expect(await store.leases.pulse()).toEqual({
      replicas: 2,
      expired: false,
      free: false,
    });
    expect(await store.leases.census('b')).toEqual({
      replicas: [
        { id: 'a', held: 2 },
        { id: 'b', held: 2 },
      ],
      clusters: 4,
      own: expect.arrayContaining([
        { cluster: 'four', holder: 'b', fencing: 1 },
        { cluster: 'two', holder: 'b', fencing: 1 },
      ]),
    });
  });

  it('leaves clusters to others that can follow them, and lets those be moved', async () => {
    await join('a', 'one', 'two');
    await join('b', 'two', 'three');
    await store.leases.know('c', [{ name: 'one', followable: false }]);
    expect(namesOf(await take('a', 10, ['b', 'c']))).toEqual(['one']);
    await take('a');
    expect(
      await store.leases.listMovable('a', { limit: 9, knownTo: ['b', 'c'] }),
    ).toEqual(['two']);
    await store.leases.release('a', ['two']);
    await store.leases.release('b', ['one']);
    expect(namesOf(await take('b'))).toEqual(['three', 'two']);
    expect((await take('b')).length).toBe(0);
  });

  it('counts a cluster that nobody can follow as none', async () => {
    await store.leases.join('a', LIFE);
    await store.leases.know('a', [
      { name: 'one', followable: false },
      { name: 'two', followable: true },
    ]);
    expect(await store.leases.census('a')).toMatchObject({ clusters: 1 });
    expect(namesOf(await take('a'))).toEqual(['two']);
  });

  it('frees what an expired replica held, with a higher number for the next', async () => {
    await join('a', 'one', 'two');
    await take('a');
    await join('b', 'one', 'two');
    await store.leases.buryExpired();
    expect(await take('b')).toEqual([]);
    await freeze('a');
    expect(await store.leases.renew('a', LIFE)).toBe(false);
    expect(await store.leases.pulse()).toEqual({
      replicas: 1,
      expired: true,
      free: false,
    });
    expect(await take('a')).toEqual([]);
    await store.leases.buryExpired();
    expect(await store.leases.pulse()).toMatchObject({
      expired: false,
      free: true,
    });
    expect((await take('b')).map(lease => lease.fencing)).toEqual([2, 2]);
    expect(await knex('replica_clusters').where({ replica: 'a' })).toEqual([]);
    expect(await store.leases.renew('b', LIFE)).toBe(true);
  });

  it('gives a lease to one of many that want it at once', async () => {
    const replicas = ['a', 'b', 'c'];
    const clusters = Array.from({ length: 40 }, (_, i) => `c${i}`);
    for (const replica of replicas) {
      await join(replica, ...clusters);
    }
    const taken = await Promise.all(
      replicas.flatMap(replica => [take(replica, 7), take(replica, 7)]),
    );
    const rest = await take('a', 40);
    const names = [...taken, rest].flat().map(({ cluster }) => cluster);
    expect(names.sort()).toEqual([...clusters].sort());
  });

  it('refuses every write under a lease that somebody else took, writing nothing', async () => {
    await join('a', 'one');
    await join('b', 'one');
    const [old] = await take('a');
    await write(old, 'before');
    await store.leases.release('a', ['one']);
    const [lease] = await take('b');
    await takeDue(store);
    const contact = await knex('contacts').first();

    const onStale = jest.fn();
    const stale = store.underLease(old, { signal: never, onStale });
    const scope = { cluster: 'one', kind: 'Schedule' } as const;
    const status = { state: 'failed', message: 'x', syncedAt: null } as const;
    for (const refused of [
      () => write(old, 'after'),
      () => stale.apply(scope, { type: 'replaced', rows: [], malformed: 0 }),
      () => stale.setKindStatus(scope, status),
      () => stale.setKindsFound('one', { absent: ['Schedule'], pending: [] }),
      () => stale.recordContact('one', { skewMs: 9_000 }),
      () => stale.recordContactFailure('one', 'refused'),
      () => stale.recordKubernetesVersion('one', 'v9'),
    ]) {
      await expect(refused()).rejects.toMatchObject({
        name: 'StaleLeaseError',
        message: "The lease 1 of cluster 'one' is not held any more",
      });
    }
    expect(await stored()).toEqual(['before']);
    expect(onStale).toHaveBeenCalledTimes(6);
    expect(await knex('contacts').first()).toEqual(contact);
    expect(await takeDue(store)).toEqual([]);
    await write(lease, 'by-the-holder');
    expect(await stored()).toEqual(['before', 'by-the-holder']);
  });

  it('refuses the writes of a replica that expired, taken over or not', async () => {
    await join('a', 'one');
    const [lease] = await take('a');
    await freeze('a');
    await expect(write(lease, 'x')).rejects.toThrow(/not held any more/);
    await store.leases.buryExpired();
    await expect(write(lease, 'x')).rejects.toThrow(/not held any more/);
    expect(await stored()).toEqual([]);
  });

  it('begins no write any more once its signal aborts, whatever waits in the queue', async () => {
    await join('a', 'one');
    const [lease] = await take('a');
    const stopping = new AbortController();
    // More than are written together.
    const writes = Array.from({ length: 150 }, (_, i) =>
      write(lease, `n${i}`, stopping.signal).then(
        () => 'written',
        error => error.name,
      ),
    );
    await writes[0];
    stopping.abort();
    const outcomes = await Promise.all(writes);
    expect(outcomes[0]).toBe('written');
    expect(outcomes[149]).toBe('StaleLeaseError');
  });

  it('keeps the facts of a cluster that another living replica knows', async () => {
    const facts = async (cluster: string) =>
      store.apply(
        { cluster, kind: 'Namespace' },
        { type: 'upserted', rows: [namespaceRow(cluster)], malformed: 0 },
      );
    await join('old', 'gone', 'stays');
    await facts('gone');
    await facts('stays');
    await join('new', 'stays');
    expect(await stored()).toEqual(['gone', 'stays']);
    await take('old');
    await store.leases.know('old', known('stays'));
    expect(await store.leases.census('old')).toMatchObject({
      own: [{ cluster: 'stays' }],
    });
    await store.leases.know('old', known('gone', 'stays'));
    await store.leases.leave('old');
    await store.putClusters([defineCluster('stays')]);
    expect(await stored()).toEqual(['stays']);
    expect(await knex('leases').select('cluster')).toEqual([
      { cluster: 'stays' },
    ]);
  });

  if (databaseId === 'POSTGRES_18') {
    it('passes over a lease that a write holds on to instead of waiting', async () => {
      await join('a', 'one', 'two');
      await take('a');
      const writing = await knex.transaction();
      await writing('leases').where({ cluster: 'one' }).forShare().first();
      await freeze('a');
      await store.leases.buryExpired();
      const holders = () => knex('leases').orderBy('cluster').select('holder');
      expect(await holders()).toEqual([{ holder: 'a' }, { holder: null }]);
      await writing.commit();
      await store.leases.buryExpired();
      expect(await holders()).toEqual([{ holder: null }, { holder: null }]);
      expect(await knex('replicas').select()).toEqual([]);
    });

    it('is not held up for long by a replica that freezes while it writes', async () => {
      const limit = transact(knex, tx =>
        tx.raw('show idle_in_transaction_session_timeout'),
      );
      expect((await limit).rows).toEqual([
        { idle_in_transaction_session_timeout: '10s' },
      ]);
    });
  }
});
