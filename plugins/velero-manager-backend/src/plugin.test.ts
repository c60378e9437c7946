import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { fleetSummarySchema } from '@velero-manager/backstage-plugin-velero-manager-common';
import { veleroManagerClustersExtensionPoint } from '@velero-manager/backstage-plugin-velero-manager-node';
import request from 'supertest';
import { veleroManagerPlugin } from './plugin';

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

  it.each([
    [{ claims: 'nobody' }, "'veleroManager.claims'"],
    [{ clusters: [{ name: '../x' }] }, "'veleroManager.clusters[0].name'"],
  ])('does not start on %j', async (veleroManager, place) => {
    await expect(start(veleroManager)).rejects.toThrow(place);
  });
});
