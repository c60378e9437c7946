import { once } from 'node:events';
import { kindDefinitionList } from '@velero-manager/backstage-plugin-velero-manager-common';
import { Agent } from 'undici';
import { groupResourceOf } from '../apiserver/ApiKind';
import { Beats } from './Beats';
import { Churn } from './Churn';
import { scaleKinds } from './kinds';
import { ScaleCluster, ScaleEvent } from './ScaleCluster';
import { ScaleKind } from './ScaleKind';
import { ScaleServer } from './ScaleServer';

const SIZE = {
  namespaces: 3,
  schedules: 4,
  backups: 25,
  claims: 5,
  copies: 7,
  syncObjects: 3,
};
const EPOCH = Date.parse('2026-11-20T03:00:00Z');
const BACKUPS = '/apis/velero.io/v1/backups';

type KubernetesObject = {
  metadata: { name: string; namespace?: string; resourceVersion: string };
};

const kindOf = (resource: string): ScaleKind =>
  scaleKinds.find(kind => kind.resource === resource)!;

const definitionOf = (resource: string) =>
  kindDefinitionList.find(one => groupResourceOf(one) === resource)!;

describe('scaleKinds', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it.each(scaleKinds.map(kind => [kind.resource, kind] as const))(
    'writes %s as our reader of the kind reads it, and another fact after a write',
    (resource, kind) => {
      const definition = definitionOf(resource);
      const cluster = ScaleCluster.create({
        name: 'prod-1',
        size: SIZE,
        epoch: EPOCH,
      });
      const indexes = [...cluster.indexes(kind)];
      const read = () =>
        indexes.map(index => {
          const object = JSON.parse(cluster.write(kind, index));
          const parsed = definition.parse(object);
          expect(parsed).toMatchObject({ ok: true });
          const { namespace = '', name } = object.metadata;
          expect({ namespace, name }).toEqual(cluster.keyOf(kind, index));
          return JSON.stringify(parsed);
        });
      // A fresh stamp is not what makes it another fact.
      jest.spyOn(Date, 'now').mockReturnValue(EPOCH);
      if (kind.beat) indexes.forEach(index => cluster.beat(kind, index));
      const before = read();
      expect(indexes.length).toBeGreaterThan(0);
      expect(new Set(before).size).toBe(indexes.length);
      indexes.forEach(index => cluster.modify(kind, index));
      const changed = read().filter((fact, i) => fact !== before[i]);
      expect(changed).toHaveLength(kind.churn ? indexes.length : 0);
    },
  );

  it('writes a backup of the size that real ones have', () => {
    const cluster = ScaleCluster.create({
      name: 'prod-1',
      size: SIZE,
      epoch: EPOCH,
    });
    const { length } = cluster.write(kindOf('backups.velero.io'), 0);
    expect(length).toBeGreaterThan(2000);
    expect(length).toBeLessThan(2800);
  });
});

