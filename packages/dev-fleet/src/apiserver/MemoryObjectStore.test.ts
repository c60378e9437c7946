import { KindRegistry } from './KindRegistry';
import { defaultKinds } from './kinds/defaultKinds';
import { MemoryObjectStore } from './MemoryObjectStore';

const SCHEDULES = 'schedules.velero.io';
const CLUSTERS = 'clusters.postgresql.cnpg.io';
const daily = { name: 'daily', namespace: 'velero' };

function createStore(eventLogSize?: number) {
  const kinds = new KindRegistry();
  for (const kind of defaultKinds) kinds.registerKind(kind);
  const now = () => new Date('2026-03-01T10:20:30.456Z');
  return MemoryObjectStore.create({ kinds, now, eventLogSize });
}

function failing(code: number, reason: string) {
  return expect.objectContaining({
    status: expect.objectContaining({ code, reason }),
  });
}

describe('MemoryObjectStore', () => {
  it('completes new objects and counts every write', () => {
    const store = createStore();
    expect(store.resourceVersion).toBe('0');
    const object = store.create(SCHEDULES, { metadata: daily, spec: {} });
    expect(object).toEqual({
      apiVersion: 'velero.io/v1',
      kind: 'Schedule',
      metadata: {
        ...daily,
        uid: expect.stringMatching(/^[-0-9a-f]{36}$/),
        resourceVersion: '1',
        generation: 1,
        creationTimestamp: '2026-03-01T10:20:30Z',
      },
      spec: {},
    });
    store.create('namespaces', { metadata: { name: 'x' } });
    expect(store.resourceVersion).toBe('2');
    expect(Object.isFrozen(object.metadata)).toBe(true);
  });

  it('makes up names from generateName', () => {
    const metadata = { generateName: 'daily-', namespace: 'velero' };
    const { name } = createStore().create(SCHEDULES, { metadata }).metadata;
    expect(name).toMatch(/^daily-[a-z0-9]{5}$/);
  });

  it.each([
    ['a taken name', { metadata: daily }, 409, 'AlreadyExists'],
    ['no name', { metadata: { namespace: 'velero' } }, 422, 'Invalid'],
    [
      'a bad name',
      { metadata: { name: 'Not/Ok', namespace: 'velero' } },
      422,
      'Invalid',
    ],
    ['no namespace', { metadata: { name: 'a' } }, 400, 'BadRequest'],
  ])('refuses to create with %s', (_, object, code, reason) => {
    const store = createStore();
    store.create(SCHEDULES, { metadata: daily });
    expect(() => store.create(SCHEDULES, object)).toThrow(
      failing(code, reason),
    );
    expect(store.resourceVersion).toBe('1');
  });

  it('refuses stale updates and unknown objects', () => {
    const store = createStore();
    const first = store.create(SCHEDULES, { metadata: daily });
    store.patch(SCHEDULES, daily, { patch: { spec: { a: 1 } } });
    expect(() => store.update(SCHEDULES, first)).toThrow(
      failing(409, 'Conflict'),
    );
    const metadata = { ...daily, uid: 'other' };
    expect(() => store.update(SCHEDULES, { metadata })).toThrow(
      failing(409, 'Conflict'),
    );
    const nobody = { name: 'nobody', namespace: 'velero' };
    expect(() => store.update(SCHEDULES, { metadata: nobody })).toThrow(
      failing(404, 'NotFound'),
    );
    expect(() => store.delete(SCHEDULES, nobody)).toThrow(
      failing(404, 'NotFound'),
    );
    expect(() => store.get('nonsense', daily)).not.toThrow();
    expect(() => store.list('nonsense')).toThrow("'nonsense'");
  });

  it('raises the generation with content, for Velero also with status', () => {
    const store = createStore();
    store.create(SCHEDULES, { metadata: daily, spec: { a: 1 } });
    const patch = (value: Record<string, unknown>) =>
      store.patch(SCHEDULES, daily, { patch: value }).metadata.generation;
    expect(patch({ metadata: { labels: { a: 'b' } } })).toBe(1);
    expect(patch({ spec: { a: 2 } })).toBe(2);
    expect(patch({ status: { phase: 'Enabled' } })).toBe(3);
  });

  it('keeps spec and status apart where the status is a subresource', () => {
    const store = createStore();
    const key = { name: 'db', namespace: 'shop' };
    const created = store.create(
      CLUSTERS,
      { metadata: key, spec: { instances: 1 }, status: { phase: 'no' } },
      { part: 'main' },
    );
    expect(created.status).toBeUndefined();
    const change = {
      metadata: { ...key, labels: { x: 'y' } },
      spec: { instances: 2 },
      status: { phase: 'Healthy' },
    };
    const status = store.update(CLUSTERS, change, { part: 'status' });
    expect(status).toMatchObject({
      spec: { instances: 1 },
      status: { phase: 'Healthy' },
      metadata: { generation: 1 },
    });
    expect(status.metadata.labels).toBeUndefined();
    const { status: _, ...main } = change;
    expect(store.update(CLUSTERS, main, { part: 'main' })).toMatchObject({
      spec: { instances: 2 },
      status: { phase: 'Healthy' },
      metadata: { generation: 2, labels: { x: 'y' } },
    });
  });

  it('makes no event of a write that changes nothing or is tried dry', () => {
    const store = createStore();
    const object = store.create(SCHEDULES, { metadata: daily, spec: {} });
    const listener = jest.fn();
    store.subscribe(listener);
    expect(store.update(SCHEDULES, object)).toBe(object);
    const dryRun = true;
    const tried = { patch: { spec: { a: 1 } }, dryRun };
    expect(store.patch(SCHEDULES, daily, tried).spec).toEqual({ a: 1 });
    expect(store.delete(SCHEDULES, daily, { dryRun }).removed).toBe(true);
    const metadata = { ...daily, name: 'other' };
    store.create(SCHEDULES, { metadata }, { dryRun });
    expect(store.list(SCHEDULES)).toEqual([object]);
    expect(listener).not.toHaveBeenCalled();
  });

  it('holds objects with finalizers until the last one is gone', () => {
    const store = createStore();
    const metadata = { ...daily, finalizers: ['velero.io/x'] };
    store.create(SCHEDULES, { metadata });
    const { object, removed } = store.delete(SCHEDULES, daily);
    expect(removed).toBe(false);
    expect(object.metadata.deletionTimestamp).toBe('2026-03-01T10:20:30Z');
    expect(store.delete(SCHEDULES, daily).object).toBe(object);
    store.patch(SCHEDULES, daily, { patch: { metadata: { finalizers: [] } } });
    expect(store.get(SCHEDULES, daily)).toBeUndefined();
  });

  it('tells every listener of all writes in their order', () => {
    const store = createStore();
    const seen: string[] = [];
    store.subscribe(({ type, object }) => {
      if (type === 'ADDED') store.delete(SCHEDULES, object.metadata);
    });
    const stop = store.subscribe(({ type, revision, previous }) => {
      seen.push(`${type} ${revision} ${previous?.metadata.resourceVersion}`);
    });
    store.create(SCHEDULES, { metadata: daily });
    stop();
    store.create(SCHEDULES, { metadata: daily });
    expect(seen).toEqual(['ADDED 1 undefined', 'DELETED 2 1']);
  });

  it('lists in order and by selection', () => {
    const store = createStore();
    for (const [namespace, name, app] of [
      ['b', 'x', 'one'],
      ['a', 'y', 'two'],
      ['a', 'x', 'one'],
    ]) {
      const metadata = { namespace, name, labels: { app } };
      store.create(SCHEDULES, { metadata });
    }
    const keys = (selection = {}) =>
      store
        .list(SCHEDULES, selection)
        .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
    expect(keys()).toEqual(['a/x', 'a/y', 'b/x']);
    expect(keys({ namespace: 'a' })).toEqual(['a/x', 'a/y']);
    expect(keys({ labelSelector: 'app=one' })).toEqual(['a/x', 'b/x']);
    expect(keys({ fieldSelector: 'metadata.name=y' })).toEqual(['a/y']);
  });

  it('shows earlier states as far as its history reaches', () => {
    const store = createStore(3);
    const names = (revision: number) =>
      store
        .snapshotAt(SCHEDULES, revision)
        ?.map(({ metadata, spec }) => `${metadata.name} ${spec?.a}`);
    const add = (name: string) =>
      store.create(SCHEDULES, {
        metadata: { name, namespace: 'velero' },
        spec: { a: 1 },
      });
    add('a');
    add('b');
    const a = { name: 'a', namespace: 'velero' };
    store.patch(SCHEDULES, a, { patch: { spec: { a: 2 } } });
    store.delete(SCHEDULES, a);
    expect(names(4)).toEqual(['b 1']);
    expect(names(3)).toEqual(['a 2', 'b 1']);
    expect(names(2)).toEqual(['a 1', 'b 1']);
    expect(names(1)).toEqual(['a 1']);
    expect(names(0)).toBeUndefined();
    expect(store.eventsSince(2)).toHaveLength(2);
    store.compact();
    expect(store.eventsSince(3)).toBeUndefined();
    expect(store.eventsSince(4)).toEqual([]);
  });
});
