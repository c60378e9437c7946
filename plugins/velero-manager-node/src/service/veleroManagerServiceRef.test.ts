import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  registerMswTestHooks,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { change, intent, preview } from '../__fixtures__/changes';
import { checkoutReport, prodReport } from '../__fixtures__/reports';
import { veleroManagerServiceRef } from './veleroManagerServiceRef';
import type { VeleroManagerService } from './VeleroManagerService';

const baseUrl = 'http://backend.test/api/velero-manager';
const credentials = mockCredentials.user('user:default/amelia');
const onBehalf = mockCredentials.service.header({
  onBehalfOf: credentials,
  targetPluginId: 'velero-manager',
});

describe('veleroManagerServiceRef', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  const answer = (path: string, body: object, init?: { status: number }) => {
    const requests: Request[] = [];
    server.use(
      http.get(`${baseUrl}${path}`, ({ request }) => {
        requests.push(request);
        return HttpResponse.json(body, init);
      }),
    );
    return requests;
  };

  let service: VeleroManagerService;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    const caller = createBackendPlugin({
      pluginId: 'caller',
      register(env) {
        env.registerInit({
          deps: {
            veleroManager: veleroManagerServiceRef,
            lifecycle: coreServices.lifecycle,
          },
          async init({ veleroManager }) {
            service = veleroManager;
          },
        });
      },
    });
    const backend = await startTestBackend({
      features: [
        caller,
        mockServices.discovery.mock({ getBaseUrl: async () => baseUrl })
          .factory,
      ],
    });
    stop = () => backend.stop();
  });

  afterAll(() => stop());

  it('reads the report of an entity on behalf of the caller', async () => {
    const requests = answer(
      '/v1/entities/component/default/checkout/report',
      checkoutReport,
    );
    await expect(
      service.getEntityReport('component:default/checkout', { credentials }),
    ).resolves.toEqual(checkoutReport);
    expect(requests[0].headers.get('authorization')).toBe(onBehalf);
  });

  it('passes queries as repeated parameters and leaves out what is not asked', async () => {
    const list = { items: [], totalItems: 0, nextCursor: null };
    const entities = answer('/v1/entities', list);
    const clusters = answer('/v1/clusters', list);
    await service.listEntities(
      {
        owner: ['group:default/a,b'],
        state: ['CRITICAL', 'UNKNOWN'],
        text: '',
      },
      { credentials },
    );
    await service.listClusters({}, { credentials });
    expect(new URL(entities[0].url).search).toBe(
      '?owner=group%3Adefault%2Fa%2Cb&state=CRITICAL&state=UNKNOWN',
    );
    expect(new URL(clusters[0].url).search).toBe('');
  });

  it('reads a cluster whose name needs escaping, and the summary', async () => {
    answer('/v1/clusters/a%2F..%2Fb', prodReport);
    const summary = {
      asOf: prodReport.asOf,
      clusters: null,
      entities: null,
      notes: [],
    };
    answer('/v1/fleet/summary', summary);
    await expect(
      service.getClusterReport('a/../b', { credentials }),
    ).resolves.toEqual(prodReport);
    await expect(service.getFleetSummary({ credentials })).resolves.toEqual(
      summary,
    );
  });

  it('plans and proposes on behalf of the caller', async () => {
    const sent: Request[] = [];
    const result = { result: 'proposed', change, notes: [] };
    server.use(
      http.post(`${baseUrl}/v1/plans`, ({ request }) => {
        sent.push(request.clone());
        return HttpResponse.json(preview);
      }),
      http.post(`${baseUrl}/v1/changes`, ({ request }) => {
        sent.push(request.clone());
        return HttpResponse.json(result, { status: 201 });
      }),
    );
    await expect(
      service.createPlan({ intent }, { credentials }),
    ).resolves.toEqual(preview);
    const request = { intent, planHash: 'hash-1', allowRebase: true };
    await expect(
      service.proposeChange(request, { credentials }),
    ).resolves.toEqual(result);
    expect(await Promise.all(sent.map(one => one.json()))).toEqual([
      { intent },
      request,
    ]);
    expect(sent.map(one => one.headers.get('authorization'))).toEqual([
      onBehalf,
      onBehalf,
    ]);
  });

  it('reads changes', async () => {
    const list = { items: [change], totalItems: 1, nextCursor: null };
    const lists = answer('/v1/changes', list);
    answer('/v1/changes/a%2Fb', change);
    await expect(
      service.listChanges({ state: ['merged'], limit: 5 }, { credentials }),
    ).resolves.toEqual(list);
    expect(new URL(lists[0].url).search).toBe('?state=merged&limit=5');
    await expect(service.getChange('a/b', { credentials })).resolves.toEqual(
      change,
    );
  });

  it('fails with what the backend said', async () => {
    answer(
      '/v1/clusters/prod-02',
      {
        error: { name: 'NotAllowedError', message: 'You may not' },
        response: { statusCode: 403 },
      },
      { status: 403 },
    );
    await expect(
      service.getClusterReport('prod-02', { credentials }),
    ).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 403,
      cause: { name: 'NotAllowedError', message: 'You may not' },
    });
  });

  it('names the place of an answer that it does not know', async () => {
    answer('/v1/clusters/prod-01', {
      ...prodReport,
      contact: { ...prodReport.contact, state: 'asleep' },
    });
    await expect(
      service.getClusterReport('prod-01', { credentials }),
    ).rejects.toThrow(
      "'/v1/clusters/prod-01' in a form that this version does not know, at 'contact.state'",
    );
  });
});
