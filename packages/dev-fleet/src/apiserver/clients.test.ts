import {
  CoreV1Api,
  CustomObjectsApi,
  KubeConfig,
  setHeaderOptions,
  PatchStrategy,
  VersionApi,
  Watch,
} from '@kubernetes/client-node';
import { Agent, fetch as undiciFetch, request } from 'undici';
import { ApiServer } from './ApiServer';
import { createAuthority } from './certificates';
import { veleroKinds } from './kinds/veleroKinds';
import { coreKinds } from './kinds/coreKinds';

const place = {
  group: 'velero.io',
  version: 'v1',
  namespace: 'velero',
  plural: 'schedules',
};

describe('clients that nobody here wrote', () => {
  let server: ApiServer;

  beforeAll(async () => {
    server = await ApiServer.start({ name: 'prod-01', tokens: 'secret' });
    server.store.create('namespaces', { metadata: { name: 'velero' } });
  });

  afterAll(() => server.stop());

  function kubeConfig(target = server) {
    const config = new KubeConfig();
    config.loadFromString(target.kubeconfig());
    return config;
  }

  describe('@kubernetes/client-node', () => {
    it('lists, creates, patches, reads and deletes', async () => {
      const config = kubeConfig();
      const version = await config.makeApiClient(VersionApi).getCode();
      expect(version.gitVersion).toBe('v1.33.5');
      const core = config.makeApiClient(CoreV1Api);
      await core.createNamespacedConfigMap({
        namespace: 'velero',
        body: { metadata: { name: 'cm' }, data: { a: '1' } },
      });
      const maps = await core.listNamespacedConfigMap({ namespace: 'velero' });
      expect(maps.items.map(item => item.data)).toEqual([{ a: '1' }]);
      const patched = await core.patchNamespacedConfigMap(
        { name: 'cm', namespace: 'velero', body: { data: { b: '2' } } },
        setHeaderOptions('Content-Type', PatchStrategy.StrategicMergePatch),
      );
      expect(patched.data).toEqual({ a: '1', b: '2' });
      const deleted = await core.deleteNamespacedConfigMap({
        name: 'cm',
        namespace: 'velero',
      });
      expect(deleted.status).toBe('Success');
      const gone = core.readNamespacedConfigMap({
        name: 'cm',
        namespace: 'velero',
      });
      await expect(gone).rejects.toMatchObject({ code: 404 });
    });

    it('watches custom objects', async () => {
      const config = kubeConfig();
      const custom = config.makeApiClient(CustomObjectsApi);
      const seen: string[] = [];
      let finish: (error?: unknown) => void = () => {};
      const done = new Promise<void>((resolve, reject) => {
        finish = error => (error ? reject(error) : resolve());
      });
      const abort = await new Watch(config).watch(
        '/apis/velero.io/v1/namespaces/velero/schedules',
        { allowWatchBookmarks: true },
        (type, object) => {
          seen.push(`${type} ${object.metadata.name} ${object.spec.paused}`);
          if (type === 'DELETED') finish();
        },
        finish,
      );
      await custom.createNamespacedCustomObject({
        ...place,
        body: { metadata: { name: 'daily' }, spec: { schedule: '@daily' } },
      });
      await custom.patchNamespacedCustomObject(
        { ...place, name: 'daily', body: { spec: { paused: true } } },
        setHeaderOptions('Content-Type', PatchStrategy.MergePatch),
      );
      await custom.deleteNamespacedCustomObject({ ...place, name: 'daily' });
      await done;
      abort.abort();
      expect(seen).toEqual([
        'ADDED daily undefined',
        'MODIFIED daily true',
        'DELETED daily true',
      ]);
    });

    it('is refused with a wrong token', async () => {
      const config = kubeConfig();
      const [user] = config.users;
      config.users = [{ ...user, token: 'wrong' }];
      const core = config.makeApiClient(CoreV1Api);
      await expect(core.listNamespace()).rejects.toMatchObject({ code: 401 });
    });
  });

  describe('undici over HTTP/2', () => {
    it('reads, watches and is cut over one connection', async () => {
      const dispatcher = new Agent({
        allowH2: true,
        connect: { ca: server.caCertificate },
      });
      const headers = { authorization: 'Bearer secret' };
      const path = '/apis/velero.io/v1/namespaces/velero/schedules';
      const url = `${server.url}${path}`;
      const list = await request(url, { dispatcher, headers });
      expect(await list.body.json()).toMatchObject({ kind: 'ScheduleList' });
      // HTTP/2 knows no status text and no connection header.
      expect(list.headers).not.toHaveProperty('connection');
      const watch = await request(`${url}?watch=true`, { dispatcher, headers });
      const name = 'h2';
      const created = await request(url, {
        method: 'POST',
        dispatcher,
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ metadata: { name } }),
      });
      expect(created.statusCode).toBe(201);
      const chunks = watch.body[Symbol.asyncIterator]();
      const first = await chunks.next();
      expect(JSON.parse(String(first.value)).object.metadata.name).toBe(name);
      server.faults.set({ type: 'cut', resource: 'schedules.velero.io' });
      await expect(chunks.next()).rejects.toThrow();
      const again = await request(url, { dispatcher, headers });
      expect(again.statusCode).toBe(200);
      await again.body.dump();
      await dispatcher.destroy();
    });

    it('serves HTTP/1.1 on the same port', async () => {
      const dispatcher = new Agent({
        allowH2: false,
        connect: { ca: server.caCertificate },
      });
      const { statusCode, headers, body } = await request(
        `${server.url}/readyz`,
        { dispatcher },
      );
      expect(statusCode).toBe(200);
      expect(headers).toHaveProperty('connection');
      expect(await body.text()).toBe('ok');
      await dispatcher.destroy();
    });

    it('is not trusted without its authority', async () => {
      await expect(undiciFetch(`${server.url}/readyz`)).rejects.toThrow();
    });
  });

  it('several servers share an authority and keep apart', async () => {
    const tls = await createAuthority();
    const kinds = [...coreKinds, ...veleroKinds];
    const [one, two] = await Promise.all(
      ['one', 'two'].map(name =>
        ApiServer.start({ name, tls, kinds, tokens: `token-${name}` }),
      ),
    );
    one.store.create('namespaces', { metadata: { name: 'only-here' } });
    const dispatcher = new Agent({ connect: { ca: tls.cert } });
    const read = (target: ApiServer, token: string) =>
      request(`${target.url}/api/v1/namespaces/only-here`, {
        dispatcher,
        headers: { authorization: `Bearer ${token}` },
      }).then(async ({ statusCode, body }) => {
        await body.dump();
        return statusCode;
      });
    expect(await read(one, 'token-one')).toBe(200);
    expect(await read(two, 'token-two')).toBe(404);
    expect(await read(two, 'token-one')).toBe(401);
    await dispatcher.destroy();
    await Promise.all([one.stop(), two.stop()]);
  });

  it('keeps its port and objects over a stop', async () => {
    const other = await ApiServer.start({ name: 'x', tls: false });
    const { url } = other;
    await other.stop();
    await expect(fetch(`${url}/readyz`)).rejects.toThrow();
    await other.listen();
    expect(other.url).toBe(url);
    const response = await fetch(`${url}/api/v1/namespaces/default`);
    expect(response.status).toBe(200);
    await other.stop();
  });
});
