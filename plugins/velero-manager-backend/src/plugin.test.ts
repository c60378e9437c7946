import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { fleetSummarySchema } from '@velero-manager/backstage-plugin-velero-manager-common';
import { veleroManagerClustersExtensionPoint } from '@velero-manager/backstage-plugin-velero-manager-node';
import request from 'supertest';
import { veleroManagerPlugin } from './plugin';

/** Each starts a backend of its own, some two. */
jest.setTimeout(30_000);

const start = (
  veleroManager: object,
  ...more: ReturnType<typeof createBackendModule>[]
) =>
  startTestBackend({
    features: [
      veleroManagerPlugin,
      catalogServiceMock.factory({ entities: [] }),
      mockServices.rootConfig.factory({ data: { veleroManager } }),
      ...more,
    ],
  });

describe('veleroManagerPlugin', () => {
  it('starts on nothing but defaults, and answers', async () => {
    const backend = await start({});
    const { body } = await request(backend.server)
      .get('/api/velero-manager/v1/fleet/summary')
      .set('authorization', mockCredentials.user.header())
      .expect(200);
    expect(fleetSummarySchema.parse(body)).toMatchObject({
      clusters: { total: 0 },
      entities: { total: 0 },
      notes: [],
    });
    await backend.stop();
  });

  it('plans for a config repository where there is one, and says where not', async () => {
    const ask = async (veleroManager: object) => {
      const backend = await start(veleroManager);
      const { body } = await request(backend.server)
        .post('/api/velero-manager/v1/plans')
        .set('authorization', mockCredentials.user.header())
        .send({
          intent: {
            kind: 'schedule:save',
            environment: 'production',
            cluster: 'prod-01',
            scope: 'shop',
            frequency: 'daily',
            cron: '0 2 * * *',
            includedNamespaces: ['shop'],
            retention: '30d',
          },
        });
      await backend.stop();
      return body.error.message as string;
    };
    expect(await ask({})).toMatch(/^No config repository is configured:/);
    const url = 'https://github.com/your-org/config';
    const staging = { environments: ['staging'] };
    expect(
      await ask({
        configRepositories: [{ name: 'main', url, scope: staging }],
      }),
    ).toMatch(/^No config repository is configured for the cluster 'prod-01'/);
  });

  it('tells policies which permissions and rules it has', async () => {
    const backend = await start({});
    const { body } = await request(backend.server)
      .get('/api/velero-manager/.well-known/backstage/permissions/metadata')
      .set('authorization', mockCredentials.service.header());
    expect(
      body.permissions.map(({ name }: { name: string }) => name).sort(),
    ).toEqual([
      'velero-manager.change.approve',
      'velero-manager.change.create',
      'velero-manager.change.read',
      'velero-manager.cluster.read',
      'velero-manager.entity.read',
      'velero-manager.plan.create',
      'velero-manager.restore.create',
    ]);
    expect(body.rules.map(({ name }: { name: string }) => name)).toEqual([
      'HAS_NAME',
      'IN_ENVIRONMENT',
    ]);
    await backend.stop();
  });

  it('asks the suppliers that modules add', async () => {
    let tell = () => {};
    const asked = new Promise<void>(resolve => {
      tell = resolve;
    });
    const inventory = createBackendModule({
      pluginId: 'velero-manager',
      moduleId: 'inventory',
      register(env) {
        env.registerInit({
          deps: { clusters: veleroManagerClustersExtensionPoint },
          async init({ clusters }) {
            clusters.addClusterSupplier({
              id: 'inventory',
              getClusters: async () => {
                tell();
                return [];
              },
            });
          },
        });
      },
    });
    const backend = await start({}, inventory);
    await expect(asked).resolves.toBeUndefined();
    await backend.stop();
  });

  it('watches clusters that the catalog names, and tells of those it must not', async () => {
    const cluster = (name: string, location: string): Entity => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: {
        name,
        annotations: {
          'backstage.io/managed-by-origin-location': location,
          'kubernetes.io/api-server': `https://${name}.k8s.example.com`,
        },
      },
      spec: { type: 'kubernetes-cluster', lifecycle: 'production', owner: 'x' },
    });
    const backend = await startTestBackend({
      features: [
        veleroManagerPlugin,
        catalogServiceMock.factory({
          entities: [
            cluster('prod-01', 'url:https://git.example.com/clusters/a.yaml'),
            cluster('prod-66', 'url:https://git.example.com/mine/a.yaml'),
          ],
        }),
        mockServices.rootConfig.factory({
          data: {
            kubernetes: { clusterLocatorMethods: [{ type: 'catalog' }] },
            veleroManager: {
              catalogClusters: {
                allowedHosts: ['*.k8s.example.com'],
                allowedLocations: ['url:https://git.example.com/clusters/'],
              },
            },
          },
        }),
      ],
    });
    const { body } = await request(backend.server)
      .get('/api/velero-manager/v1/fleet/summary')
      .set('authorization', mockCredentials.user.header())
      .expect(200);
    expect(fleetSummarySchema.parse(body)).toMatchObject({
      clusters: { total: 1 },
      notes: [
        {
          place: 'resource:default/prod-66',
          message: expect.stringContaining('allowedLocations'),
        },
      ],
    });
    const report = await request(backend.server)
      .get('/api/velero-manager/v1/clusters/prod-01')
      .set('authorization', mockCredentials.user.header())
      .expect(200);
    expect(JSON.stringify(report.body)).toContain(
      'the catalog gives no log-in',
    );
    await backend.stop();
  });

  it('takes up clusters that come and go in app-config, and nothing that is not valid', async () => {
    const entry = (name: string, auth?: object) => ({
      name,
      url: 'https://127.0.0.1:1',
      auth: { type: 'serviceAccountToken', token: 'x', ...auth },
    });
    const dataOf = (...clusters: object[]) => ({ veleroManager: { clusters } });
    const config = mockServices.rootConfig({
      data: dataOf(entry('lab-01'), entry('lab-02')),
    });
    const backend = await startTestBackend({
      features: [
        veleroManagerPlugin,
        catalogServiceMock.factory({ entities: [] }),
        createServiceFactory({
          service: coreServices.rootConfig,
          deps: {},
          factory: () => config,
        }),
      ],
    });
    const summary = async () => {
      const { body } = await request(backend.server)
        .get('/api/velero-manager/v1/fleet/summary')
        .set('authorization', mockCredentials.user.header())
        .expect(200);
      const { clusters, notes } = fleetSummarySchema.parse(body);
      return { total: clusters?.total, notes };
    };
    const eventually = async (total: number) => {
      while ((await summary()).total !== total) {
        await new Promise(resolve => {
          setTimeout(resolve, 50);
        });
      }
    };
    expect(await summary()).toEqual({ total: 2, notes: [] });
    config.update({
      data: dataOf(entry('lab-02'), entry('lab-03'), entry('lab-04')),
    });
    await eventually(3);
    config.update({ data: dataOf(entry('lab-02', { type: 'magic' })) });
    expect(await summary()).toEqual({
      total: 3,
      notes: [
        {
          place: 'app-config',
          message: expect.stringContaining('all clusters stay as they were'),
        },
      ],
    });
    config.update({ data: dataOf(entry('lab-02')) });
    await eventually(1);
    expect((await summary()).notes).toEqual([]);
    await backend.stop();
  });

  it.each([
    [{ claims: 'nobody' }, "'veleroManager.claims'"],
    [
      { notifications: { clusters: 'platform' } },
      "'veleroManager.notifications.clusters'",
    ],
    [{ clusters: [{ name: '../x' }] }, "'veleroManager.clusters[0].name'"],
    [
      { configRepositories: [{ name: 'main', url: 'github.com' }] },
      "'veleroManager.configRepositories[0].url'",
    ],
  ])('does not start on %j', async (veleroManager, place) => {
    await expect(start(veleroManager)).rejects.toThrow(place);
  });
});
