import type {
  BackendFeature,
  ServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  type ClusterReport,
  clusterReportSchema,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import request from 'supertest';
import { veleroManagerPlugin } from '../../plugin';

/** An API server with a namespace that may be read, and schedules that may not. */
export async function startApiServer(): Promise<Server> {
  const namespace = (resourceVersion: string) => ({
    metadata: {
      ...{ name: 'shop', uid: 'shop', resourceVersion },
      creationTimestamp: '2026-01-01T00:00:00Z',
    },
  });
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
      items: [namespace('7')],
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
      const object = { ...namespace('8'), kind: 'Namespace' };
      res
        .writeHead(200)
        .write(`${JSON.stringify({ type: 'MODIFIED', object })}\n`);
    } else if (answers[pathname]) {
      res.end(JSON.stringify(answers[pathname]));
    } else {
      refuse(404);
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** A portal that follows it as cluster `one`, with what measures it. */
export async function startPortal(
  server: Server,
  features: (BackendFeature | ServiceFactory)[],
): Promise<{
  stop(): Promise<void>;
  report(): Promise<ClusterReport>;
}> {
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
      ...features,
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
  return { stop: () => backend.stop(), report };
}

/** Asks until something is so: the loops of the portal have their own time. */
export async function eventually<T>(ask: () => Promise<T>): Promise<T> {
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
