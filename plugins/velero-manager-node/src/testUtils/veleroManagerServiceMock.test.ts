import { createBackendPlugin } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  startTestBackend,
} from '@backstage/backend-test-utils';
import {
  changeResultSchema,
  fleetSummarySchema,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { change, intent, preview } from '../__fixtures__/changes';
import { checkoutReport, prodReport } from '../__fixtures__/reports';
import { type VeleroManagerService, veleroManagerServiceRef } from '../service';
import { veleroManagerServiceMock } from './veleroManagerServiceMock';

const options = { credentials: mockCredentials.service() };

describe('veleroManagerServiceMock', () => {
  const mock = veleroManagerServiceMock({
    entityReports: [
      checkoutReport,
      { ...checkoutReport, entityRef: 'component:default/orders' },
    ],
    clusterReports: [prodReport],
  });

  it('finds what it was given and nothing else', async () => {
    await expect(
      mock.getEntityReport('Component:default/Checkout', options),
    ).resolves.toBe(checkoutReport);
    await expect(mock.getClusterReport('prod-01', options)).resolves.toBe(
      prodReport,
    );
    await expect(
      mock.getEntityReport('component:default/none', options),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
    await expect(mock.getClusterReport('none', options)).rejects.toMatchObject({
      name: 'NotFoundError',
    });
  });

  it('lists page by page', async () => {
    const first = await mock.listEntities({ limit: 1 }, options);
    expect(first).toMatchObject({
      items: [{ entityRef: 'component:default/checkout', title: 'checkout' }],
      totalItems: 2,
    });
    const second = await mock.listEntities(
      { limit: 1, cursor: first.nextCursor! },
      options,
    );
    expect(second).toMatchObject({
      items: [{ entityRef: 'component:default/orders' }],
      nextCursor: null,
    });
  });

  it('filters', async () => {
    const all = { environment: ['production'], state: ['HEALTHY'] };
    expect((await mock.listEntities(all, options)).totalItems).toBe(2);
    expect((await mock.listClusters(all, options)).totalItems).toBe(1);
    const none = { state: ['CRITICAL'] };
    expect((await mock.listEntities(none, options)).totalItems).toBe(0);
    expect((await mock.listClusters(none, options)).totalItems).toBe(0);
  });

  it('counts, with the shape of the real answer', async () => {
    const summary = await mock.getFleetSummary(options);
    expect(fleetSummarySchema.parse(summary)).toEqual(summary);
    expect(summary).toMatchObject({
      clusters: { total: 1, environments: ['production'], unreachableTotal: 0 },
      entities: { total: 2, objective: { met: 2, of: 2 } },
    });
  });

  describe('plans and proposes', () => {
    const amelia = { credentials: mockCredentials.user('user:default/amelia') };
    const fresh = (planPreview = preview) =>
      veleroManagerServiceMock({
        planPreviews: [planPreview],
        changes: [change],
      });

    it('what it was given for the place of the intent, once', async () => {
      const service = fresh();
      await expect(service.createPlan({ intent }, amelia)).resolves.toBe(
        preview,
      );
      const first = await service.proposeChange({ intent }, amelia);
      expect(changeResultSchema.strict().parse(first)).toEqual(first);
      expect(first).toMatchObject({
        result: 'proposed',
        change: { requester: 'user:default/amelia', state: 'proposed' },
      });
      const again = await service.proposeChange({ intent }, amelia);
      expect(again).toEqual({ ...first, result: 'already_proposed' });

      const all = await service.listChanges({}, options);
      expect(all.items).toEqual([first.change, change]);
      const merged = await service.listChanges({ state: ['merged'] }, options);
      expect(merged.items).toEqual([change]);
      const none = await service.listChanges({ cluster: ['none'] }, options);
      expect(none.totalItems).toBe(0);
      await expect(service.getChange('change-0', options)).resolves.toBe(
        change,
      );
      await expect(service.getChange('none', options)).rejects.toMatchObject({
        name: 'NotFoundError',
      });
    });

    it('and refuses what the backend would refuse', async () => {
      const elsewhere = { intent: { ...intent, cluster: 'prod-09' } };
      await expect(fresh().createPlan(elsewhere, amelia)).rejects.toThrow(
        "cluster 'prod-09'",
      );
      const other = { intent, planHash: 'other' };
      await expect(fresh().proposeChange(other, amelia)).rejects.toMatchObject({
        name: 'ConflictError',
      });
      await expect(
        fresh().proposeChange({ ...other, allowRebase: true }, amelia),
      ).resolves.toMatchObject({ result: 'proposed' });
      const conflict = { reason: 'It is there already.', path: 'a.yaml' };
      await expect(
        fresh({ ...preview, result: 'conflict', conflict }).proposeChange(
          { intent },
          amelia,
        ),
      ).rejects.toThrow('It is there already.');
      await expect(
        fresh({ ...preview, result: 'unchanged' }).proposeChange(
          { intent },
          amelia,
        ),
      ).resolves.toEqual({ result: 'unchanged', change: null, notes: [] });
      const finding = {
        code: 'CRON_INVALID',
        severity: 'error' as const,
        path: 'a.yaml',
        line: 1,
        message: 'No.',
        fix: null,
      };
      await expect(
        fresh({ ...preview, findings: [finding] }).proposeChange(
          { intent },
          amelia,
        ),
      ).rejects.toMatchObject({ name: 'InputError' });
    });
  });

  it('stands in for the service in a backend, with overrides', async () => {
    let service: VeleroManagerService | undefined;
    const caller = createBackendPlugin({
      pluginId: 'caller',
      register(env) {
        env.registerInit({
          deps: { veleroManager: veleroManagerServiceRef },
          async init({ veleroManager }) {
            service = veleroManager;
          },
        });
      },
    });
    const backend = await startTestBackend({
      features: [
        caller,
        veleroManagerServiceMock.factory({
          clusterReports: [prodReport],
          overrides: {
            getFleetSummary: async () => {
              throw new Error('away');
            },
          },
        }),
      ],
    });
    await expect(service?.getClusterReport('prod-01', options)).resolves.toBe(
      prodReport,
    );
    await expect(service?.getFleetSummary(options)).rejects.toThrow('away');
    await backend.stop();
  });
});
