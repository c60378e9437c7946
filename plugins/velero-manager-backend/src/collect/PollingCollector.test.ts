import { clusterObject } from './__testUtils__/FakeCluster';
import { startCollector } from './__testUtils__/startCollector';
import { PollingCollector } from './PollingCollector';

const pathOf = (namespace: string) => `/api/v1/namespaces/${namespace}/pods`;

const pod = (namespace: string, name: string, claim: string | null) =>
  clusterObject(namespace, name, {
    spec: {
      containers: [
        { name: 'app', volumeMounts: [{ name: 'data', mountPath: '/data' }] },
      ],
      volumes: claim
        ? [{ name: 'data', persistentVolumeClaim: { claimName: claim } }]
        : [],
    },
    status: { phase: 'Running' },
  });
const claim = (namespace: string) => clusterObject(namespace, 'data');
const run = (status: object) => clusterObject('velero', 'daily-1', { status });

function start() {
  const started = startCollector({
    kind: 'Pod',
    create: PollingCollector.create,
  });
  for (const namespace of ['shop', 'cart', 'bare']) {
    started.cluster.answer(pathOf(namespace), [
      pod(namespace, 'with', 'data'),
      pod(namespace, 'without', null),
    ]);
  }
  return started;
}

describe('PollingCollector', () => {
  it('lists where there are claims, and keeps the pods that use one', async () => {
    const { clock, cluster, stored, statuses, observe, stop } = start();
    stored.set('bare', ['from-before']);
    await clock.advance(5_000);
    expect([cluster.asked, statuses]).toEqual([[], []]);
    observe('PersistentVolumeClaim', claim('shop'), claim('cart'));
    await clock.advance(2_000);
    expect(cluster.asked).toEqual([pathOf('cart'), pathOf('shop')]);
    expect([...stored].sort()).toEqual([
      ['cart', ['with']],
      ['shop', ['with']],
    ]);
    expect(statuses).toEqual([expect.objectContaining({ state: 'synced' })]);
    await stop();
    expect(clock.pending).toBe(0);
  });

  it('lists again when a run begins or ends, when claims appear, and every ten minutes', async () => {
    const { clock, cluster, observe, observeChange, stop } = start();
    observe('PersistentVolumeClaim', claim('shop'));
    await clock.advance(60_000);
    const asked = async (ms: number) => {
      cluster.asked.length = 0;
      await clock.advance(ms);
      return [...cluster.asked];
    };
    expect(await asked(5 * 60_000)).toEqual([]);
    observeChange('Backup', run({ phase: 'InProgress' }));
    observeChange('Backup', run({ phase: 'Finalizing' }));
    expect(await asked(1_000)).toEqual([pathOf('shop')]);
    // Not in vain for each of a crowd of runs.
    observeChange(
      'Backup',
      run({ phase: 'Completed', completionTimestamp: '2026-01-01T00:05:00Z' }),
    );
    expect(await asked(10_000)).toEqual([]);
    expect(await asked(30_000)).toEqual([pathOf('shop')]);
    await clock.advance(60_000);
    observeChange('PersistentVolumeClaim', claim('cart'));
    expect(await asked(1_000)).toEqual([pathOf('cart'), pathOf('shop')]);
    expect(await asked(11 * 60_000)).toEqual([pathOf('cart'), pathOf('shop')]);
    await stop();
  });

  it('says that it may not list them, and asks no further', async () => {
    const { clock, cluster, statuses, observe, stop } = start();
    cluster.answer(pathOf('cart'), 403);
    observe('PersistentVolumeClaim', claim('shop'), claim('cart'));
    await clock.advance(2_000);
    expect(cluster.asked).toEqual([pathOf('cart')]);
    expect(statuses.at(-1)).toMatchObject({ state: 'forbidden' });
    await stop();
  });

  describe('where most namespaces have claims', () => {
    const ALL = '/api/v1/pods';
    const names = ['a', 'b', 'c', 'd', 'e'];

    /** A cluster with claims in four of its five namespaces. */
    function startWide() {
      const started = startCollector({
        kind: 'Pod',
        create: PollingCollector.create,
      });
      const pods = names.map(name => pod(name, 'with', 'data'));
      started.cluster.answer(ALL, [...pods, pod('a', 'without', null)]);
      for (const [i, name] of names.entries()) {
        started.cluster.answer(pathOf(name), [pods[i]]);
      }
      started.observe(
        'Namespace',
        ...names.map(name => clusterObject('', name)),
      );
      started.observe(
        'PersistentVolumeClaim',
        ...names.slice(0, 4).map(name => claim(name)),
      );
      return started;
    }
    const each = names.slice(0, 4).map(pathOf);

    it('lists all of them at once, and keeps what it would keep of each', async () => {
      const { clock, cluster, stored, statuses, stop } = startWide();
      stored.set('gone', ['from-before']);
      await clock.advance(2_000);
      expect(cluster.asked).toEqual([ALL]);
      expect([...stored].sort()).toEqual(
        names.slice(0, 4).map(name => [name, ['with']]),
      );
      expect(statuses).toEqual([expect.objectContaining({ state: 'synced' })]);
      await stop();
      expect(clock.pending).toBe(0);
    });

    it('lists each where it may not list all, and asks again after an hour', async () => {
      const { clock, cluster, stored, statuses, stop } = startWide();
      cluster.answer(ALL, 403);
      await clock.advance(2_000);
      expect(cluster.asked).toEqual([ALL, ...each]);
      expect(statuses.at(-1)).toMatchObject({ state: 'synced' });
      cluster.asked.length = 0;
      await clock.advance(50 * 60_000);
      expect(cluster.asked).not.toContain(ALL);
      cluster.asked.length = 0;
      cluster.answer(ALL, [pod('a', 'new', 'data')]);
      await clock.advance(20 * 60_000);
      expect(cluster.asked).toContain(ALL);
      expect([...stored]).toEqual([['a', ['new']]]);
      await stop();
    });

    it('keeps what it read while that fails, and no longer than it is true', async () => {
      const { clock, cluster, stored, statuses, stop } = startWide();
      await clock.advance(2_000);
      cluster.answer(ALL, 500);
      await clock.advance(11 * 60_000);
      expect(statuses.at(-1)).toMatchObject({ state: 'synced' });
      await clock.advance(11 * 60_000);
      expect(statuses.at(-1)).toMatchObject({ state: 'failed' });
      expect(stored.size).toBe(4);
      expect(new Set(cluster.asked)).toEqual(new Set([ALL]));
      await stop();
    });

    it('lists each while too few have claims', async () => {
      const { clock, cluster, observe, stop } = startWide();
      observe('PersistentVolumeClaim', claim('a'), claim('b'));
      await clock.advance(2_000);
      expect(cluster.asked).toEqual(each.slice(0, 2));
      await stop();
    });
  });

  it('looks again soon where a list failed, though nothing changes', async () => {
    const { clock, cluster, stored, statuses, observe, stop } = start();
    cluster.answer(pathOf('cart'), 503);
    observe('PersistentVolumeClaim', claim('shop'), claim('cart'));
    await clock.advance(2_000);
    expect(statuses.at(-1)).toMatchObject({ state: 'failed' });
    cluster.answer(pathOf('cart'), [pod('cart', 'with', 'data')]);
    await clock.advance(60_000);
    expect(statuses.at(-1)).toMatchObject({ state: 'synced' });
    expect(stored.get('cart')).toEqual(['with']);
    cluster.asked.length = 0;
    await clock.advance(9 * 60_000);
    expect(cluster.asked).toEqual([]);
    await stop();
    expect(clock.pending).toBe(0);
  });

  it('keeps what it read of a namespace that fails, and no longer than it is true', async () => {
    const { clock, cluster, stored, statuses, observe, stop } = start();
    observe('PersistentVolumeClaim', claim('shop'));
    await clock.advance(2_000);
    cluster.answer(pathOf('shop'), 500);
    await clock.advance(11 * 60_000);
    expect(statuses.at(-1)).toMatchObject({ state: 'synced' });
    await clock.advance(11 * 60_000);
    expect(statuses.at(-1)).toMatchObject({ state: 'failed' });
    expect(stored.get('shop')).toEqual(['with']);
    await stop();
  });

  it('has nothing to do where there are no claims, and says so', async () => {
    const { clock, cluster, stored, statuses, observe, stop } = start();
    stored.set('shop', ['from-before']);
    await clock.advance(2_000);
    expect(stored.size).toBe(1);
    observe('PersistentVolumeClaim');
    await clock.advance(2_000);
    expect(cluster.asked).toEqual([]);
    expect(stored.size).toBe(0);
    expect(statuses).toEqual([expect.objectContaining({ state: 'synced' })]);
    await stop();
  });
});
