import {
  ALL_SCHEDULES,
  SCHEDULES,
  TestCluster,
} from './__fixtures__/TestCluster';

const CLUSTERS = '/apis/postgresql.cnpg.io/v1/namespaces/velero/clusters';
const CONFIG_MAPS = '/api/v1/namespaces/velero/configmaps';
const MERGE = 'application/merge-patch+json';
const APPLY = 'application/apply-patch+yaml';
const AGGREGATED =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json';

describe('HTTP', () => {
  let cluster: TestCluster;
  let now: Date;

  beforeEach(async () => {
    now = new Date('2026-03-01T00:00:00Z');
    cluster = await TestCluster.start({ now: () => now });
  });

  afterEach(() => cluster.server.stop());

  const schedule = (name: string, fields = {}) => ({
    apiVersion: 'velero.io/v1',
    kind: 'Schedule',
    metadata: { name },
    spec: { schedule: '@daily' },
    ...fields,
  });

  describe('discovery', () => {
    it.each([
      ['/healthz', 'ok'],
      ['/readyz', 'ok'],
      ['/livez', 'ok'],
      ['/version', expect.objectContaining({ major: '1', minor: '33' })],
      ['/api', { kind: 'APIVersions', versions: ['v1'] }],
      [
        '/apis',
        expect.objectContaining({
          kind: 'APIGroupList',
          groups: expect.arrayContaining([
            {
              name: 'velero.io',
              versions: [
                { groupVersion: 'velero.io/v1', version: 'v1' },
                { groupVersion: 'velero.io/v2alpha1', version: 'v2alpha1' },
              ],
              preferredVersion: { groupVersion: 'velero.io/v1', version: 'v1' },
            },
          ]),
        }),
      ],
      [
        '/apis/velero.io',
        expect.objectContaining({ kind: 'APIGroup', name: 'velero.io' }),
      ],
      [
        '/apis/velero.io/v2alpha1',
        expect.objectContaining({
          groupVersion: 'velero.io/v2alpha1',
          resources: [
            expect.objectContaining({ name: 'datadownloads' }),
            expect.objectContaining({
              name: 'datauploads',
              shortNames: ['du'],
              namespaced: true,
              kind: 'DataUpload',
            }),
          ],
        }),
      ],
    ])('%s', async (path, expected) => {
      const { code, body } = await cluster.get(path);
      expect(code).toBe(200);
      expect(body).toEqual(expected);
    });

    it.each(['/apis/velero.io/v9', '/apis/nope', '/x', `${ALL_SCHEDULES}x`])(
      'does not find %s',
      async path => {
        const { code, body } = await cluster.get(path);
        expect([code, body]).toEqual([404, '404 page not found\n']);
      },
    );

    it('lists all in one answer when asked for the aggregated form', async () => {
      const { body, headers } = await cluster.get('/apis', {
        accept: AGGREGATED,
      });
      expect(headers.get('content-type')).toContain('as=APIGroupDiscoveryList');
      const cnpg = body.items.find(
        (item: { metadata: { name: string } }) =>
          item.metadata.name === 'postgresql.cnpg.io',
      );
      expect(cnpg.versions[0].resources[1]).toMatchObject({
        resource: 'clusters',
        scope: 'Namespaced',
        subresources: [{ subresource: 'status' }],
      });
      const core = await cluster.get('/api', { accept: AGGREGATED });
      expect(core.body.items).toHaveLength(1);
    });

    it('tells kubectl that fields can be validated', async () => {
      const index = await cluster.get('/openapi/v3');
      const { serverRelativeURL } = index.body.paths['apis/velero.io/v1'];
      const { body } = await cluster.get(serverRelativeURL);
      const path = '/apis/velero.io/v1/namespaces/{namespace}/schedules/{name}';
      expect(body.paths[path].patch.parameters[0].name).toBe('fieldValidation');
    });
  });

  describe('lists', () => {
    beforeEach(() => {
      for (const name of ['a', 'b', 'c', 'd', 'e']) {
        const labels = { half: name < 'c' ? 'first' : 'second' };
        cluster.addSchedule(name, { labels });
      }
    });

    const names = (body: { items: Array<{ metadata: { name: string } }> }) =>
      body.items.map(({ metadata }) => metadata.name).join('');

    it.each([
      ['', 'abcde'],
      ['?labelSelector=half%3Dfirst', 'ab'],
      ['?labelSelector=half+notin+(first)', 'cde'],
      ['?fieldSelector=metadata.name%3Dc', 'c'],
      ['?resourceVersion=0', 'abcde'],
      ['?resourceVersion=0&limit=2', 'abcde'],
      ['?resourceVersion=1&resourceVersionMatch=NotOlderThan', 'abcde'],
    ])('%s', async (query, expected) => {
      const { body } = await cluster.get(`${ALL_SCHEDULES}${query}`);
      expect(names(body)).toBe(expected);
      expect(body).toMatchObject({
        kind: 'ScheduleList',
        apiVersion: 'velero.io/v1',
        metadata: { resourceVersion: cluster.server.store.resourceVersion },
      });
    });

    it('shows an exact earlier state', async () => {
      const { resourceVersion } = cluster.server.store;
      cluster.addSchedule('f');
      const query = `resourceVersion=${resourceVersion}&resourceVersionMatch=Exact`;
      const { body } = await cluster.get(`${ALL_SCHEDULES}?${query}`);
      expect(names(body)).toBe('abcde');
      expect(body.metadata.resourceVersion).toBe(resourceVersion);
    });

    it('pages show the state of the first page', async () => {
      const first = await cluster.get(`${SCHEDULES}?limit=2`);
      expect(names(first.body)).toBe('ab');
      const { metadata } = first.body;
      expect(metadata.remainingItemCount).toBe(3);
      cluster.addSchedule('bb');
      const key = { name: 'd', namespace: 'velero' };
      cluster.server.store.delete('schedules.velero.io', key);
      const next = encodeURIComponent(metadata.continue);
      const second = await cluster.get(`${SCHEDULES}?limit=2&continue=${next}`);
      expect(names(second.body)).toBe('cd');
      expect(second.body.metadata.resourceVersion).toBe(
        metadata.resourceVersion,
      );
      const last = encodeURIComponent(second.body.metadata.continue);
      const third = await cluster.get(`${SCHEDULES}?limit=2&continue=${last}`);
      expect(names(third.body)).toBe('e');
      expect(third.body.metadata.continue).toBeUndefined();
    });

    it('leaves the remaining count out when a selector is given', async () => {
      const query = 'limit=1&labelSelector=half%3Dfirst';
      const { body } = await cluster.get(`${SCHEDULES}?${query}`);
      expect(body.metadata.continue).toEqual(expect.any(String));
      expect(body.metadata).not.toHaveProperty('remainingItemCount');
    });

    it.each([
      ['time', () => (now = new Date('2026-03-01T00:06:00Z'))],
      ['compaction', () => cluster.server.store.compact()],
    ])(
      'pages expire by %s and can be read on inconsistently',
      async (by, pass) => {
        const { body } = await cluster.get(`${SCHEDULES}?limit=4`);
        const token = encodeURIComponent(body.metadata.continue);
        cluster.addSchedule('dd');
        pass();
        const late = await cluster.get(
          `${SCHEDULES}?limit=4&continue=${token}`,
        );
        expect([by, late.code, late.body.reason]).toEqual([by, 410, 'Expired']);
        const again = encodeURIComponent(late.body.metadata.continue);
        const rest = await cluster.get(`${SCHEDULES}?continue=${again}`);
        expect(names(rest.body)).toBe('dde');
      },
    );

    it.each([
      ['resourceVersion=99999', 504, 'Timeout'],
      ['resourceVersion=x', 400, 'BadRequest'],
      ['continue=nonsense', 400, 'BadRequest'],
      ['labelSelector=a+b', 400, 'BadRequest'],
      ['fieldSelector=status.phase%3Dx', 400, 'BadRequest'],
      ['resourceVersionMatch=Exact', 422, 'Invalid'],
      ['resourceVersion=0&resourceVersionMatch=Exact', 422, 'Invalid'],
      ['resourceVersion=1&resourceVersionMatch=Nearly', 422, 'Invalid'],
      ['sendInitialEvents=true', 422, 'Invalid'],
    ])('refuses %s', async (query, code, reason) => {
      const answer = await cluster.get(`${SCHEDULES}?${query}`);
      expect(answer.code).toBe(code);
      expect(answer.body).toMatchObject({
        kind: 'Status',
        apiVersion: 'v1',
        status: 'Failure',
        reason,
        code,
        message: expect.any(String),
      });
    });

    it('selects pods by phase', async () => {
      const { store } = cluster.server;
      const metadata = { name: 'p', namespace: 'velero' };
      store.create('pods', { metadata, status: { phase: 'Running' } });
      const path = '/api/v1/pods?fieldSelector=status.phase%3D';
      expect((await cluster.get(`${path}Running`)).body.items).toHaveLength(1);
      expect((await cluster.get(`${path}Failed`)).body.items).toHaveLength(0);
    });

    it('draws a table, or metadata only', async () => {
      const table = await cluster.get(SCHEDULES, {
        accept: 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json',
      });
      expect(table.body).toMatchObject({
        kind: 'Table',
        metadata: { resourceVersion: expect.any(String) },
      });
      expect(table.body.rows[0].cells).toEqual([
        'a',
        null,
        '0 1 * * *',
        null,
        '0s',
        null,
      ]);
      const partial = await cluster.get(`${SCHEDULES}/a`, {
        accept: 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1',
      });
      expect(partial.body.kind).toBe('PartialObjectMetadata');
      expect(partial.body.spec).toBeUndefined();
      const proto = 'application/vnd.kubernetes.protobuf';
      expect((await cluster.get(SCHEDULES, { accept: proto })).code).toBe(406);
    });
  });

  it('compresses long answers when asked', async () => {
    cluster.addSchedule('big', { spec: { text: 'x'.repeat(200_000) } });
    const headers = { 'accept-encoding': 'gzip' };
    const answer = await cluster.get(`${SCHEDULES}/big`, headers);
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect(answer.body.spec.text).toHaveLength(200_000);
  });

  describe('writes', () => {
    it('creates, reads, replaces, deletes', async () => {
      const created = await cluster.call('POST', SCHEDULES, {
        body: schedule('daily', { status: { phase: 'Enabled' } }),
      });
      expect(created.code).toBe(201);
      expect(created.body).toMatchObject({
        metadata: {
          name: 'daily',
          namespace: 'velero',
          generation: 1,
          creationTimestamp: '2026-03-01T00:00:00Z',
          managedFields: [{ manager: 'node', operation: 'Update' }],
        },
        status: { phase: 'Enabled' },
      });
      const path = `${SCHEDULES}/daily`;
      expect((await cluster.get(path)).body).toEqual(created.body);
      const body = { ...created.body, spec: { schedule: '@hourly' } };
      const replaced = await cluster.call('PUT', path, { body });
      expect(replaced.body.metadata.generation).toBe(2);
      const stale = await cluster.call('PUT', path, { body });
      expect(stale.body).toMatchObject({
        code: 409,
        reason: 'Conflict',
        message:
          'Operation cannot be fulfilled on schedules.velero.io "daily": the object has been modified; please apply your changes to the latest version and try again',
      });
      const deleted = await cluster.call('DELETE', path);
      expect(deleted.body).toMatchObject({
        kind: 'Status',
        status: 'Success',
        details: { name: 'daily', group: 'velero.io', kind: 'schedules' },
      });
      expect((await cluster.get(path)).body).toEqual({
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Failure',
        message: 'schedules.velero.io "daily" not found',
        reason: 'NotFound',
        details: { name: 'daily', group: 'velero.io', kind: 'schedules' },
        code: 404,
      });
    });

    it('takes YAML', async () => {
      const body = 'metadata: {name: daily}\nspec: {schedule: "@daily"}\n';
      const type = 'application/yaml';
      const { code } = await cluster.call('POST', SCHEDULES, { body, type });
      expect(code).toBe(201);
    });

    it('keeps the status apart where it is a resource of its own', async () => {
      const body = { metadata: { name: 'db' }, spec: { instances: 1 } };
      const status = { phase: 'Healthy' };
      await cluster.call('POST', CLUSTERS, { body: { ...body, status } });
      const stored = (await cluster.get(`${CLUSTERS}/db/status`)).body;
      expect(stored.status).toBeUndefined();
      const patched = await cluster.call('PATCH', `${CLUSTERS}/db/status`, {
        body: { status, spec: { instances: 9 } },
        type: MERGE,
      });
      expect(patched.body).toMatchObject({ spec: { instances: 1 }, status });
      const none = await cluster.get(`${SCHEDULES}/daily/status`);
      expect(none.code).toBe(404);
    });

    it.each([
      ['POST', SCHEDULES, { ...schedule('a'), kind: 'Backup' }, 400],
      ['POST', SCHEDULES, { ...schedule('a'), apiVersion: 'v1' }, 400],
      ['POST', SCHEDULES, 'not json', 400],
      ['POST', SCHEDULES, '[]', 400],
      ['POST', SCHEDULES, schedule(''), 422],
      ['POST', SCHEDULES, schedule('Bad_Name'), 422],
      ['POST', SCHEDULES, schedule('taken'), 409],
      [
        'POST',
        SCHEDULES,
        schedule('a', { metadata: { name: 'a', namespace: 'other' } }),
        400,
      ],
      [
        'POST',
        SCHEDULES,
        schedule('a', { metadata: { name: 'a', labels: { n: 1 } } }),
        400,
      ],
      ['POST', SCHEDULES.replace('velero/', 'nowhere/'), schedule('a'), 404],
      ['POST', ALL_SCHEDULES, schedule('a'), 405],
      ['PUT', SCHEDULES, schedule('taken'), 405],
      ['PUT', `${SCHEDULES}/taken`, schedule('taken'), 422],
      ['PUT', `${SCHEDULES}/taken`, schedule('other'), 400],
      ['PUT', `${SCHEDULES}/nobody`, schedule('nobody'), 404],
      ['DELETE', `${SCHEDULES}/nobody`, undefined, 404],
      ['POST', `${SCHEDULES}?dryRun=Some`, schedule('a'), 400],
      ['POST', SCHEDULES, `"${'x'.repeat(3 * 1024 * 1024)}"`, 413],
      ['POST', '/version', schedule('a'), 405],
    ])('%s %s is refused (case %#)', async (method, path, body, code) => {
      cluster.addSchedule('taken');
      const answer = await cluster.call(method, path, { body });
      expect(answer.body).toMatchObject({ kind: 'Status', code });
      expect(answer.code).toBe(code);
      expect(cluster.server.store.list('schedules.velero.io')).toHaveLength(1);
    });

    it.each([
      ['merge', MERGE, { spec: { paused: true } }],
      [
        'JSON',
        'application/json-patch+json',
        [{ op: 'add', path: '/spec/paused', value: true }],
      ],
      ['apply', `${APPLY}`, { spec: { paused: true } }],
    ])('patches by %s patch', async (_, type, body) => {
      cluster.addSchedule('daily');
      const path = `${SCHEDULES}/daily?fieldManager=tester`;
      const { code, body: patched } = await cluster.call('PATCH', path, {
        body,
        type,
      });
      expect(code).toBe(200);
      expect(patched.spec).toEqual({ schedule: '0 1 * * *', paused: true });
      expect(patched.metadata.managedFields[0].manager).toBe('tester');
    });

    it('takes strategic merge patches for built-in kinds only', async () => {
      const type = 'application/strategic-merge-patch+json';
      const body = { data: { b: '2' } };
      await cluster.call('POST', CONFIG_MAPS, {
        body: { metadata: { name: 'cm' }, data: { a: '1' } },
      });
      const path = `${CONFIG_MAPS}/cm`;
      const patched = await cluster.call('PATCH', path, { body, type });
      expect(patched.body.data).toEqual({ a: '1', b: '2' });
      cluster.addSchedule('daily');
      const refused = await cluster.call('PATCH', `${SCHEDULES}/daily`, {
        body,
        type,
      });
      expect(refused.body).toMatchObject({
        code: 415,
        reason: 'UnsupportedMediaType',
      });
    });

    it('refuses a patch made for an older version', async () => {
      cluster.addSchedule('daily');
      const body = { metadata: { resourceVersion: '1' }, spec: { a: 1 } };
      const path = `${SCHEDULES}/daily`;
      const { code } = await cluster.call('PATCH', path, { body, type: MERGE });
      expect(code).toBe(409);
    });

    it('applies: creates, then removes what is left out', async () => {
      const path = `${SCHEDULES}/daily?fieldManager=flux&force=true`;
      const apply = (spec: object) =>
        cluster.call('PATCH', path, {
          body: schedule('daily', { spec }),
          type: APPLY,
        });
      expect((await apply({ a: 1, b: 1 })).code).toBe(201);
      const second = await apply({ a: 1 });
      expect([second.code, second.body.spec]).toEqual([200, { a: 1 }]);
      const third = await apply({ a: 1 });
      expect(third.body).toEqual(second.body);
      const nobody = await cluster.call('PATCH', `${SCHEDULES}/daily`, {
        body: schedule('daily'),
        type: APPLY,
      });
      expect(nobody.code).toBe(422);
    });

    it('deletes a collection by selector, and only dry when asked', async () => {
      cluster.addSchedule('a', { labels: { old: 'yes' } });
      cluster.addSchedule('b');
      const path = `${SCHEDULES}?labelSelector=old`;
      await cluster.call('DELETE', `${path}&dryRun=All`);
      expect((await cluster.get(SCHEDULES)).body.items).toHaveLength(2);
      await cluster.call('DELETE', path);
      const { items } = (await cluster.get(SCHEDULES)).body;
      expect(items).toHaveLength(1);
    });

    it('checks the preconditions of a delete', async () => {
      cluster.addSchedule('a');
      const body = { preconditions: { uid: 'another' } };
      const answer = await cluster.call('DELETE', `${SCHEDULES}/a`, { body });
      expect(answer.code).toBe(409);
    });

    it('marks objects with finalizers', async () => {
      const metadata = { name: 'a', finalizers: ['velero.io/hold'] };
      await cluster.call('POST', SCHEDULES, {
        body: schedule('a', { metadata }),
      });
      const { body } = await cluster.call('DELETE', `${SCHEDULES}/a`);
      expect(body.metadata.deletionTimestamp).toBe('2026-03-01T00:00:00Z');
    });

    it('empties a namespace that is deleted', async () => {
      cluster.addSchedule('a');
      await cluster.call('DELETE', '/api/v1/namespaces/velero');
      expect((await cluster.get(ALL_SCHEDULES)).body.items).toEqual([]);
    });
  });

  it('serves kinds for as long as their definition is there', async () => {
    const crds = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
    const own = (await cluster.get(`${crds}/schedules.velero.io`)).body;
    expect(own.spec.names.kind).toBe('Schedule');
    const widgets = '/apis/example.com/v1/namespaces/velero/widgets';
    const schema = {
      type: 'object',
      properties: { spec: { properties: { size: { default: 3 } } } },
    };
    const body = {
      metadata: { name: 'widgets.example.com' },
      spec: {
        group: 'example.com',
        scope: 'Namespaced',
        names: { plural: 'widgets', kind: 'Widget' },
        versions: [
          {
            name: 'v1',
            served: true,
            storage: true,
            schema: { openAPIV3Schema: schema },
          },
        ],
      },
    };
    const bad = { ...body, metadata: { name: 'wrong' } };
    expect((await cluster.call('POST', crds, { body: bad })).code).toBe(422);
    expect((await cluster.get(widgets)).code).toBe(404);
    await cluster.call('POST', crds, { body });
    const widget = { metadata: { name: 'w' }, spec: { typo: 1 } };
    const strict = `${widgets}?fieldValidation=Strict`;
    const refused = await cluster.call('POST', strict, { body: widget });
    expect(refused.body.message).toContain('unknown field "spec.typo"');
    const made = await cluster.call('POST', widgets, { body: widget });
    expect(made.body.spec).toEqual({ size: 3 });
    const watch = await cluster.watch(`${widgets}?watch=true`);
    expect(await watch.events(1)).toEqual(['ADDED w']);
    await cluster.call('DELETE', `${crds}/widgets.example.com`);
    expect(await watch.events(2)).toEqual(['DELETED w', 'end']);
    expect((await cluster.get(widgets)).code).toBe(404);
    expect((await cluster.get('/apis/example.com')).code).toBe(404);
  });
});
