import { parse } from 'yaml';
import { BACKUPS } from '../velero/types';
import { Fleet } from './Fleet';
import { joinedClusters, portalConfig } from './portalConfig';

jest.setTimeout(120_000);

describe('Fleet', () => {
  let fleet: Fleet;

  beforeAll(async () => {
    fleet = await Fleet.start();
  });

  afterAll(async () => {
    await fleet.stop();
  });

  const backupsOf = (name: string) =>
    fleet.members
      .find(({ server }) => server.name === name)!
      .server.store.list(BACKUPS);

  it('has a past that its controllers made', () => {
    const phases = backupsOf('prod-cluster-01')
      .filter(({ metadata }) => metadata.name.startsWith('payments-hourly-'))
      .map(({ status }) => status?.phase);
    expect(phases.length).toBeGreaterThan(60);
    expect(phases[0]).toBe('Completed');
    expect(phases.at(-2)).toBe('FailedValidation');
  });

  it('lets one cluster see the backups of another in a shared bucket', () => {
    const names = backupsOf('staging-cluster-02').map(
      ({ metadata }) => metadata.labels?.['velero.io/schedule-name'],
    );
    expect(new Set(names)).toEqual(
      new Set([
        'shipping-daily',
        'shipping-hourly',
        'orders-hourly',
        'invoicing-daily',
      ]),
    );
  });

  it('tells the portal of every cluster, each in one place', () => {
    const config = parse(portalConfig(fleet));
    const ours = config.veleroManager.clusters;
    const [{ clusters: located }] = config.kubernetes.clusterLocatorMethods;
    expect(ours).toHaveLength(fleet.members.length);
    expect(
      ours
        .filter((each: { url?: string }) => !each.url)
        .map((each: { name: string }) => each.name),
    ).toEqual(located.map((each: { name: string }) => each.name));
  });

  it('takes orders over its control API', async () => {
    const post = (path: string, body?: unknown) =>
      fetch(`${fleet.controlUrl}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body ?? {}),
      });
    const before = backupsOf('prod-cluster-01').length;

    expect((await post('/buckets/nowhere', { unavailable: null })).status).toBe(
      404,
    );
    expect(
      (await post('/buckets/ledger-backups', { unavailable: 7 })).status,
    ).toBe(400);
    expect(
      (await post('/buckets/ledger-backups', { unavailable: null })).status,
    ).toBe(204);
    const run = await post(
      '/clusters/prod-cluster-01/schedules/payments-hourly/run',
    );
    expect(run.status).toBe(204);
    expect(backupsOf('prod-cluster-01').length).toBe(before + 1);
    expect(
      (await post('/clusters/dev-cluster-02/schedules/x/run')).status,
    ).toBe(404);
  });

  describe('while it goes on', () => {
    const post = async (path: string, body: object) => {
      const response = await fetch(`${fleet.controlUrl}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return { status: response.status, body: await response.json() };
    };

    it('takes up empty clusters, which the portal is told of apart', async () => {
      const before = fleet.members.length;
      expect(await post('/clusters', { environment: 'moon' })).toMatchObject({
        status: 400,
        body: { error: expect.stringContaining('production, staging') },
      });
      expect(await post('/clusters', { environment: 'production' })).toEqual({
        status: 201,
        body: expect.objectContaining({ name: 'prod-cluster-07' }),
      });
      expect(fleet.members).toHaveLength(before + 1);
      const [{ server, cluster, portalToken }] = fleet.joined;
      expect(cluster.velero).toBeNull();
      expect(joinedClusters(fleet)).toMatchObject([
        {
          name: 'prod-cluster-07',
          environment: 'production',
          url: server.url,
          auth: { type: 'serviceAccountToken', token: portalToken },
          argocd: { servers: ['https://prod-cluster-07.example.com:6443'] },
        },
      ]);
      const faults = await fetch(`${fleet.controlUrl}/clusters`);
      expect(JSON.stringify(await faults.json())).toContain('prod-cluster-07');
    });

    it('takes up clusters with data that nobody backs up', async () => {
      const { body } = await post('/clusters', {
        environment: 'staging',
        engines: ['cloudnative-pg', 'longhorn', 'moon'],
      });
      const { store } = fleet.members.find(
        ({ server }) => server.name === body.name,
      )!.server;
      const count = (resource: string) => store.list(resource).length;
      expect(count('clusters.postgresql.cnpg.io')).toBe(1);
      expect(count('scheduledbackups.postgresql.cnpg.io')).toBe(0);
      expect(count('volumes.longhorn.io')).toBe(1);
      expect(count('recurringjobs.longhorn.io')).toBe(0);
    });

    it('takes up services that say whose they are', async () => {
      const service = { name: 'vouchers', owner: 'checkout' };
      const added = await post('/services', service);
      expect(added.status).toBe(201);
      const { store } = fleet.members[0].server;
      expect(store.get('namespaces', { name: 'vouchers' })).toMatchObject({
        metadata: {
          annotations: {
            'velero-manager.io/entity': 'component:default/vouchers',
          },
        },
      });
      const page = await fetch(added.body.location);
      expect(await page.text()).toContain('prod-cluster-01/vouchers');

      expect((await post('/services', service)).status).toBe(409);
      for (const wrong of [
        { name: '../x', owner: 'checkout' },
        { name: 'x' },
        { ...service, cluster: 7 },
      ]) {
        expect((await post('/services', wrong)).status).toBe(400);
      }
    });
  });
});
