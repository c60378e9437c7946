import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import request from 'supertest';
import type { ChangeService } from '../changes';
import type { HistoryService } from '../history';
import type { ReportService } from '../reports';
import { createRouter } from './createRouter';
import { createOpenApiDocument } from './openapi';

const base = '/api/velero-manager';
const list = { items: [], totalItems: 0, nextCursor: null };

/** Answers nothing of interest, and remembers what it was asked. */
function fakeServices() {
  const calls: unknown[][] = [];
  const note = async (name: string, args: unknown[]) => {
    calls.push([name, ...args]);
    return list as never;
  };
  const reports: ReportService = {
    getEntityReport: (ref, options) =>
      ref.endsWith('/absent')
        ? Promise.reject(new NotFoundError('There is no such entity'))
        : note('getEntityReport', [ref, options.credentials]),
    listEntities: (query, options) =>
      note('listEntities', [query, options.credentials]),
    listClusters: (query, options) =>
      note('listClusters', [query, options.credentials]),
    getClusterReport: (name, options) =>
      note('getClusterReport', [name, options.credentials]),
    getFleetSummary: options => note('getFleetSummary', [options.credentials]),
  };
  const history: HistoryService = {
    listBackups: (query, options) =>
      note('listBackups', [query, options.credentials]),
    listRestores: (query, options) =>
      note('listRestores', [query, options.credentials]),
  };
  const changes: ChangeService = {
    plan: async (body, options) => {
      await note('plan', [body, options.credentials]);
      return { result: 'unchanged', repository: { name: 'main' } } as never;
    },
    propose: (body, options) => note('propose', [body, options.credentials]),
    listEnvironments: options =>
      note('listEnvironments', [options.credentials]),
    listChanges: (query, options) =>
      note('listChanges', [query, options.credentials]),
    getChange: (id, options) => note('getChange', [id, options.credentials]),
  };
  return { reports, history, changes, calls };
}

