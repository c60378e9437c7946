import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  clusterListSchema,
  clusterReadPermission,
  clusterReportSchema,
  entityListSchema,
  entityReportSchema,
  entityReadPermission,
  fleetSummarySchema,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import request from 'supertest';
import {
  clusterConditions,
  createClusterConditionalDecision,
} from '../reports';
import {
  omniscient,
  startFleetBackend,
} from './__testUtils__/startFleetBackend';

const DENY: PolicyDecision = { result: AuthorizeResult.DENY };
const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const OWNED: PolicyDecision = {
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'catalog',
  resourceType: 'catalog-entity',
  conditions: {
    rule: 'IS_ENTITY_OWNER',
    resourceType: 'catalog-entity',
    params: {},
  },
};
const production = createClusterConditionalDecision(
  clusterReadPermission,
  clusterConditions.inEnvironment({ environments: ['production'] }),
);

const amelia = 'user:default/amelia';
const checkout = '/v1/entities/component/default/checkout/report';
const routes = [
  '/v1/entities',
  checkout,
  '/v1/clusters',
  '/v1/clusters/prod-01',
  '/v1/fleet/summary',
  '/v1/backups',
  '/v1/restores',
];

describe('reading over HTTP', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let fleet: Awaited<ReturnType<typeof startFleetBackend>>;

  beforeAll(async () => {
    fleet = await startFleetBackend(databases);
  });

  afterAll(() => fleet.stop());

  beforeEach(() => {
    fleet.pass(60_000); // nothing is remembered of an earlier test
    fleet.people[amelia] = omniscient();
    jest.clearAllMocks();
  });

  const get = (path: string, user = amelia) => fleet.get(user, path);
  const may = (rights: Partial<ReturnType<typeof omniscient>>) =>
    Object.assign(fleet.people[amelia], rights);

  it.each(routes)('%s: 401, 403, 200', async path => {
    const anonymous = await request(fleet.server)
      .get(`/api/velero-manager${path}`)
      .set('authorization', mockCredentials.none.header());
    expect(anonymous.status).toBe(401);

    may({ entities: DENY, clusters: DENY });
    const denied = await get(path);
    expect(denied.status).toBe(403);
    expect(denied.body.error.name).toBe('NotAllowedError');

    may({ entities: ALLOW, clusters: ALLOW });
    fleet.pass(15_000);
    expect((await get(path)).status).toBe(200);

    const service = await request(fleet.server)
      .get(`/api/velero-manager${path}`)
      .set('authorization', mockCredentials.service.header());
    expect(service.status).toBe(200);
  });

  it('answers as the API says', async () => {
    const [entities, report, clusters, cluster, summary] = await Promise.all(
      routes.map(async path => (await get(path)).body),
    );
    expect(entityListSchema.strict().parse(entities)).toEqual(entities);
    expect(entityReportSchema.strict().parse(report)).toEqual(report);
    expect(clusterListSchema.strict().parse(clusters)).toEqual(clusters);
    expect(clusterReportSchema.strict().parse(cluster)).toEqual(cluster);
    expect(fleetSummarySchema.strict().parse(summary)).toEqual(summary);
    expect(report).toMatchObject({
      entityRef: 'component:default/checkout',
      protection: { state: 'UNPROTECTED' },
      clusters: [{ name: 'prod-01', environment: 'production' }],
    });
    expect(report.subject).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('lists worst first, never a cluster that was not seen as healthy', async () => {
    const { body } = await get('/v1/entities');
    expect(
      body.items.map(
        (item: { title: string; protection: { state: string } }) => [
          item.title,
          item.protection.state,
        ],
      ),
    ).toEqual([
      ['Checkout', 'UNPROTECTED'],
      ['orders', 'UNPROTECTED'],
      ['web', 'UNKNOWN'],
    ]);
  });

  it.each([
    ['owner=team-b', ['orders']],
    ['owner=group:default/team-a,group:default/team-b&state=UNKNOWN', ['web']],
    ['environment=production', ['Checkout', 'orders']],
    ['cluster=prod-02&cluster=staging-01', ['orders', 'web']],
    ['text=CHECK', ['Checkout']],
    ['text=component:default/w', ['web']],
    ['sync=FAILED', []],
    ['owner=team-b&environment=staging', []],
  ])('filters entities by %s', async (query, titles) => {
    const { body } = await get(`/v1/entities?${query}`);
    expect(body.items.map(({ title }: { title: string }) => title)).toEqual(
      titles,
    );
    expect(body.totalItems).toBe(titles.length);
  });

  it.each([
    ['environment=staging', ['staging-01']],
    ['text=SECOND', ['prod-02']],
    ['state=UNPROTECTED&engine=velero', ['prod-01', 'prod-02']],
    ['engine=flux', []],
  ])('filters clusters by %s', async (query, names) => {
    const { body } = await get(`/v1/clusters?${query}`);
    expect(body.items.map(({ name }: { name: string }) => name)).toEqual(names);
    expect(body.totalItems).toBe(names.length);
  });

  it('gives page after page, each item once', async () => {
    const refs: string[] = [];
    let cursor = '';
    do {
      const { body } = await get(`/v1/entities?limit=1${cursor}`).expect(200);
      expect(body.totalItems).toBe(3);
      refs.push(body.items[0].entityRef);
      cursor = body.nextCursor && `&cursor=${body.nextCursor}`;
    } while (cursor);
    expect(refs).toEqual(omniscient().visible);
  });

  it('refuses cursors that are not its own, and owners that are no refs', async () => {
    const { body } = await get('/v1/entities?limit=1');
    const moved = await get(
      `/v1/entities?state=UNKNOWN&cursor=${body.nextCursor}`,
    );
    expect(moved.status).toBe(400);
    expect(moved.body.error.message).toContain('cursor');
    const forged = await get('/v1/clusters?cursor=bm90IG91cnM');
    expect(forged.status).toBe(400);
    expect(forged.body.error.message).toContain('cursor');
    const owner = await get('/v1/entities?owner=group:/');
    expect(owner.status).toBe(400);
    expect(owner.body.error.message).toContain("'owner'");
  });

  it('shows, counts and finds no entity that the catalog hides', async () => {
    may({ visible: ['component:default/checkout'] });
    const { body: list } = await get('/v1/entities?limit=1');
    expect(list).toMatchObject({
      items: [{ entityRef: 'component:default/checkout' }],
      totalItems: 1,
      nextCursor: null,
    });
    const { body: searched } = await get('/v1/entities?text=orders');
    expect(searched).toEqual({ items: [], totalItems: 0, nextCursor: null });
    const { body: summary } = await get('/v1/fleet/summary');
    expect(summary.entities).toMatchObject({
      total: 1,
      byState: { UNPROTECTED: 1, UNKNOWN: 0 },
    });

    const hidden = await get('/v1/entities/component/default/orders/report');
    const absent = await get('/v1/entities/component/default/nobody/report');
    expect([hidden.status, absent.status]).toEqual([404, 404]);
    expect(hidden.body.error.message).toBe(
      absent.body.error.message.replace('nobody', 'orders'),
    );
  });

  it('tells a hidden entity from a denied one by nothing but visibility', async () => {
    may({ entities: OWNED, visible: omniscient().visible, permitted: [] });
    const denied = await get(checkout);
    expect(denied.status).toBe(403);
    fleet.pass(60_000);
    may({ visible: [] });
    const hidden = await get(checkout);
    expect(hidden.status).toBe(404);
  });

  it('asks the policy about each visible entity where it decides by condition', async () => {
    may({
      entities: OWNED,
      visible: ['component:default/checkout', 'component:default/orders'],
      permitted: ['component:default/checkout', 'component:default/web'],
    });
    const { body } = await get('/v1/entities');
    expect(body).toMatchObject({
      items: [{ entityRef: 'component:default/checkout' }],
      totalItems: 1,
    });
    expect(fleet.permissions.authorize.mock.calls[0][0]).toEqual([
      {
        permission: entityReadPermission,
        resourceRef: 'component:default/checkout',
      },
      {
        permission: entityReadPermission,
        resourceRef: 'component:default/orders',
      },
    ]);
    expect((await get(checkout)).status).toBe(200);
    const other = await get('/v1/entities/component/default/orders/report');
    expect(other.status).toBe(403);
  });

  it('remembers what a person may see for 15 seconds, and for no one else', async () => {
    const bert = 'user:default/bert';
    fleet.people[bert] = { ...omniscient(), visible: [] };
    await get('/v1/entities').expect(200);
    await get('/v1/entities').expect(200);
    expect(fleet.catalog.getEntitiesByRefs).toHaveBeenCalledTimes(1);

    const { body } = await get('/v1/entities', bert);
    expect(body.totalItems).toBe(0);
    expect((await get(checkout, bert)).status).toBe(404);

    may({ visible: [] });
    fleet.pass(14_999);
    expect((await get('/v1/entities')).body.totalItems).toBe(3);
    fleet.pass(1);
    expect((await get('/v1/entities')).body.totalItems).toBe(0);
  });

  it('narrows clusters by the conditions of the policy', async () => {
    may({ clusters: production, entities: DENY });
    const { body } = await get('/v1/clusters?limit=1');
    expect(body).toMatchObject({ items: [{ name: 'prod-01' }], totalItems: 2 });
    const { body: summary } = await get('/v1/fleet/summary');
    expect(summary).toMatchObject({
      clusters: {
        total: 2,
        environments: ['production'],
        unreachable: [],
        unreachableTotal: 0,
      },
      entities: null,
      notes: [],
    });
    expect((await get('/v1/clusters/prod-02')).status).toBe(200);

    const denied = await get('/v1/clusters/staging-01');
    const unknown = await get('/v1/clusters/prod-99');
    expect([denied.status, unknown.status]).toEqual([403, 403]);
  });

  it('understands nested conditions', async () => {
    may({
      clusters: createClusterConditionalDecision(clusterReadPermission, {
        anyOf: [
          {
            not: clusterConditions.inEnvironment({
              environments: ['production'],
            }),
          },
          clusterConditions.hasName({ names: ['prod-02', "x' OR 1=1 --"] }),
        ],
      }),
    });
    const { body } = await get('/v1/clusters');
    expect(body.items.map(({ name }: { name: string }) => name).sort()).toEqual(
      ['prod-02', 'staging-01'],
    );
    expect((await get('/v1/clusters/prod-02')).status).toBe(200);
    expect((await get('/v1/clusters/prod-01')).status).toBe(403);
  });

  it('knows no cluster by another name for those who may read all', async () => {
    const response = await get('/v1/clusters/prod-99');
    expect(response.status).toBe(404);
    expect(response.body.error.name).toBe('NotFoundError');
  });

  it('shows notes on the configuration to those who may read all clusters', async () => {
    const { body } = await get('/v1/fleet/summary');
    expect(body.notes).toEqual([
      { place: 'veleroManager.clusters[9]', message: 'is odd' },
    ]);
    may({ clusters: DENY });
    const { body: narrowed } = await get('/v1/fleet/summary');
    expect(narrowed).toMatchObject({ clusters: null, notes: [] });
    expect(JSON.stringify(narrowed)).not.toContain('prod');
  });

  it('lets the permission backend apply conditions', async () => {
    const { body } = await request(fleet.server)
      .post(
        '/api/velero-manager/.well-known/backstage/permissions/apply-conditions',
      )
      .set('authorization', mockCredentials.service.header())
      .send({
        items: ['prod-01', 'staging-01', 'prod-99'].map(resourceRef => ({
          id: resourceRef,
          resourceRef,
          resourceType: 'velero-manager-cluster',
          conditions: (production as { conditions: object }).conditions,
        })),
      });
    expect(body.items).toEqual([
      { id: 'prod-01', result: 'ALLOW' },
      { id: 'staging-01', result: 'DENY' },
      { id: 'prod-99', result: 'DENY' },
    ]);
  });
});
