import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { ApiServer, kindsOfGroups } from '@velero-manager/dev-fleet';
import { ClusterClient, FleetLists, systemClock } from '../kubernetes';
import { clusterDefinition } from '../kubernetes/__testUtils__/clusterDefinition';
import { DatabaseStore } from '../store';
import { openStore } from '../store/__testUtils__/openStore';
import { collectCluster } from './collectCluster';
import { CollectorHealthBoard } from './CollectorHealthBoard';
import { FirstReadings } from './FirstReadings';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const KINDS = kindsOfGroups(['', 'apps', 'apiextensions.k8s.io', 'velero.io']);
const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  jest.restoreAllMocks();
  for (const cleanup of cleanups.splice(0).reverse()) {
    await cleanup();
  }
});

async function until(check: () => unknown): Promise<void> {
  for (let i = 0; ; i++) {
    try {
      await check();
      return;
    } catch (error) {
      if (i > 400) {
        throw error;
      }
      await new Promise(resolve => setTimeout(resolve, 25));
    }
  }
}

/** A cluster with a Velero that has schedules and a claim to back up. */
async function startCluster(
  options: Partial<Parameters<typeof ApiServer.create>[0]> = {},
): Promise<ApiServer> {
  const server = await ApiServer.create({
    ...{ name: 'prod-01', tokens: 's3cr3t-token', kinds: KINDS },
    ...options,
  });
  for (const name of ['velero', 'shop']) {
    server.store.create('namespaces', { metadata: { name } });
  }
  server.store.create('backupstoragelocations.velero.io', {
    metadata: { name: 'default', namespace: 'velero' },
    spec: { provider: 'aws', objectStorage: { bucket: 'backups' } },
  });
  for (const name of ['daily', 'weekly']) {
    createSchedule(server, name);
  }
  server.store.create('deployments.apps', {
    metadata: { name: 'velero', namespace: 'velero' },
    spec: {
      template: {
        spec: {
          containers: [
            {
              ...{ name: 'velero', image: 'velero/velero:v1.17.1' },
              ...{ command: ['/velero'], args: ['server'] },
            },
          ],
        },
      },
    },
  });
  await server.listen();
  cleanups.push(() => server.stop());
  return server;
}

function createSchedule(server: ApiServer, name: string): void {
  server.store.create('schedules.velero.io', {
    metadata: { name, namespace: 'velero' },
    spec: { schedule: '0 2 * * *', template: {} },
  });
}

/** What clients ask for: `list`, `stream` (a list as a stream) or `watch`, and where. */
function recordRequests(): string[] {
  const asked: string[] = [];
  const note = (verb: string, path: string) =>
    asked.push(`${verb} ${path.split('?')[0]}`);
  const { getJson, getStream } = ClusterClient.prototype;
  jest
    .spyOn(ClusterClient.prototype, 'getJson')
    .mockImplementation(function get(this: ClusterClient, request) {
      note(request.path.includes('limit=') ? 'list' : 'get', request.path);
      return getJson.call(this, request);
    });
  jest
    .spyOn(ClusterClient.prototype, 'getStream')
    .mockImplementation(function stream(this: ClusterClient, request) {
      const isList = request.path.includes('sendInitialEvents');
      note(isList ? 'stream' : 'watch', request.path);
      return getStream.call(this, request);
    });
  return asked;
}

async function createStore(): Promise<DatabaseStore> {
  const knex = await databases.init('SQLITE_3');
  const store = await openStore(knex);
  await store.putClusters([clusterDefinition({ name: 'prod-01' })]);
  return store;
}

