import { kindDefinitions } from '@velero-manager/backstage-plugin-velero-manager-common';
import { clusterObject, FakeCluster } from './__testUtils__/FakeCluster';
import { startCollector } from './__testUtils__/startCollector';
import { VeleroNamespaceCollector } from './VeleroNamespaceCollector';

const pathOf = (namespace: string) =>
  `/apis/apps/v1/namespaces/${namespace}/deployments`;

const deployment = (namespace: string, name: string, command: string[]) =>
  clusterObject(namespace, name, {
    spec: {
      replicas: 1,
      template: {
        spec: {
          containers: [
            { name: 'velero', image: 'velero/velero:v1.18.1', command },
          ],
        },
      },
    },
  });
const server = (namespace: string) =>
  deployment(namespace, 'velero', ['/velero', 'server']);

const location = (namespace: string) => clusterObject(namespace, 'default');

function start(veleroNamespaces?: string[]) {
  const cluster = new FakeCluster();
  for (const namespace of ['velero', 'adp']) {
    cluster.answer(pathOf(namespace), [
      server(namespace),
      deployment(namespace, 'other', ['/bin/other']),
    ]);
  }
  return startCollector({
    kind: 'VeleroServer',
    create: VeleroNamespaceCollector.create,
    cluster,
    veleroNamespaces,
  });
}

describe('VeleroNamespaceCollector', () => {
  it('looks only where Velero is, and keeps only what is its own', async () => {
    const { clock, cluster, stored, statuses, observe, stop } = start();
    stored.set('velero', ['from-before']);
    await clock.advance(2_000);
    expect([cluster.asked, statuses]).toEqual([[], []]);
    expect(stored.get('velero')).toEqual(['from-before']);

    observe('BackupStorageLocation', location('velero'));
    await clock.advance(2_000);
    expect(cluster.asked).toEqual([pathOf('velero')]);
    expect(stored.get('velero')).toEqual(['velero']);
    expect(statuses.at(-1)).toMatchObject({ state: 'synced' });
    await stop();
  });

  it('follows Velero as its namespaces come and go', async () => {
    const { clock, cluster, stored, statuses, observe, stop } = start();
    observe('BackupStorageLocation', location('velero'));
    await clock.advance(2_000);
    observe('BackupStorageLocation', location('velero'), location('adp'));
    await clock.advance(2_000);
    expect([...cluster.watches.keys()].sort()).toEqual(
      [pathOf('adp'), pathOf('velero')].sort(),
    );
    observe('BackupStorageLocation', location('adp'));
    await clock.advance(2_000);
    expect([...cluster.watches.keys()]).toEqual([pathOf('adp')]);
    expect([...stored]).toEqual([['adp', ['velero']]]);
    observe('BackupStorageLocation');
    await clock.advance(2_000);
    expect(statuses.at(-1)).toEqual({
      state: 'pending',
      message: 'No namespace of Velero was found yet.',
      syncedAt: null,
    });
    await stop();
  });

  it('takes the kind for read only where every namespace was', async () => {
    const { clock, cluster, statuses, stop } = start(['velero', 'adp']);
    cluster.answer(pathOf('adp'), 403);
    await clock.advance(2_000);
    expect(statuses.at(-1)).toMatchObject({
      state: 'forbidden',
      message: "Failed to list 'deployments.apps': fault 403",
    });
    await stop();
  });

  it('says that there is none where there is no Velero', async () => {
    const { clock, survey, statuses, stop } = start();
    survey.observeAbsence(kindDefinitions.BackupStorageLocation);
    await clock.advance(2_000);
    expect(statuses).toEqual([
      { state: 'absent', message: null, syncedAt: null },
    ]);
    await stop();
  });
});
