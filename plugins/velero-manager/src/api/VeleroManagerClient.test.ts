import { mockApis } from '@backstage/frontend-test-utils';
import type { ClusterReport } from '@velero-manager/backstage-plugin-velero-manager-common';
import { environment } from '../__fixtures__/environments';
import { cluster, fleetSummary } from '../__fixtures__/fleet';
import { errorResponse } from '../__fixtures__/FakeApi';
import { change, planPreview } from '../__fixtures__/changes';
import { entityReport } from '../__fixtures__/reports';
import { VeleroManagerClient } from './VeleroManagerClient';

const report = entityReport(new Date('2026-11-21T09:00:00Z'));

function setUp(answer: Response) {
  const fetch = jest.fn<Promise<Response>, Parameters<typeof globalThis.fetch>>(
    async () => answer,
  );
  const client = VeleroManagerClient.create({
    discoveryApi: mockApis.discovery({ baseUrl: 'http://portal' }),
    fetchApi: { fetch },
  });
  return { client, fetch };
}

const json = (body: unknown) => new Response(JSON.stringify(body));

describe('VeleroManagerClient', () => {
  it('asks for the report of an entity, whatever its name holds', async () => {
    const { client, fetch } = setUp(json(report));
    const { signal } = new AbortController();

    await expect(
      client.getEntityReport('Component:team/a%b', { signal }),
    ).resolves.toEqual(report);

    expect(fetch).toHaveBeenCalledWith(
      'http://portal/api/velero-manager/v1/entities/Component/team/a%25b/report',
      expect.objectContaining({ signal }),
    );
  });

  it('writes lists by repeating the parameter and leaves out what is empty', async () => {
    const list = { items: [], totalItems: 0, nextCursor: null };
    const { client, fetch } = setUp(json(list));

    await client.listEntities({
      owner: ['group:default/a', 'user:default/b'],
      state: [],
      text: 'shop & co',
      cursor: undefined,
      limit: 50,
    });

    const address = new URL(String(fetch.mock.calls[0][0]));
    expect([...address.searchParams]).toEqual([
      ['owner', 'group:default/a'],
      ['owner', 'user:default/b'],
      ['text', 'shop & co'],
      ['limit', '50'],
    ]);
  });

  it('reads clusters, one cluster and the numbers of the fleet', async () => {
    const page = {
      items: [cluster('prod-1')],
      totalItems: 1,
      nextCursor: 'next',
    };
    const clusters = setUp(json(page));
    await expect(clusters.client.listClusters({})).resolves.toEqual(page);
    expect(clusters.fetch.mock.calls[0][0]).toBe(
      'http://portal/api/velero-manager/v1/clusters',
    );

    const environments = { items: [environment('production')], notes: [] };
    const listed = setUp(json(environments));
    await expect(listed.client.listEnvironments()).resolves.toEqual(
      environments,
    );
    expect(listed.fetch.mock.calls[0][0]).toBe(
      'http://portal/api/velero-manager/v1/environments',
    );

    const summary = setUp(json(fleetSummary()));
    await expect(summary.client.getFleetSummary()).resolves.toEqual(
      fleetSummary(),
    );

    const whole: ClusterReport = {
      ...cluster('a/b'),
      asOf: '2026-11-21T09:00:00.000Z',
      definedAt: 'app-config.yaml',
      scheduleReports: [],
      storageLocationReports: [],
      sent: [],
      syncObjects: [],
      syncSources: [],
      insights: [],
      traps: [],
      coverage: {
        namespaces: {
          total: 1,
          covered: 1,
          partly: 0,
          uncovered: [],
          names: ['shop'],
        },
        volumes: null,
      },
      installs: [],
      repositoryReports: { total: 0, troubled: 0, items: [] },
      databaseReports: [],
      scheduledBackupReports: [],
      backupTargetReports: [],
      volumeReports: { total: 0, troubled: 0, items: [] },
      remedy: null,
      collector: [],
      collection: {
        followedBy: null,
        toldAt: null,
        startedAt: null,
        watchesOpen: null,
        lagSeconds: null,
        lastEventAt: null,
        breaker: null,
        denied: [],
      },
    };
    const one = setUp(json(whole));
    await expect(one.client.getClusterReport('a/b')).resolves.toEqual(whole);
    expect(one.fetch.mock.calls[0][0]).toBe(
      'http://portal/api/velero-manager/v1/clusters/a%2Fb',
    );
  });

  it('reads a change', async () => {
    const { client, fetch } = setUp(json(change()));
    await expect(client.getChange('../1')).resolves.toEqual(change());
    expect(fetch.mock.calls[0][0]).toBe(
      'http://portal/api/velero-manager/v1/changes/..%2F1',
    );
  });

  it('posts an intent to have it planned', async () => {
    const { client, fetch } = setUp(json(planPreview()));
    const request = { intent: { kind: 'schedule:save', cluster: 'prod-1' } };
    await expect(client.createPlan(request)).resolves.toEqual(planPreview());
    expect(fetch).toHaveBeenCalledWith(
      'http://portal/api/velero-manager/v1/plans',
      {
        method: 'POST',
        body: JSON.stringify(request),
        headers: {
          accept: 'application/json',
          'content-type': 'application/json',
        },
      },
    );
  });

  it('passes on what the backend refuses', async () => {
    const { client } = setUp(errorResponse(403, 'not yours'));
    await expect(client.getFleetSummary()).rejects.toMatchObject({
      name: 'ResponseError',
      response: expect.objectContaining({ status: 403 }),
      cause: expect.objectContaining({ message: 'not yours' }),
    });
  });

  it('names the place at which an answer is not understood', async () => {
    const { client } = setUp(
      json({ ...report, protection: { ...report.protection, state: 'GREAT' } }),
    );
    await expect(
      client.getEntityReport('component:default/shop'),
    ).rejects.toThrow(/at "protection.state": .*CRITICAL/);
  });

  it('says when an answer is not JSON', async () => {
    const { client } = setUp(new Response('<html>proxy</html>'));
    await expect(client.getFleetSummary()).rejects.toThrow(
      'The answer to GET /v1/fleet/summary is not JSON',
    );
  });
});