function follow(server: ApiServer, store: DatabaseStore) {
  const board = CollectorHealthBoard.create({ clock: systemClock });
  const stopping = new AbortController();
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  const done = collectCluster(
    {
      definition: clusterDefinition({
        ...{ name: 'prod-01', url: server.url },
        ca: server.caCertificate ?? null,
      }),
      ...{ store, board, logger, clock: systemClock },
      fleetLists: FleetLists.create(),
      firstReadings: FirstReadings.create({ clock: systemClock }),
      silentAfterMs: 300_000,
      ambient: { token: async () => ({ token: '', expiresAt: 0 }) } as never,
    },
    stopping.signal,
  );
  const stop = async () => {
    stopping.abort();
    await done;
  };
  cleanups.push(stop);
  const phases = () =>
    new Map(
      board.get('prod-01')?.kinds.map(({ kind, phase }) => [kind, phase]),
    );
  return { stop, board, logger, phases };
}

const namesOf = async (store: DatabaseStore, kind: 'Schedule' | 'Namespace') =>
  (await store.readFacts({ cluster: 'prod-01', kind }))
    .map(({ name }) => name)
    .sort();

describe('collectCluster', () => {
  it('goes on where another left off: no list, and nothing missed', async () => {
    const server = await startCluster();
    const store = await createStore();
    const asked = recordRequests();
    const first = follow(server, store);
    await until(async () => {
      expect(await namesOf(store, 'Schedule')).toEqual(['daily', 'weekly']);
      expect(first.phases().get('VeleroServer')).toBe('watching');
    });
    expect(asked).toContain('stream /apis/velero.io/v1/schedules');
    await first.stop();

    asked.length = 0;
    createSchedule(server, 'hourly');
    server.store.delete('schedules.velero.io', {
      namespace: 'velero',
      name: 'weekly',
    });
    const second = follow(server, store);
    await until(async () => {
      expect(await namesOf(store, 'Schedule')).toEqual(['daily', 'hourly']);
      expect(second.phases().get('VeleroServer')).toBe('watching');
    });
    expect(asked.filter(one => /^(list|stream)/.test(one))).toEqual([]);
    expect(asked).toContain(
      'watch /apis/apps/v1/namespaces/velero/deployments',
    );
    expect(second.board.get('prod-01')).toMatchObject({
      lists: 0,
      breaker: { state: 'closed' },
    });
    const { kinds } = (await store.loadClusterDetail('prod-01'))!.summary;
    expect(kinds.Schedule).toMatchObject({ state: 'synced', objects: 2 });
    expect(kinds.VeleroServer).toMatchObject({ state: 'synced', objects: 1 });
  });

  it('lists all of another cluster that took over the address', async () => {
    const server = await startCluster();
    const store = await createStore();
    const first = follow(server, store);
    await until(async () =>
      expect(await namesOf(store, 'Schedule')).toEqual(['daily', 'weekly']),
    );
    await first.stop();
    const other = await startCluster();
    createSchedule(other, 'of-the-other');
    const asked = recordRequests();
    follow(other, store);
    await until(async () =>
      expect(await namesOf(store, 'Schedule')).toContain('of-the-other'),
    );
    expect(asked).toContain('stream /apis/velero.io/v1/schedules');
  });

  it('lists what it may not go on with, because that is too long ago', async () => {
    const server = await startCluster();
    const store = await createStore();
    const first = follow(server, store);
    await until(async () => {
      expect(await namesOf(store, 'Schedule')).toEqual(['daily', 'weekly']);
      expect(first.phases().get('Backup')).toBe('watching');
    });
    await first.stop();
    createSchedule(server, 'hourly');
    server.faults.set({
      ...{ type: 'expired', resource: 'schedules.velero.io', times: 1 },
    });
    const asked = recordRequests();
    follow(server, store);
    await until(async () =>
      expect(await namesOf(store, 'Schedule')).toContain('hourly'),
    );
    expect(asked).toContain('stream /apis/velero.io/v1/schedules');
    expect(asked).not.toContain('stream /apis/velero.io/v1/backups');
  });

  it('lists in pages where the server does not stream, and asks once', async () => {
    const server = await startCluster({ settings: { watchList: false } });
    const store = await createStore();
    const asked = recordRequests();
    const { phases } = follow(server, store);
    await until(async () => {
      expect(await namesOf(store, 'Schedule')).toEqual(['daily', 'weekly']);
      expect(phases().get('VeleroServer')).toBe('watching');
    });
    expect(asked).toContain('list /apis/velero.io/v1/schedules');
    // Those that began together could not know.
    expect(asked).not.toContain(
      'stream /apis/apps/v1/namespaces/velero/deployments',
    );
  });

  it('says by verb and kind what it may not read, follows the rest, and reads no secret', async () => {
    const readers = { apiGroups: ['*'], verbs: ['get', 'list', 'watch'] };
    const server = await startCluster({
      tokens: [
        {
          ...{ token: 's3cr3t-token', user: 'portal' },
          rules: [
            {
              ...readers,
              resources: KINDS.map(({ resource }) => resource).filter(
                resource =>
                  !['datauploads', 'backups', 'secrets'].includes(resource),
              ),
            },
            { ...readers, verbs: ['list'], resources: ['backups'] },
          ],
        },
      ],
    });
    const store = await createStore();
    const asked = recordRequests();
    const { board, phases } = follow(server, store);
    await until(async () => {
      expect(await namesOf(store, 'Schedule')).toEqual(['daily', 'weekly']);
      expect(phases().get('DataUpload')).toBe('forbidden');
      expect(phases().get('Backup')).toBe('polled');
    });
    await until(async () => {
      const { kinds } = (await store.loadClusterDetail('prod-01'))!.summary;
      expect(kinds.DataUpload).toMatchObject({
        state: 'forbidden',
        message: expect.stringMatching(
          /^Failed to list 'datauploads\.velero\.io': .*403/,
        ),
      });
      expect(kinds.Backup).toMatchObject({
        state: 'synced',
        message: expect.stringMatching(
          /^Failed to watch 'backups\.velero\.io': .*403/,
        ),
      });
      expect(kinds.Schedule?.state).toBe('synced');
    });
    expect(
      board.get('prod-01')?.kinds.find(({ kind }) => kind === 'DataUpload'),
    ).toMatchObject({ denied: 'list' });
    await until(() =>
      expect([phases().get('Pod'), phases().get('ResourcePolicy')]).toEqual([
        ...['listing', 'polled'],
      ]),
    );
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.filter(one => one.includes('secret'))).toEqual([]);
  });

  it('harms nothing but its own where the server of a group is down', async () => {
    const server = await startCluster();
    const store = await createStore();
    server.faults.set({
      ...{ type: 'status', code: 503, resource: 'datauploads.velero.io' },
    });
    const { phases, board } = follow(server, store);
    await until(async () => {
      expect(await namesOf(store, 'Schedule')).toEqual(['daily', 'weekly']);
      expect(phases().get('DataUpload')).toBe('waiting');
      expect(phases().get('Backup')).toBe('watching');
    });
    expect(board.get('prod-01')?.breaker.state).toBe('closed');
    server.faults.clear();
    await until(() => expect(phases().get('DataUpload')).toBe('watching'));
  });

  it('stores a flood in few transactions, and ends up with the last word', async () => {
    const noisy = await startCluster();
    const store = await createStore();
    const { phases } = follow(noisy, store);
    await until(() => expect(phases().get('Schedule')).toBe('watching'));
    const apply = jest.spyOn(store, 'apply');
    const place = { namespace: 'velero', name: 'daily' };
    for (let i = 1; i <= 1_000; i++) {
      noisy.store.patch('schedules.velero.io', place, {
        patch: { spec: { paused: i % 2 === 0 } },
      });
    }
    createSchedule(noisy, 'last');
    await until(async () =>
      expect(await namesOf(store, 'Schedule')).toContain('last'),
    );
    const [daily] = (
      await store.readFacts({ cluster: 'prod-01', kind: 'Schedule' })
    ).filter(({ name }) => name === 'daily');
    expect(daily.paused).toBe(true);
    const writes = apply.mock.calls.filter(([{ kind }]) => kind === 'Schedule');
    expect(writes.length).toBeLessThan(50);
  });
});
