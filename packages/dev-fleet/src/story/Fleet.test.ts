import { parse } from 'yaml';
import { BACKUPS } from '../velero/types';
import { Fleet } from './Fleet';
import { portalConfig } from './portalConfig';

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
});
