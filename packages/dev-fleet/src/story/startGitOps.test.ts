import { setTimeout as pause } from 'node:timers/promises';
import { ObjectStore } from '../apiserver/ObjectStore';
import { application, APPS } from '../gitops/__fixtures__/TestFleet';
import { TestRepository } from '../gitops/__fixtures__/TestRepository';
import { recordOf } from '../gitops/manifests/lenient';
import { LOCATIONS, SCHEDULES } from '../velero/types';
import { Fleet } from './Fleet';
import { exampleServerOf } from './startGitOps';

jest.setTimeout(120_000);

const NEW = 'dev-cluster-02';

describe('startGitOps', () => {
  let fleet: Fleet;
  let hub: ObjectStore;

  const member = (name: string) =>
    fleet.members.find(({ server }) => server.name === name)!;

  beforeAll(async () => {
    fleet = await Fleet.start();
    hub = member('prod-cluster-01').server.store;
  });
  afterAll(async () => {
    await fleet.stop();
  });

  const syncOf = (name: string) =>
    recordOf(hub.get(APPS, { namespace: 'argocd', name })?.status?.sync).status;

  /** Until it holds, for half a minute at most. */
  async function eventually(expectation: () => void): Promise<void> {
    for (let tries = 0; ; tries += 1) {
      try {
        expectation();
        return;
      } catch (error) {
        if (tries >= 60) throw error;
        await pause(500);
      }
    }
  }

  it('applies the config repository beside what the story tells', async () => {
    await eventually(() => {
      expect(syncOf('prod-cluster-01-velero-config')).toBe('Synced');
      expect(syncOf('prod-cluster-02-velero-config')).toBe('Synced');
    });
    expect(syncOf('checkout')).toBe('Synced');
    expect(syncOf('returns')).toBe('OutOfSync');
  });

  it('brings Velero into a cluster that had none, and its schedules run', async () => {
    const { host, repositoryUrl } = fleet.configHost;
    const { cluster, server } = member(NEW);
    expect(cluster.velero).toBeNull();
    const { git } = host.find(new URL(repositoryUrl).pathname.slice(1))!;
    const namespace = 'velero';
    const manifests = [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
      {
        apiVersion: 'velero.io/v1',
        kind: 'BackupStorageLocation',
        metadata: { name: 'default', namespace },
        spec: {
          provider: 'aws',
          default: true,
          objectStorage: { bucket: 'shop-backups', prefix: NEW },
        },
      },
      {
        apiVersion: 'velero.io/v1',
        kind: 'Schedule',
        metadata: { name: 'newsletter-daily', namespace },
        spec: {
          schedule: '0 1 * * *',
          template: { includedNamespaces: ['newsletter'] },
        },
      },
    ];
    await TestRepository.open(git.dir, repositoryUrl).commit({
      'tried/all.yaml': manifests
        .map(each => JSON.stringify(each))
        .join('\n---\n'),
    });
    hub.create(
      APPS,
      application('tried', {
        source: undefined,
        sources: [
          {
            repoURL: 'https://vmware-tanzu.github.io/helm-charts',
            chart: 'velero',
            targetRevision: '12.1.0',
          },
          { repoURL: repositoryUrl, path: 'tried', targetRevision: 'main' },
        ],
        destination: { server: exampleServerOf(NEW), namespace },
      }),
    );
    await eventually(() => {
      expect(syncOf('tried')).toBe('Synced');
      expect(cluster.velero).not.toBeNull();
      expect(server.store.list(LOCATIONS)).toMatchObject([
        { status: { phase: 'Available' } },
      ]);
      expect(server.store.list(SCHEDULES)).toMatchObject([
        { status: { phase: 'Enabled' } },
      ]);
    });
  });
});
