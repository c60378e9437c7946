import {
  ALL_SCHEDULES,
  SCHEDULES,
  TestCluster,
} from './__fixtures__/TestCluster';
import { WatchReader } from './__fixtures__/WatchReader';

const WATCH = `${SCHEDULES}?watch=true`;
const INITIAL = 'sendInitialEvents=true&resourceVersionMatch=NotOlderThan';

describe('watch', () => {
  let cluster: TestCluster;
  const open: WatchReader[] = [];

  async function watch(path: string, headers?: Record<string, string>) {
    const reader = await cluster.watch(path, headers);
    open.push(reader);
    return reader;
  }

  async function start(options = {}) {
    cluster = await TestCluster.start(options);
    cluster.addSchedule('a', { labels: { app: 'one' } });
    cluster.addSchedule('b');
  }

  function patch(name: string, value: Record<string, unknown>) {
    const key = { name, namespace: 'velero' };
    const { store } = cluster.server;
    return store.patch('schedules.velero.io', key, { patch: value });
  }

  function remove(name: string) {
    const key = { name, namespace: 'velero' };
    cluster.server.store.delete('schedules.velero.io', key);
  }

  afterEach(async () => {
    for (const reader of open.splice(0)) reader.close();
    await cluster.server.stop();
  });

  it('sends what is there and what happens', async () => {
    await start();
    const reader = await watch(WATCH);
    expect(await reader.events(2)).toEqual(['ADDED a', 'ADDED b']);
    cluster.addSchedule('c');
    patch('a', { spec: { paused: true } });
    remove('b');
    const events = [];
    for (let i = 0; i < 3; i += 1) events.push(await reader.event());
    expect(events).toMatchObject([
      { type: 'ADDED', object: { kind: 'Schedule', metadata: { name: 'c' } } },
      { type: 'MODIFIED', object: { spec: { paused: true } } },
      { type: 'DELETED', object: { metadata: { name: 'b' } } },
    ]);
    const { resourceVersion } = cluster.server.store;
    expect(events[2].object.metadata.resourceVersion).toBe(resourceVersion);
  });

  it('resumes after a resourceVersion', async () => {
    await start();
    const { resourceVersion } = cluster.addSchedule('c').metadata;
    cluster.addSchedule('d');
    remove('d');
    const path = `${WATCH}&resourceVersion=${resourceVersion}`;
    const reader = await watch(path);
    expect(await reader.events(2)).toEqual(['ADDED d', 'DELETED d']);
  });

  it('follows one namespace or all, and only its kind', async () => {
    await start();
    const { resourceVersion } = cluster.server.store;
    const from = `?watch=1&resourceVersion=${resourceVersion}`;
    const one = await watch(`${SCHEDULES}${from}`);
    const all = await watch(`${ALL_SCHEDULES}${from}`);
    const { store } = cluster.server;
    store.create('schedules.velero.io', {
      metadata: { name: 'x', namespace: 'default' },
    });
    store.create('backups.velero.io', {
      metadata: { name: 'y', namespace: 'velero' },
    });
    cluster.addSchedule('z');
    expect(await one.events(1)).toEqual(['ADDED z']);
    expect(await all.events(2)).toEqual(['ADDED x', 'ADDED z']);
  });

  it('shows leaving a selector as deletion, coming in as addition', async () => {
    await start();
    const reader = await watch(`${WATCH}&labelSelector=app%3Done`);
    patch('b', { metadata: { labels: { app: 'one' } } });
    const { metadata } = patch('a', { metadata: { labels: { app: 'two' } } });
    patch('a', { spec: { paused: true } });
    remove('b');
    expect(await reader.events(2)).toEqual(['ADDED a', 'ADDED b']);
    expect(await reader.event()).toMatchObject({
      type: 'DELETED',
      object: {
        metadata: {
          name: 'a',
          labels: { app: 'one' },
          resourceVersion: metadata.resourceVersion,
        },
      },
    });
    expect(await reader.events(1)).toEqual(['DELETED b']);
  });

  it('sends the initial state, then a bookmark that ends it', async () => {
    await start();
    const path = `${WATCH}&${INITIAL}&allowWatchBookmarks=true`;
    const reader = await watch(path);
    expect(await reader.events(2)).toEqual(['ADDED a', 'ADDED b']);
    expect(await reader.event()).toEqual({
      type: 'BOOKMARK',
      object: {
        kind: 'Schedule',
        apiVersion: 'velero.io/v1',
        metadata: {
          resourceVersion: cluster.server.store.resourceVersion,
          creationTimestamp: null,
          annotations: { 'k8s.io/initial-events-end': 'true' },
        },
      },
    });
    cluster.addSchedule('c');
    expect(await reader.events(1)).toEqual(['ADDED c']);
  });

  it('sends bookmarks at its interval, only to those who allow them', async () => {
    await start({ settings: { bookmarkIntervalMs: 10 } });
    const { resourceVersion } = cluster.server.store;
    const from = `${WATCH}&resourceVersion=${resourceVersion}`;
    const without = await watch(from);
    const reader = await watch(`${from}&allowWatchBookmarks=true`);
    expect(await reader.event()).toMatchObject({
      type: 'BOOKMARK',
      object: { metadata: { resourceVersion } },
    });
    cluster.server.store.create('namespaces', { metadata: { name: 'x' } });
    const next = cluster.server.store.resourceVersion;
    let seen = resourceVersion;
    while (seen !== next) {
      seen = (await reader.event()).object.metadata.resourceVersion;
    }
    cluster.addSchedule('c');
    expect(await without.events(1)).toEqual(['ADDED c']);
  });

  it('ends in good order after timeoutSeconds, with a last bookmark', async () => {
    await start();
    const query = 'resourceVersion=1&timeoutSeconds=1&allowWatchBookmarks=true';
    const { resourceVersion } = cluster.server.store;
    const reader = await watch(`${WATCH}&${query}`);
    await reader.events(2);
    expect(await reader.event()).toMatchObject({
      type: 'BOOKMARK',
      object: { metadata: { resourceVersion } },
    });
    expect(await reader.line()).toBeUndefined();
  });

  it.each([
    ['in the stream', 'event' as const],
    ['by status', 'status' as const],
  ])('says %s that a version is too old', async (_, expiredWatch) => {
    await start({ eventLogSize: 2, settings: { expiredWatch } });
    for (const name of ['c', 'd', 'e']) cluster.addSchedule(name);
    const reader = await watch(`${WATCH}&resourceVersion=1`);
    const isEvent = expiredWatch === 'event';
    const event = await reader.event();
    const status = isEvent ? event.object : event;
    expect(reader.code).toBe(isEvent ? 200 : 410);
    expect(status).toMatchObject({
      kind: 'Status',
      reason: 'Expired',
      code: 410,
      message: expect.stringContaining('too old resource version: 1'),
    });
    expect(await reader.line()).toBeUndefined();
  });

  it.each([
    ['sendInitialEvents=true', 422],
    ['resourceVersionMatch=NotOlderThan', 422],
    ['resourceVersion=99999', 504],
    ['labelSelector=a+b', 400],
  ])('refuses %s', async (query, code) => {
    await start();
    expect((await cluster.get(`${WATCH}&${query}`)).body).toMatchObject({
      kind: 'Status',
      code,
    });
  });

  it('can be a server that does not know sendInitialEvents', async () => {
    await start({ settings: { watchList: false } });
    const { code, body } = await cluster.get(`${WATCH}&${INITIAL}`);
    expect(code).toBe(422);
    expect(body.message).toContain('WatchList feature gate');
  });

  it('sends tables whose columns come once', async () => {
    await start();
    const reader = await watch(WATCH, {
      accept: 'application/json;as=Table;v=v1;g=meta.k8s.io',
    });
    const [first, second] = [await reader.event(), await reader.event()];
    expect(first.object.columnDefinitions).toHaveLength(6);
    expect(first.object.rows[0].cells[0]).toBe('a');
    expect(second.object.columnDefinitions).toBeNull();
    expect(second.object.rows[0].object.metadata.name).toBe('b');
  });
});
