import { mockServices } from '@backstage/backend-test-utils';
import { FakeClock } from '../kubernetes/__testUtils__/FakeClock';
import type { Lease } from '../store/leaseTypes';
import { MemoryLeaseStore } from './__testUtils__/MemoryLeaseStore';
import { LeaseKeeper } from './LeaseKeeper';

const names = (count: number) =>
  Array.from({ length: count }, (_, i) => `c${100 + i}`);

function createFleet() {
  const clock = new FakeClock();
  const store = new MemoryLeaseStore(() => clock.now());

  const start = async (name: string, clusters: string[]) => {
    const logger = mockServices.logger.mock();
    const replica = {
      knows: clusters,
      logger,
      introductions: 0,
      follows: [] as string[],
      fencing: new Map<string, number>(),
      /** What was followed each time that it changed. */
      changes: [] as number[],
      /** Set: stopping takes until it resolves. */
      slowStop: undefined as Promise<void> | undefined,
      keeper: LeaseKeeper.create({
        leases: store,
        clock,
        logger,
        name,
        monotonic: () => clock.now(),
        async introduce(id) {
          replica.introductions += 1;
          await store.know(
            id,
            replica.knows.map(cluster => ({ name: cluster, followable: true })),
          );
        },
        async follow(held: ReadonlyMap<string, Lease>) {
          const before = replica.follows;
          replica.follows = [...held.keys()].sort();
          replica.fencing = new Map(
            [...held].map(([cluster, { fencing }]) => [cluster, fencing]),
          );
          replica.changes.push(held.size);
          if (before.some(cluster => !held.has(cluster))) {
            await replica.slowStop;
          }
        },
      }),
    };
    await replica.keeper.start();
    return replica;
  };
  return { clock, store, start };
}