describe('Beats', () => {
  /** What a heartbeat changes, beside the resourceVersion. */
  const STAMPS: Record<string, string[]> = {
    'backupstoragelocations.velero.io': ['status.lastValidationTime'],
    'kustomizations.kustomize.toolkit.fluxcd.io': [
      'status.history.0.lastReconciled',
      'status.history.0.totalReconciliations',
    ],
    'applications.argoproj.io': ['status.reconciledAt'],
  };
  const beating = scaleKinds.filter(({ beat }) => beat);
  const createClusters = () =>
    ['prod-1', 'prod-2'].map(name =>
      ScaleCluster.create({ name, size: SIZE, epoch: EPOCH }),
    );

  beforeEach(() => {
    jest.useFakeTimers({ now: EPOCH });
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it.each(beating.map(kind => [kind.resource, kind] as const))(
    'changes nothing of %s but the stamp, which was fresh before',
    (resource, kind) => {
      const [cluster] = createClusters();
      const { everySeconds } = kind.beat!;
      const [stamp] = STAMPS[resource];
      const read = (state?: ScaleEvent['state']) =>
        leavesOf(JSON.parse(cluster.write(kind, 0, state)));
      const readFact = () =>
        leavesOf(
          definitionOf(resource).parse(JSON.parse(cluster.write(kind, 0))),
        );
      const changed = (one: typeof before, other: typeof before) =>
        [...other.keys()].filter(path => one.get(path) !== other.get(path));

      const before = read();
      const factBefore = readFact();
      const age = EPOCH - Date.parse(`${before.get(stamp)}`);
      expect(age).toBeGreaterThan(0);
      expect(age).toBeLessThanOrEqual(everySeconds * 1000);

      jest.setSystemTime(EPOCH + 45_000);
      const beat = cluster.beat(kind, 0);
      const after = read();
      expect(after.get(stamp)).toBe('2026-11-20T03:00:45Z');
      expect([...after.keys()]).toEqual([...before.keys()]);
      expect(changed(before, after).sort()).toEqual([
        'metadata.resourceVersion',
        ...STAMPS[resource],
      ]);

      expect(changed(factBefore, readFact())).toHaveLength(1);

      cluster.modify(kind, 0);
      const later = read();
      jest.setSystemTime(EPOCH + 90_000);
      cluster.beat(kind, 0);
      expect(changed(later, read()).sort()).toEqual([
        'metadata.resourceVersion',
        ...STAMPS[resource],
      ]);
      // A watch that resumes is told of each write as it was.
      expect(read(beat.state)).toEqual(after);
    },
  );

  it('comes once to each object in its interval, at an even pace', () => {
    const clusters = createClusters();
    const seen: string[] = [];
    clusters.forEach(cluster =>
      cluster.subscribe(({ kind, index }) =>
        seen.push(`${kind.resource} ${cluster.name} ${index}`),
      ),
    );
    const beats = Beats.create(clusters);
    const during = (seconds: number, resource: string) => {
      seen.length = 0;
      jest.advanceTimersByTime(seconds * 1000);
      return seen.filter(one => one.startsWith(resource)).sort();
    };
    const all = (resource: string) =>
      clusters.flatMap(({ name }) =>
        [...clusters[0].indexes(kindOf(resource))].map(
          index => `${resource} ${name} ${index}`,
        ),
      );

    beats.start();
    for (const kind of beating) {
      const { resource } = kind;
      const { everySeconds } = kind.beat!;
      const { length } = all(resource);
      expect(during(everySeconds, resource)).toEqual(all(resource));
      for (let turn = 0; turn < length; turn += 1) {
        expect(during(everySeconds / length, resource)).toHaveLength(1);
      }
    }
    const { written } = beats;
    beats.stop();
    expect(during(3600, '')).toEqual([]);
    expect(beats.written).toBe(written);
    beats.start();
    expect(during(60, 'backupstoragelocations.velero.io')).toEqual(
      all('backupstoragelocations.velero.io'),
    );
    beats.stop();
  });
});

describe('ScaleServer', () => {
  let started: Awaited<ReturnType<typeof ScaleServer.start>>;
  let agent: Agent;

  beforeEach(async () => {
    started = await ScaleServer.start({
      clusters: ['prod-1', 'prod-2'],
      size: SIZE,
      epoch: EPOCH,
      watchList: true,
      bookmarkIntervalMs: 600,
    });
    agent = new Agent({ allowH2: true, connect: { ca: started.ca } });
  });

  afterEach(async () => {
    await agent.destroy();
    await started.server.stop();
  });

  const get = async (cluster: string, path: string) => {
    const url = new URL(`${started.baseUrl}${cluster}${path}`);
    const response = await agent.request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: 'GET',
    });
    return { status: response.statusCode, body: response.body };
  };
  const getJson = async (cluster: string, path: string) =>
    JSON.parse(await (await get(cluster, path)).body.text());

  /** All pages of a list. */
  const list = async (cluster: string, path: string, limit: number) => {
    const objects: KubernetesObject[] = [];
    let next = '';
    let revision = '';
    do {
      const page = await getJson(
        cluster,
        `${path}?limit=${limit}&continue=${next}`,
      );
      expect(page.items.length).toBeLessThanOrEqual(limit);
      objects.push(...page.items);
      revision ||= page.metadata.resourceVersion;
      next = page.metadata.continue ?? '';
    } while (next);
    return { objects, revision };
  };

  /** Follows a watch until a line fulfils a condition. */
  const watchUntil = async (
    path: string,
    isLast: (event: { type: string; object: KubernetesObject }) => boolean,
  ) => {
    const { body } = await get('prod-1', path);
    const events: { type: string; object: KubernetesObject }[] = [];
    let text = '';
    for await (const chunk of body) {
      text += chunk;
      const lines = text.split('\n');
      text = lines.pop() ?? '';
      events.push(...lines.map(line => JSON.parse(line)));
      if (events.some(isLast)) break;
    }
    return events;
  };

  const clusterOf = (name: string) =>
    started.server.clusters.find(one => one.name === name)!;

  it('lists each object once in pages, and those of one namespace', async () => {
    const { objects } = await list('prod-1', BACKUPS, 10);
    expect(new Set(objects.map(({ metadata }) => metadata.name)).size).toBe(25);
    const pods = await list('prod-2', '/api/v1/namespaces/shop-1/pods', 10);
    expect(pods.objects.map(({ metadata }) => metadata.name)).toEqual([
      'web-1',
      'web-4',
    ]);
  });

  it('discovers its kinds and refuses all others', async () => {
    const { resources } = await getJson('prod-1', '/apis/velero.io/v1');
    expect(resources.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(['backups', 'schedules']),
    );
    expect((await get('prod-1', '/apis/cert.io/v1/issuers')).status).toBe(404);
    expect((await get('prod-9', BACKUPS)).status).toBe(404);
  });

  it('tells a watch that resumes what a later list would show', async () => {
    const { objects, revision } = await list('prod-1', BACKUPS, 10);
    const known = new Map(objects.map(one => [one.metadata.name, one]));
    const churn = Churn.create({
      clusters: [clusterOf('prod-1')],
      seed: 7,
      onWrite: () => {},
    });
    for (let i = 0; i < 300; i += 1) churn.writeOnce();
    const { revision: newest } = clusterOf('prod-1');
    const events = await watchUntil(
      `${BACKUPS}?watch=1&allowWatchBookmarks=true&resourceVersion=${revision}`,
      ({ type, object }) =>
        type === 'BOOKMARK' &&
        Number(object.metadata.resourceVersion) === newest,
    );
    for (const { type, object } of events) {
      if (type === 'DELETED') known.delete(object.metadata.name);
      else if (type !== 'BOOKMARK') known.set(object.metadata.name, object);
    }
    const later = await list('prod-1', BACKUPS, 10);
    expect(later.objects.length).not.toBe(25);
    expect([...known.values()].sort(byName)).toEqual(
      later.objects.sort(byName),
    );
    expect((await list('prod-2', BACKUPS, 10)).objects).toHaveLength(25);
  });

  it('begins a watch with all objects where that is asked for', async () => {
    const events = await watchUntil(
      `${BACKUPS}?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan`,
      ({ type }) => type === 'BOOKMARK',
    );
    expect(events.map(({ type }) => type)).toEqual([
      ...Array(25).fill('ADDED'),
      'BOOKMARK',
    ]);
    expect(events.at(-1)?.object.metadata).toMatchObject({
      annotations: { 'k8s.io/initial-events-end': 'true' },
    });
  });

  it('fails in one cluster alone as it is told', async () => {
    started.server
      .faultsOf('prod-1')
      .set({ type: 'status', code: 503, resource: 'backups.velero.io' });
    expect((await get('prod-1', BACKUPS)).status).toBe(503);
    expect((await get('prod-1', '/api/v1/pods')).status).toBe(200);
    expect((await get('prod-2', BACKUPS)).status).toBe(200);
    started.server.faultsOf('prod-1').clear();
    const watch = await get(
      'prod-1',
      `${BACKUPS}?watch=1&resourceVersion=1000`,
    );
    started.server.faultsOf('prod-1').set({ type: 'expired' });
    expect(JSON.parse(await watch.body.text())).toMatchObject({
      type: 'ERROR',
      object: { code: 410 },
    });
    const cut = await get('prod-2', `${BACKUPS}?watch=1&resourceVersion=1000`);
    const broken = once(cut.body, 'error');
    cut.body.resume();
    started.server.faultsOf('prod-2').set({ type: 'cut' });
    await broken;
    expect(started.server.counts()).toMatchObject({ openWatches: 0 });
  });
});

function byName(one: KubernetesObject, other: KubernetesObject): number {
  return one.metadata.name < other.metadata.name ? -1 : 1;
}

/** All values within an object, by their paths. */
function leavesOf(value: object, path: string[] = []): Map<string, unknown> {
  return new Map(
    Object.entries(value).flatMap(([name, one]) =>
      one !== null && typeof one === 'object'
        ? [...leavesOf(one, [...path, name])]
        : [[[...path, name].join('.'), one] as const],
    ),
  );
}