describe('createRouter', () => {
  const { reports, history, changes, calls } = fakeServices();
  const auditor = mockServices.auditor.mock();
  const event = { success: jest.fn(), fail: jest.fn() };
  let server: Parameters<typeof request>[0];
  let stop: () => Promise<void>;

  beforeAll(async () => {
    const plugin = createBackendPlugin({
      pluginId: 'velero-manager',
      register(env) {
        env.registerInit({
          deps: {
            httpAuth: coreServices.httpAuth,
            httpRouter: coreServices.httpRouter,
          },
          async init({ httpAuth, httpRouter }) {
            httpRouter.use(
              createRouter({ httpAuth, auditor, reports, history, changes }),
            );
          },
        });
      },
    });
    const backend = await startTestBackend({ features: [plugin] });
    server = backend.server;
    stop = () => backend.stop();
  });

  afterAll(() => stop());

  beforeEach(() => {
    calls.length = 0;
    jest.resetAllMocks();
    auditor.createEvent.mockResolvedValue(event);
  });

  const get = (path: string) => request(server).get(`${base}${path}`);

  const refused = async (path: string) => {
    const response = await get(path);
    expect(response.body).toMatchObject({ error: { name: 'InputError' } });
    expect(response.status).toBe(400);
    expect(calls).toEqual([]);
    return response.body.error.message as string;
  };

  it('asks for entities with defaults, and notes who did', async () => {
    await get('/v1/entities').expect(200, list);
    expect(calls).toEqual([
      [
        'listEntities',
        {
          owner: [],
          state: [],
          sync: [],
          environment: [],
          cluster: [],
          limit: 50,
        },
        mockCredentials.user(),
      ],
    ]);
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'fleet-read',
        severityLevel: 'low',
        meta: { path: '/v1/entities' },
      }),
    );
    expect(event.success).toHaveBeenCalledTimes(1);
  });

  it.each([
    'state=CRITICAL,UNKNOWN',
    'state=CRITICAL&state=UNKNOWN',
    'state=CRITICAL%2CUNKNOWN',
  ])('takes lists as %s', async query => {
    await get(
      `/v1/entities?${query}&owner=group:default/a&owner=user%3Adefault%2Fb&limit=500&text=a%20b`,
    ).expect(200);
    expect(calls[0][1]).toMatchObject({
      state: ['CRITICAL', 'UNKNOWN'],
      owner: ['group:default/a', 'user:default/b'],
      limit: 500,
      text: 'a b',
    });
  });

  it('asks for clusters and the summary, as a service too', async () => {
    const service = mockCredentials.service.header();
    await get('/v1/clusters?environment=production&engine=velero')
      .set('authorization', service)
      .expect(200);
    await get('/v1/fleet/summary').set('authorization', service).expect(200);
    expect(calls).toMatchObject([
      [
        'listClusters',
        { environment: ['production'], engine: ['velero'], limit: 50 },
        mockCredentials.service(),
      ],
      ['getFleetSummary', mockCredentials.service()],
    ]);
    expect(auditor.createEvent).toHaveBeenCalledTimes(2);
  });

  it('asks for backups and restores, and notes who did', async () => {
    await get(
      '/v1/backups?cluster=prod-01&namespace=shop,web&since=2026-11-01T00:00:00%2B01:00',
    ).expect(200);
    await get('/v1/restores').expect(200);
    expect(calls).toEqual([
      [
        'listBackups',
        {
          cluster: ['prod-01'],
          namespace: ['shop', 'web'],
          schedule: [],
          since: '2026-11-01T00:00:00+01:00',
          limit: 50,
        },
        mockCredentials.user(),
      ],
      [
        'listRestores',
        { cluster: [], namespace: [], schedule: [], limit: 50 },
        mockCredentials.user(),
      ],
    ]);
    expect(auditor.createEvent).toHaveBeenCalledTimes(2);
  });

  it('asks for one entity or cluster, without an audit event', async () => {
    await get('/v1/entities/Component/default/Checkout/report').expect(200);
    await get('/v1/clusters/prod-01.example').expect(200);
    expect(calls.map(([name, subject]) => [name, subject])).toEqual([
      ['getEntityReport', 'component:default/checkout'],
      ['getClusterReport', 'prod-01.example'],
    ]);
    expect(auditor.createEvent).not.toHaveBeenCalled();
  });

  it('passes on what the service throws', async () => {
    const response = await get('/v1/entities/component/default/absent/report');
    expect(response.status).toBe(404);
    expect(response.body.error).toMatchObject({
      name: 'NotFoundError',
      message: 'There is no such entity',
    });
  });

  it('notes failed reads of the fleet', async () => {
    const failure = new Error('away');
    jest.spyOn(reports, 'getFleetSummary').mockRejectedValueOnce(failure);
    await get('/v1/fleet/summary').expect(500);
    expect(event.fail).toHaveBeenCalledWith({ error: failure });
    expect(event.success).not.toHaveBeenCalled();
    jest.restoreAllMocks();
  });

  it.each([
    ['/v1/entities?limit=0', 'limit'],
    ['/v1/entities?limit=501', 'limit'],
    ['/v1/entities?limit=many', 'limit'],
    ['/v1/entities?state=GREEN', 'state'],
    ['/v1/entities?state=CRITICAL,GREEN', 'state'],
    ['/v1/entities?sync=HEALTHY', 'sync'],
    ['/v1/entities?colour=red', 'colour'],
    ['/v1/entities?state[a]=CRITICAL', 'state'],
    [`/v1/entities?text=${'a'.repeat(201)}`, 'text'],
    [`/v1/entities?cursor=${'a'.repeat(2001)}`, 'cursor'],
    [`/v1/entities?owner=${'a'.repeat(301)}`, 'owner'],
    [`/v1/clusters?environment=${Array(101).fill('a')}`, 'environment'],
    ['/v1/clusters?state=healthy', 'state'],
    ['/v1/clusters/..%2F..%2Fetc', 'cluster'],
    ['/v1/clusters/%2e%2e%2fsecrets', 'cluster'],
    ['/v1/clusters/pr%C3%B6d', 'cluster'],
    ['/v1/clusters/a%00b', 'cluster'],
    [`/v1/clusters/${'a'.repeat(254)}`, 'cluster'],
    ['/v1/entities/component/default/a%2F..%2Fb/report', 'name'],
    ['/v1/entities/component/default/%F0%9F%92%A9/report', 'name'],
    ['/v1/entities/component/..%2f/a/report', 'namespace'],
    ['/v1/entities/com%20ponent/default/a/report', 'kind'],
    ['/v1/clusters?limit=1&limit=2', 'limit'],
    ['/v1/backups?since=yesterday', 'since'],
    ['/v1/restores?until=2026-13-01T00:00:00Z', 'until'],
    ['/v1/backups?limit=501', 'limit'],
  ])('refuses %s and names %s', async (path, parameter) => {
    expect(await refused(path)).toContain(parameter);
  });

  it.each([
    ['/v1/plans', {}, 'intent'],
    ['/v1/plans', { intent: 'x' }, 'intent'],
    ['/v1/plans', { intent: {}, force: true }, 'force'],
    ['/v1/changes', { intent: {}, planHash: 7 }, 'planHash'],
    ['/v1/changes', { intent: {}, allowRebase: 'yes' }, 'allowRebase'],
    ['/v1/changes', { intent: {}, planHash: 'a'.repeat(200) }, 'planHash'],
  ])('refuses the body of %s %j and names %s', async (path, body, field) => {
    const response = await request(server).post(`${base}${path}`).send(body);
    expect(response.status).toBe(400);
    expect(JSON.stringify(response.body)).toContain(field);
    expect(calls).toEqual([]);
    expect(auditor.createEvent).not.toHaveBeenCalled();
  });

  it('takes an intent of up to 1 MB', async () => {
    const send = (length: number) =>
      request(server)
        .post(`${base}/v1/plans`)
        .send({ intent: { text: 'x'.repeat(length) } });
    expect((await send(1_000_000)).status).toBe(200);
    const refusal = await send(1_100_000);
    expect(refusal.status).toBe(400);
    expect(refusal.body.error.message).toContain('too large');
    expect(calls).toHaveLength(1);
  });

  it('survives an address that cannot be decoded', async () => {
    const response = await get('/v1/clusters/%E0%A4%A');
    expect(response.status).toBe(400);
    expect(calls).toEqual([]);
  });

  it('is not misled by names that objects have', async () => {
    await get('/v1/entities?__proto__[limit]=9').expect(200);
    expect(calls[0][1]).toMatchObject({ limit: 50 });
    expect(({} as { limit?: unknown }).limit).toBeUndefined();
  });

  it('serves its own description', async () => {
    const { body } = await get('/openapi.json').expect(200);
    expect(Object.keys(body.paths)).toEqual(
      Object.keys(createOpenApiDocument().paths).map(path => base + path),
    );
  });

  const routes = Object.entries(createOpenApiDocument().paths).flatMap(
    ([path, operations]) =>
      Object.entries(operations).map(([method, operation]) => ({
        method: method as 'get' | 'post',
        path: path.replace('{id}', '1').replace(/\{\w+\}/g, 'some'),
        planned: operation['x-since'] === 'planned',
      })),
  );

  it.each(routes)('$method $path wants a caller', async ({ method, path }) => {
    const response = await request(server)
      [method](`${base}${path}`)
      .set('authorization', mockCredentials.none.header());
    expect(response.status).toBe(401);
    expect(calls).toEqual([]);
  });

  it.each(routes.filter(({ planned }) => planned))(
    '$method $path is declared, not served',
    async ({ method, path }) => {
      const response = await request(server)[method](`${base}${path}`);
      expect(response.status).toBe(501);
      expect(response.body.error).toMatchObject({
        name: 'NotImplementedError',
      });
    },
  );

  it('knows no other routes', async () => {
    expect((await get('/v1/everything')).status).toBe(404);
    const posted = await request(server).post(`${base}/v1/clusters`);
    expect(posted.status).toBe(404);
  });
});