describe('LeaseKeeper', () => {
  it('holds all at once where it is alone', async () => {
    const { store, start } = createFleet();
    const a = await start('a', names(30));
    expect(a.follows).toEqual(names(30));
    await a.keeper.stop();
    expect([a.follows, store.heldBy('a'), store.replicas.size]).toEqual([
      [],
      [],
      0,
    ]);
  });

  it('gives a newcomer its share, a few at a time, and then nothing moves', async () => {
    const { clock, store, start } = createFleet();
    const a = await start('a', names(90));
    const b = await start('b', names(90));
    await clock.advance(10_000);
    expect([a.follows.length, b.follows.length]).toEqual([45, 45]);
    expect(a.changes).toEqual([90, 80, 70, 60, 50, 45]);
    const c = await start('c', names(90));
    await clock.advance(10_000);
    expect([a, b, c].map(({ follows }) => follows.length)).toEqual([
      30, 30, 30,
    ]);
    expect([...a.follows, ...b.follows, ...c.follows].sort()).toEqual(
      names(90),
    );
    const moved = [a, b, c].map(({ changes }) => changes.length);
    await clock.advance(600_000);
    expect([a, b, c].map(({ changes }) => changes.length)).toEqual(moved);
    expect(store.replicas.size).toBe(3);
    await Promise.all([a, b, c].map(({ keeper }) => keeper.stop()));
    expect(clock.pending).toBe(0);
  });

  it('hands all over within a second when it stops, after its collectors', async () => {
    const { clock, store, start } = createFleet();
    const a = await start('a', names(10));
    const b = await start('b', names(10));
    await clock.advance(5_000);
    let stopped = () => {};
    a.slowStop = new Promise(resolve => {
      stopped = resolve;
    });
    const stopping = a.keeper.stop();
    await clock.advance(500);
    expect([a.follows.length, store.heldBy('a').length]).toEqual([0, 5]);
    stopped();
    await stopping;
    await clock.advance(500);
    expect(b.follows).toEqual(names(10));
    await b.keeper.stop();
  });

  it('does not make others wait for a collector that does not stop', async () => {
    const { clock, start } = createFleet();
    const a = await start('a', names(4));
    const b = await start('b', names(4));
    await clock.advance(5_000);
    a.slowStop = new Promise(() => {});
    void a.keeper.stop();
    await clock.advance(2_000);
    expect(b.follows).toEqual(names(4));
    await b.keeper.stop();
  });

  it('takes over from one that vanished when that has expired', async () => {
    const { clock, store, start } = createFleet();
    const a = await start('a', names(10));
    const b = await start('b', names(10));
    await clock.advance(5_000);
    const theirs = a.follows;
    store.cutOff.add('a-');
    await clock.advance(9_000);
    expect(b.follows).toHaveLength(5);
    await clock.advance(7_000);
    expect(b.follows).toEqual(names(10));
    expect(theirs.map(cluster => b.fencing.get(cluster))).toEqual([
      2, 2, 2, 2, 2,
    ]);
    expect(b.introductions).toBeGreaterThan(1);
    await b.keeper.stop();
    await a.keeper.stop();
  });

  it('lets go by itself before it expires, and comes back as another', async () => {
    const { clock, store, start } = createFleet();
    const a = await start('a', names(3));
    const first = a.keeper.replica;
    await clock.advance(5_000);
    store.cutOff.add('a-');
    await clock.advance(12_900);
    expect(a.follows).toHaveLength(3);
    await clock.advance(200);
    expect(a.follows).toEqual([]);
    expect(store.replicas.get(first!)).toBeGreaterThan(clock.now());
    expect(a.keeper.replica).toBeNull();
    await clock.advance(30_000);
    store.cutOff.clear();
    await clock.advance(2_000);
    expect(a.follows).toEqual(names(3));
    expect(a.keeper.replica).not.toBe(first);
    expect([...a.fencing.values()]).toEqual([2, 2, 2]);
    const told = a.logger.warn.mock.calls.map(([message]) => message);
    expect(told.filter(message => !message.startsWith('Could not'))).toEqual([
      'Lost the leases of 3 clusters: they could not be renewed in time',
    ]);
    await a.keeper.stop();
  });

  it('begins another life when the database says that this one is over', async () => {
    const { clock, store, start } = createFleet();
    const a = await start('a', names(2));
    store.replicas.set(a.keeper.replica!, 0);
    await clock.advance(1_000);
    expect(a.follows).toEqual(names(2));
    expect([...a.fencing.values()]).toEqual([2, 2]);
    expect(a.changes).toEqual([2, 0, 2]);
    await a.keeper.stop();
  });

  it('looks again when a write was refused', async () => {
    const { clock, store, start } = createFleet();
    const a = await start('a', names(2));
    const b = await start('b', []);
    store.holders.set('c100', { holder: b.keeper.replica, fencing: 2 });
    a.keeper.doubt({ cluster: 'c100', holder: a.keeper.replica!, fencing: 1 });
    await clock.advance(500);
    expect(a.follows).toEqual(['c101']);
    await a.keeper.stop();
    await b.keeper.stop();
  });

  it('tells what it knows anew, and holds nothing else', async () => {
    const { clock, start } = createFleet();
    const a = await start('a', names(3));
    a.knows = ['c102', 'new'];
    a.keeper.reintroduce();
    await clock.advance(1_000);
    expect(a.follows).toEqual(['c102', 'new']);
    await a.keeper.stop();
  });

  it('starts although the store fails, and holds when it answers', async () => {
    const { clock, store, start } = createFleet();
    store.cutOff.add('a-');
    const a = await start('a', names(2));
    await clock.advance(3_000);
    expect(a.follows).toEqual([]);
    store.cutOff.clear();
    await clock.advance(500);
    expect(a.follows).toEqual(names(2));
    expect(a.logger.warn).toHaveBeenCalledTimes(1);
    await a.keeper.stop();
    expect(clock.pending).toBe(0);
  });
});
