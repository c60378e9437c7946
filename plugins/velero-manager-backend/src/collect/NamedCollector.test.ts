import { clusterObject } from './__testUtils__/FakeCluster';
import { startCollector } from './__testUtils__/startCollector';
import { NamedCollector } from './NamedCollector';

const pathOf = (name: string) => `/api/v1/namespaces/velero/configmaps/${name}`;

const schedule = (name: string, policy: string) =>
  clusterObject('velero', name, {
    spec: {
      schedule: '@daily',
      template: { resourcePolicy: { kind: 'configmap', name: policy } },
    },
  });
const policy = (name: string) =>
  clusterObject('velero', name, {
    data: { 'policy.yaml': 'version: v1\nvolumePolicies: []\n' },
  });

const start = () =>
  startCollector({ kind: 'ResourcePolicy', create: NamedCollector.create });

describe('NamedCollector', () => {
  it('reads what is named, when that changes and every five minutes, and lists nothing', async () => {
    const { clock, cluster, stored, statuses, observe, stop } = start();
    cluster.answer(pathOf('volumes'), policy('volumes'));
    cluster.answer(pathOf('more'), policy('more'));
    observe('Schedule', schedule('a', 'volumes'), schedule('b', 'gone'));
    await clock.advance(2_000);
    expect([cluster.asked, statuses]).toEqual([[], []]);

    observe('Backup');
    await clock.advance(2_000);
    expect(cluster.asked).toEqual([pathOf('volumes'), pathOf('gone')]);
    expect([...stored]).toEqual([['velero', ['volumes']]]);
    expect(statuses).toEqual([
      expect.objectContaining({ state: 'synced', message: null }),
    ]);

    observe('Schedule', schedule('a', 'more'));
    await clock.advance(2_000);
    expect(cluster.asked.slice(2)).toEqual([pathOf('more')]);
    expect([...stored]).toEqual([['velero', ['more']]]);
    await clock.advance(5 * 60_000);
    expect(cluster.asked.slice(3)).toEqual([pathOf('more')]);
    await stop();
    expect(clock.pending).toBe(0);
  });

  it('tries again as soon as a watch would where one could not be read', async () => {
    const { clock, cluster, stored, statuses, observe, stop } = start();
    cluster.answer(pathOf('volumes'), 503);
    observe('Schedule', schedule('a', 'volumes'));
    observe('Backup');
    await clock.advance(2_000);
    expect(statuses).toEqual([expect.objectContaining({ state: 'failed' })]);
    cluster.answer(pathOf('volumes'), policy('volumes'));
    await clock.advance(4_000);
    expect(statuses.at(-1)).toMatchObject({ state: 'synced' });
    expect([...stored]).toEqual([['velero', ['volumes']]]);
    cluster.asked.length = 0;
    cluster.answer(pathOf('volumes'), 503);
    await clock.advance(60 * 60_000);
    // Half a minute at most, and half of that for luck.
    expect(cluster.asked.length).toBeGreaterThan(100);
    expect(cluster.asked.length).toBeLessThan(300);
    await stop();
    expect(clock.pending).toBe(0);
  });

  it('says that it may not read them', async () => {
    const { clock, cluster, statuses, observe, stop } = start();
    cluster.answer(pathOf('volumes'), 403);
    observe('Schedule', schedule('a', 'volumes'));
    observe('Backup');
    await clock.advance(2_000);
    expect(statuses).toEqual([
      {
        state: 'forbidden',
        message: "Failed to get 'configmaps': fault 403",
        syncedAt: null,
      },
    ]);
    await stop();
  });

  it('keeps what it read while the cluster is in trouble, and no longer', async () => {
    const { clock, cluster, stored, statuses, observe, stop } = start();
    cluster.answer(pathOf('volumes'), policy('volumes'));
    observe('Schedule', schedule('a', 'volumes'));
    observe('Backup');
    await clock.advance(2_000);
    cluster.answer(pathOf('volumes'), 503);
    await clock.advance(6 * 60_000);
    expect(statuses.at(-1)?.state).toBe('synced');
    await clock.advance(10 * 60_000);
    expect(statuses.at(-1)?.state).toBe('failed');
    expect([...stored]).toEqual([['velero', ['volumes']]]);
    await stop();
  });
});
