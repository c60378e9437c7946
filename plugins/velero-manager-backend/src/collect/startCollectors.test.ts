import { ConfigReader } from '@backstage/config';
import { mockServices } from '@backstage/backend-test-utils';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import {
  AmbientTokens,
  ClusterDefinition,
  MemoryClusterRegistry,
} from '../clusters';
import { systemClock } from '../kubernetes';
import { MemoryLeaseStore } from '../leases/__testUtils__/MemoryLeaseStore';
import { LeasedFacts } from '../store/leaseTypes';
import { FactStore } from '../store/types';
import { startCollectors } from './startCollectors';

/** An API server that has namespaces only, and keeps watches open. */
async function startApiServer(namespaces: string[]): Promise<Server> {
  const server = createServer((req, res) => {
    const { pathname, searchParams } = new URL(req.url ?? '/', 'http://x');
    res.setHeader('content-type', 'application/json');
    if (searchParams.has('sendInitialEvents')) {
      res.writeHead(422).end(JSON.stringify({ kind: 'Status', code: 422 }));
    } else if (searchParams.has('watch')) {
      res.writeHead(200).flushHeaders();
    } else if (pathname === '/version') {
      res.end(JSON.stringify({ gitVersion: 'v1.34.2' }));
    } else if (pathname === '/api/v1') {
      res.end(
        JSON.stringify({
          resources: [{ name: 'namespaces', verbs: ['list', 'watch'] }],
        }),
      );
    } else if (pathname === '/api/v1/namespaces') {
      const items = namespaces.map(name => ({
        metadata: {
          name,
          uid: name,
          creationTimestamp: '2026-01-01T00:00:00Z',
        },
      }));
      res.end(JSON.stringify({ metadata: { resourceVersion: '7' }, items }));
    } else {
      res.writeHead(404).end(JSON.stringify({ kind: 'Status', code: 404 }));
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function define(name: string, server: Server): ClusterDefinition {
  return {
    name,
    title: null,
    environment: null,
    definedAt: 'test',
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    auth: { type: 'serviceAccountToken', token: 'secret' },
    ca: null,
    skipTLSVerify: false,
    veleroNamespaces: null,
    argocd: { names: [], servers: [] },
  };
}

/** A store that keeps the names of what it was told. */
function rememberingStore() {
  const namespaces = new Map<string, string[]>();
  const absent = new Set<string>();
  const known: string[][] = [];
  const failures = new Map<string, string>();
  const versions = new Map<string, string>();
  const store = {
    async apply({ cluster, kind }, delta) {
      if (kind === 'Namespace' && delta.type === 'replaced') {
        namespaces.set(
          cluster,
          delta.rows.map(({ name }) => name),
        );
      }
      return { changed: 1 };
    },
    async setKindStatus({ cluster, kind }, { state }) {
      if (state === 'absent') {
        absent.add(`${cluster}/${kind}`);
      }
    },
    async setKindsFound(cluster, found) {
      found.absent.forEach(kind => absent.add(`${cluster}/${kind}`));
    },
    async putClusters(definitions) {
      known.push(definitions.map(({ name }) => name));
    },
    async room() {},
    async recordContact() {},
    async recordKubernetesVersion(cluster, version) {
      versions.set(cluster, version);
    },
    async recordContactFailure(cluster, message) {
      failures.set(cluster, message);
    },
  } satisfies Partial<FactStore>;
  const leased: LeasedFacts = {
    leases: new MemoryLeaseStore(Date.now),
    underLease: () => store as unknown as FactStore,
  };
  return {
    store: { ...store, ...leased },
    namespaces,
    absent,
    known,
    failures,
    versions,
  };
}

async function eventually(check: () => void): Promise<void> {
  for (let i = 0; ; i++) {
    try {
      check();
      return;
    } catch (error) {
      if (i > 100) {
        throw error;
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }
}

describe('startCollectors', () => {
  it('follows clusters as they come, go and fail, each on its own', async () => {
    const one = await startApiServer(['shop']);
    const two = await startApiServer(['orders', 'returns']);
    const dead = await startApiServer([]);
    const gone = define('dead', dead);
    await new Promise(resolve => dead.close(resolve));

    const registry = MemoryClusterRegistry.create();
    registry.replace('config', [define('one', one), gone]);
    const seen = rememberingStore();
    const stop = await startCollectors({
      registry,
      store: seen.store,
      clock: systemClock,
      logger: mockServices.logger.mock(),
      silentAfterMs: 60_000,
      ambient: AmbientTokens.create({ config: new ConfigReader({}) }),
    });
    await eventually(() => {
      expect(seen.namespaces.get('one')).toEqual(['shop']);
      expect(seen.absent).toContain('one/Backup');
      expect(seen.absent).toContain('one/VeleroServer');
      expect(seen.versions.get('one')).toBe('v1.34.2');
      expect(seen.failures.get('dead')).toMatch(/refused/);
    });
    expect([...seen.failures.values()].join()).not.toContain('secret');

    registry.replace('config', [define('two', two), gone]);
    await eventually(() =>
      expect(seen.namespaces.get('two')).toEqual(['orders', 'returns']),
    );
    expect(seen.known).toEqual([
      ['dead', 'one'],
      ['dead', 'two'],
    ]);
    await eventually(() => {
      one.getConnections((_, count) => expect(count).toBe(0));
    });

    await stop();
    for (const server of [one, two]) {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    }
  });
});
