import { createServiceFactory } from '@backstage/backend-plugin-api';
import { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { clusterReportSchema } from '@velero-manager/backstage-plugin-velero-manager-common';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import request from 'supertest';
import { veleroManagerPlugin } from '../plugin';
import { RecordedMetrics } from './__testUtils__/RecordedMetrics';

jest.setTimeout(90_000);

/** An API server with a namespace that may be read, and schedules that may not. */
async function startApiServer(): Promise<Server> {
  const resource = (name: string) => ({ name, verbs: ['list', 'watch'] });
  const answers: Record<string, object> = {
    '/version': { gitVersion: 'v1.34.2' },
    '/api/v1': { resources: [resource('namespaces')] },
    '/apis': {
      groups: [
        {
          name: 'velero.io',
          versions: [{ groupVersion: 'velero.io/v1', version: 'v1' }],
        },
      ],
    },
    '/apis/velero.io/v1': { resources: [resource('schedules')] },
    '/api/v1/namespaces': {
      metadata: { resourceVersion: '7' },
      items: [
        {
          metadata: {
            ...{ name: 'shop', uid: 'shop' },
            creationTimestamp: '2026-01-01T00:00:00Z',
          },
        },
      ],
    },
  };
  const server = createServer((req, res) => {
    const { pathname, searchParams } = new URL(req.url ?? '/', 'http://x');
    const refuse = (code: number) =>
      res.writeHead(code).end(JSON.stringify({ kind: 'Status', code }));
    res.setHeader('content-type', 'application/json');
    if (pathname.endsWith('/schedules')) {
      refuse(403);
    } else if (searchParams.has('sendInitialEvents')) {
      refuse(422);
    } else if (searchParams.has('watch')) {
      res.writeHead(200).flushHeaders();
    } else if (answers[pathname]) {
      res.end(JSON.stringify(answers[pathname]));
    } else {
      refuse(404);
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return server;
}

async function startPortal(server: Server) {
  const metrics = new RecordedMetrics();
  const { port } = server.address() as AddressInfo;
  const backend = await startTestBackend({
    features: [
      veleroManagerPlugin,
      catalogServiceMock.factory({
        entities: [
          {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Component',
            metadata: {
              ...{ name: 'shop', namespace: 'default' },
              annotations: { 'velero-manager.io/namespaces': 'one/shop' },
            },
          },
        ],
      }),
      createServiceFactory({
        service: metricsServiceRef,
        deps: {},
        factory: () => metrics.service,
      }),
      mockServices.rootConfig.factory({
        data: {
          veleroManager: {
            clusters: [
              {
                name: 'one',
                url: `http://127.0.0.1:${port}`,
                auth: { type: 'serviceAccountToken', token: 'secret' },
              },
            ],
          },
        },
      }),
    ],
  });
  const report = async () => {
    const { body } = await request(backend.server)
      .get('/api/velero-manager/v1/clusters/one')
      .set('authorization', mockCredentials.user.header());
    return clusterReportSchema.parse(body);
  };
  return { backend, metrics, report };
}

/** Asks until something is so: the loops of the portal have their own time. */
async function eventually<T>(ask: () => Promise<T>): Promise<T> {
  for (let i = 0; ; i += 1) {
    try {
      return await ask();
    } catch (error) {
      if (i > 300) {
        throw error;
      }
      await new Promise(resolve => {
        setTimeout(resolve, 200);
      });
    }
  }
}

describe('a portal', () => {
  it('tells how its collectors and its fleet do, in reports and in metrics', async () => {
    const server = await startApiServer();
    const { backend, metrics, report } = await startPortal(server);
    await eventually(async () => {
      const { collection, collector } = await report();
      expect(collection).toMatchObject({
        followedBy: expect.any(String),
        toldAt: expect.any(String),
        watchesOpen: 1,
        lagSeconds: expect.any(Number),
        breaker: { state: 'closed', reason: null },
        denied: [
          {
            ...{ verb: 'list', resource: 'schedules.velero.io' },
            message: expect.stringContaining('schedules.velero.io'),
          },
        ],
      });
      expect(collector.find(({ kind }) => kind === 'Namespace')).toMatchObject({
        ...{ state: 'synced', objects: 1, since: expect.any(String) },
      });
    });

    const seen = await eventually(async () => {
      const collected = await metrics.collect();
      expect(collected).toEqual(
        expect.arrayContaining([
          ['velero_manager.entities', 1, 'aspect=protection state=UNKNOWN'],
        ]),
      );
      return collected;
    });
    expect(seen).toEqual(
      expect.arrayContaining([
        ['velero_manager.contact', 1, 'cluster=one'],
        ['velero_manager.collector.watches', 1, ''],
        ['velero_manager.collector.clusters', 1, 'breaker=closed'],
        ['velero_manager.due.queue', expect.any(Number), ''],
      ]),
    );
    const measured = metrics.measurements.map(([name, , labels]) => [
      name,
      labels,
    ]);
    expect(measured).toEqual(
      expect.arrayContaining([
        ['velero_manager.collector.relists', 'kind=Namespace'],
        ['velero_manager.collector.errors', 'code=403 kind=Schedule'],
        ['velero_manager.collector.lag', 'kind=Namespace'],
        ['velero_manager.assessments', 'outcome=judged type=cluster'],
        [
          'velero_manager.transitions',
          'aspect=contact to=connected type=cluster',
        ],
      ]),
    );
    await backend.stop();
    expect(await metrics.collect()).toEqual([]);
    server.closeAllConnections();
    server.close();
  });
});
