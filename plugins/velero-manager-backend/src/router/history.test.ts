import { TestDatabases } from '@backstage/backend-test-utils';
import {
  backupListSchema,
  clusterReadPermission,
  clusterReportSchema,
  type FactByKind,
  type FactKind,
  restoreListSchema,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import {
  clusterConditions,
  createClusterConditionalDecision,
} from '../reports';
import {
  backupRow,
  defineCluster,
  factRow,
  scheduleRow,
  scopeOf,
} from '../store/__testUtils__/facts';
import type { FactRow } from '../store/types';
import {
  omniscient,
  startFleetBackend,
} from './__testUtils__/startFleetBackend';

jest.setTimeout(60_000);

const amelia = 'user:default/amelia';
const at = (hour: number) => `2026-01-01T0${hour}:00:00.000Z`;

const production = createClusterConditionalDecision(
  clusterReadPermission,
  clusterConditions.inEnvironment({ environments: ['production'] }),
);

describe('history over HTTP', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let fleet: Awaited<ReturnType<typeof startFleetBackend>>;

  beforeAll(async () => {
    fleet = await startFleetBackend(databases);
    const clusters = ['prod-01', 'prod-02', 'staging-01', 'sold-01'];
    const watched = [
      defineCluster('prod-01', { environment: 'production' }),
      defineCluster('prod-02', { environment: 'production' }),
      defineCluster('staging-01', { environment: 'staging' }),
    ];
    await fleet.store.putClusters([...watched, defineCluster('sold-01')]);
    for (const [hour, cluster] of clusters.entries()) {
      await fleet.store.apply(
        { cluster, kind: 'Backup' },
        {
          type: 'replaced',
          rows: [
            backupRow(`nightly-${hour}`, {
              schedule: 'nightly',
              scope: scopeOf([`of-${cluster}`]),
              startedAt: at(hour),
              phase: 'PartiallyFailed',
            }),
          ],
          malformed: 0,
        },
      );
    }
    await fleet.store.apply(
      { cluster: 'prod-01', kind: 'Restore' },
      {
        type: 'replaced',
        rows: [
          factRow('Restore', {
            ...{ namespace: 'velero', name: 'drill', uid: 'uid-drill' },
            ...{ createdAt: at(5), deletedAt: null, phase: 'InProgress' },
            ...{ backup: 'nightly-0', schedule: null, errors: 0, warnings: 0 },
            ...{ includedNamespaces: ['shop'], excludedNamespaces: [] },
            ...{ includedResources: [], excludedResources: [] },
            ...{ hasLabelSelector: false, restoreVolumes: null },
            ...{ namespaceMapping: { shop: 'drill' }, itemsRestored: 3 },
            ...{ startedAt: at(5), completedAt: null, failureReason: null },
            validationErrors: [],
          }),
        ],
        malformed: 0,
      },
    );
    await fleet.store.putClusters(watched);
  });

  afterAll(() => fleet.stop());

  beforeEach(() => {
    fleet.people[amelia] = omniscient();
  });

  const get = (path: string) => fleet.get(amelia, path);
  const names = async (path: string) => {
    const { body } = await get(path).expect(200);
    return body.items.map(
      ({ cluster, name }: { cluster: string; name: string }) =>
        `${cluster}/${name}`,
    );
  };

  it('answers as the API says, newest first, of clusters that are gone too', async () => {
    const { body } = await get('/v1/backups').expect(200);
    expect(backupListSchema.strict().parse(body)).toEqual(body);
    expect(body.nextCursor).toBeNull();
    expect(
      body.items.map(({ cluster }: { cluster: string }) => cluster),
    ).toEqual(['sold-01', 'staging-01', 'prod-02', 'prod-01']);
    expect(body.items[0]).toMatchObject({
      engine: 'velero',
      schedule: 'nightly',
      namespaces: { included: ['of-sold-01'], excluded: [] },
      outcome: 'partial',
      startedAt: at(3),
      goneAt: expect.any(String),
    });
    const { body: restores } = await get('/v1/restores').expect(200);
    expect(restoreListSchema.strict().parse(restores)).toEqual(restores);
    expect(restores.items).toMatchObject([
      {
        cluster: 'prod-01',
        backup: 'nightly-0',
        outcome: 'running',
        namespaceMapping: { shop: 'drill' },
        itemsRestored: null,
      },
    ]);
  });

  it.each([
    ['cluster=prod-01,prod-02', ['prod-02/nightly-1', 'prod-01/nightly-0']],
    ['cluster=prod-01&cluster=prod-01', ['prod-01/nightly-0']],
    [
      'cluster=prod-01,staging-01&namespace=of-staging-01',
      ['staging-01/nightly-2'],
    ],
    ['schedule=weekly', []],
    [
      'since=2026-01-01T02:00:00%2B01:00&until=2026-01-01T03:00:00Z',
      ['staging-01/nightly-2', 'prod-02/nightly-1'],
    ],
  ])('filters backups by %s', async (query, expected) => {
    expect(await names(`/v1/backups?${query}`)).toEqual(expected);
  });

  it('gives page after page, each item once', async () => {
    const found: string[] = [];
    let cursor = '';
    do {
      const { body } = await get(`/v1/backups?limit=1${cursor}`).expect(200);
      found.push(body.items[0].cluster);
      cursor = body.nextCursor && `&cursor=${body.nextCursor}`;
    } while (cursor);
    expect(found).toEqual(['sold-01', 'staging-01', 'prod-02', 'prod-01']);
  });

  it.each([
    ['/v1/backups?namespace=shop', "'cluster'"],
    ['/v1/restores?namespace=shop', "'cluster'"],
    ['/v1/backups?cursor=bm90IG91cnM', "'cursor'"],
    ['/v1/restores?cursor=WzEsMiwzXQ', "'cursor'"],
  ])('refuses %s and names %s', async (path, parameter) => {
    const { body, status } = await get(path);
    expect(status).toBe(400);
    expect(body.error.message).toContain(parameter);
  });

  it('holds nothing of clusters that the caller may not read', async () => {
    fleet.people[amelia].clusters = production;
    const seen = ['prod-02/nightly-1', 'prod-01/nightly-0'];
    expect(await names('/v1/backups')).toEqual(seen);
    expect(
      await names('/v1/backups?cluster=prod-01,staging-01,sold-01'),
    ).toEqual(['prod-01/nightly-0']);
    expect(await names('/v1/restores?cluster=staging-01')).toEqual([]);
    const { body } = await get('/v1/backups?limit=1');
    expect(await names(`/v1/backups?cursor=${body.nextCursor}`)).toEqual([
      'prod-01/nightly-0',
    ]);
  });

  it('counts the runs of a schedule whose backups are gone, and what they sent', async () => {
    const DAY_MS = 86_400_000;
    const madeAt = (days: number) =>
      new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS - days * DAY_MS);
    const nameOf = (days: number) =>
      `rare-${madeAt(days).toISOString().replace(/\D/g, '').slice(0, 14)}`;
    const rows = (from: number) =>
      Array.from({ length: 20 - from }, (_, i) =>
        backupRow(nameOf(i + from), {
          schedule: 'rare',
          createdAt: madeAt(i + from).toISOString(),
          startedAt: madeAt(i + from).toISOString(),
          completedAt: madeAt(i + from).toISOString(),
          phase: i + from === 10 ? 'PartiallyFailed' : 'Completed',
        }),
      );
    const apply = <K extends FactKind>(kind: K, all: FactRow<K>[]) =>
      fleet.store.apply(
        { cluster: 'staging-01', kind },
        { type: 'replaced', rows: all as FactRow[], malformed: 0 },
      );
    await apply('Schedule', [
      scheduleRow('rare', {
        cron: '0 0 * * *',
        createdAt: madeAt(40).toISOString(),
        scope: { ...scopeOf(['shop']), ttlSeconds: 2 * 86_400 },
      }),
    ]);
    await apply('DataUpload', [
      factRow('DataUpload', {
        ...{ namespace: 'velero', name: 'copy', uid: 'uid-copy' },
        ...{ path: 'data-mover', backup: nameOf(3), phase: 'Completed' },
        ...{ sourceNamespace: 'shop', claim: 'data', storageLocation: 'main' },
        startedAt: madeAt(3).toISOString(),
        completedAt: madeAt(3).toISOString(),
        ...{ totalBytes: 9_000, bytesDone: 4_000 },
      } as FactByKind['DataUpload']),
    ]);
    await apply('Backup', rows(0));
    const few = rows(0).slice(0, 2);
    await apply('Backup', few);

    const { body } = await get('/v1/clusters/staging-01').expect(200);
    const { scheduleReports, sent } = clusterReportSchema.parse(body);
    const [{ runs, success, sent: own }] = scheduleReports;
    expect(runs.map(({ slot }) => slot)).toEqual(
      Array.from({ length: 14 }, (_, i) => madeAt(13 - i).toISOString()),
    );
    expect(success).toMatchObject({
      last7Days: { good: 7, partial: 0, missed: 0, rate: 1 },
      last30Days: { good: 19, partial: 1, missed: 0, rate: 0.95 },
    });
    expect(own).toMatchObject({ bytes: 4_000, copies: 1 });
    expect(sent).toMatchObject([
      { path: 'data-mover', storageLocation: 'main', bytes: 4_000 },
    ]);
  });
});
