import {
  application,
  APPS,
  scheduleYaml,
  statusOf,
  TestFleet,
  veleroObject,
} from '../__fixtures__/TestFleet';
import { TestRepository } from '../__fixtures__/TestRepository';
import { GitOpsCluster } from '../cluster/GitOpsCluster';

const KUSTOMIZATION = 'resources: [daily.yaml]\n';

describe('ArgoCdServer', () => {
  let repository: TestRepository;
  let fleet: TestFleet;
  let cluster: GitOpsCluster;

  beforeEach(async () => {
    repository = await TestRepository.create({
      'leaf/kustomization.yaml': KUSTOMIZATION,
      'leaf/daily.yaml': scheduleYaml('daily'),
    });
    fleet = new TestFleet(repository);
    cluster = fleet.add('one', { gitops: 'argocd' });
  });
  afterEach(() => repository.remove());

  const create = (...args: Parameters<typeof application>) =>
    cluster.store.create(APPS, application(...args));
  const edit = (cron: string) =>
    cluster.store.patch(
      'schedules.velero.io',
      { namespace: 'velero', name: 'daily' },
      { patch: { spec: { schedule: cron } } },
    );
  const daily = () => veleroObject(cluster, 'schedules', 'daily');

  it('applies what stands in Git and says so', async () => {
    const revision = await repository.git('rev-parse', 'main');
    create('shop');
    await fleet.run();
    expect(daily()).toMatchObject({
      metadata: {
        annotations: {
          'argocd.argoproj.io/tracking-id':
            'shop:velero.io/Schedule:velero/daily',
        },
      },
      spec: { schedule: '0 1 * * *' },
    });
    expect(statusOf(cluster, 'shop')).toEqual({
      sync: 'Synced',
      revision,
      health: 'Healthy',
      conditions: undefined,
      phase: 'Succeeded',
      message: 'successfully synced (all tasks run)',
      history: [
        expect.objectContaining({
          id: 0,
          revision,
          deployedAt: '2026-11-20T10:00:01Z',
        }),
      ],
      resources: [
        {
          group: 'velero.io',
          version: 'v1',
          kind: 'Schedule',
          namespace: 'velero',
          name: 'daily',
          status: 'Synced',
        },
      ],
      reconciledAt: '2026-11-20T10:00:01Z',
    });
  });

  it('follows a merge, and says every two minutes that it has looked', async () => {
    create('shop');
    await fleet.run();
    const merged = await repository.commit({
      'leaf/daily.yaml': scheduleYaml('daily', { cron: '0 2 * * *' }),
    });
    await fleet.run();
    expect(daily()?.spec?.schedule).toBe('0 2 * * *');
    expect(statusOf(cluster, 'shop')).toMatchObject({
      sync: 'Synced',
      revision: merged,
      reconciledAt: '2026-11-20T10:00:02Z',
      history: [{ id: 0 }, { id: 1, revision: merged }],
    });
    const { resourceVersion } = cluster.store;
    await fleet.run(119);
    expect(cluster.store.resourceVersion).toBe(resourceVersion);
    await fleet.run();
    expect(statusOf(cluster, 'shop').reconciledAt).toBe('2026-11-20T10:02:02Z');
  });

  it('shows a hand edit and leaves it', async () => {
    create('shop');
    await fleet.run();
    edit('0 9 * * *');
    await fleet.run(30);
    expect(daily()?.spec?.schedule).toBe('0 9 * * *');
    expect(statusOf(cluster, 'shop')).toMatchObject({
      sync: 'OutOfSync',
      phase: 'Succeeded',
      resources: [{ name: 'daily', status: 'OutOfSync' }],
    });
  });

  it('heals a hand edit where it is told to, after a moment', async () => {
    create('shop', { syncPolicy: { automated: { selfHeal: true } } });
    await fleet.run();
    edit('0 9 * * *');
    await fleet.run();
    expect(statusOf(cluster, 'shop').sync).toBe('OutOfSync');
    await fleet.run(5);
    expect(daily()?.spec?.schedule).toBe('0 1 * * *');
    expect(statusOf(cluster, 'shop')).toMatchObject({
      sync: 'Synced',
      history: [{ id: 0 }],
    });
  });

  it('does not mind what others add', async () => {
    create('shop', { syncPolicy: { automated: { selfHeal: true } } });
    await fleet.run();
    cluster.store.patch(
      'schedules.velero.io',
      { namespace: 'velero', name: 'daily' },
      {
        patch: {
          metadata: { labels: { added: 'yes' } },
          status: { phase: 'Enabled' },
        },
      },
    );
    await fleet.run(10);
    expect(statusOf(cluster, 'shop').sync).toBe('Synced');
    expect(daily()).toMatchObject({
      metadata: { labels: { added: 'yes' } },
      status: { phase: 'Enabled' },
    });
  });

  it('syncs by hand only where it is not automated', async () => {
    create('shop', { syncPolicy: { automated: { enabled: false } } });
    await fleet.run();
    expect(daily()).toBeUndefined();
    expect(statusOf(cluster, 'shop')).toMatchObject({
      sync: 'OutOfSync',
      health: 'Missing',
      phase: undefined,
    });
    const operation = { initiatedBy: { username: 'admin' }, sync: {} };
    cluster.store.patch(
      APPS,
      { namespace: 'argocd', name: 'shop' },
      { patch: { operation } },
    );
    await fleet.run();
    expect(statusOf(cluster, 'shop').sync).toBe('Synced');
    const [app] = cluster.store.list(APPS);
    expect(app.operation).toBeUndefined();
    expect(app.status?.operationState).toMatchObject({
      operation: { initiatedBy: { username: 'admin' } },
    });
  });

  it.each([
    [
      'a missing file',
      { 'leaf/kustomization.yaml': 'resources: [nope.yaml]' },
      /^Failed to load target state: failed to generate manifest for source 1 of 1: rpc error: code = Unknown desc = Manifest generation error \(cached\): `kustomize build .*accumulating resources from 'nope.yaml'/,
    ],
    [
      'broken YAML',
      { 'leaf/kustomization.yaml': null, 'leaf/daily.yaml': 'a: [\nb' },
      /failed to unmarshal "daily.yaml": .*yaml: line/,
    ],
    [
      'a missing folder',
      { 'leaf/kustomization.yaml': null, 'leaf/daily.yaml': null, x: 'y' },
      /leaf: app path does not exist/,
    ],
  ])('reports %s and leaves what runs', async (_, changes, message) => {
    create('shop');
    await fleet.run();
    await repository.commit(changes);
    await fleet.run();
    expect(statusOf(cluster, 'shop')).toMatchObject({
      sync: 'Unknown',
      revision: undefined,
      health: 'Healthy',
      phase: 'Succeeded',
      conditions: [
        { type: 'ComparisonError', message: expect.stringMatching(message) },
      ],
    });
    expect(daily()).toBeDefined();
    await repository.commit({
      'leaf/kustomization.yaml': KUSTOMIZATION,
      'leaf/daily.yaml': scheduleYaml('daily'),
    });
    await fleet.run();
    expect(statusOf(cluster, 'shop')).toMatchObject({
      sync: 'Synced',
      conditions: undefined,
    });
  });

  describe('prune', () => {
    beforeEach(async () => {
      await repository.commit({
        'leaf/kustomization.yaml': 'resources: [daily.yaml, two.yaml]\n',
        'leaf/two.yaml': `${scheduleYaml('weekly')}\n---\n${scheduleYaml(
          'kept',
          { annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false' } },
        )}`,
      });
    });
    const leave = () =>
      repository.commit({
        'leaf/kustomization.yaml': KUSTOMIZATION,
        'leaf/two.yaml': null,
      });

    it('deletes what left Git, but not what says Prune=false', async () => {
      create('shop', {
        syncPolicy: { automated: { prune: true, selfHeal: true } },
      });
      await fleet.run();
      await leave();
      await fleet.run(10);
      expect(veleroObject(cluster, 'schedules', 'weekly')).toBeUndefined();
      expect(veleroObject(cluster, 'schedules', 'kept')).toBeDefined();
      expect(statusOf(cluster, 'shop')).toMatchObject({
        sync: 'OutOfSync',
        history: [{ id: 0 }, { id: 1 }],
        resources: [
          { name: 'daily', status: 'Synced' },
          { name: 'kept', status: 'OutOfSync', requiresPruning: true },
        ],
      });
    });

    it('keeps all without prune', async () => {
      create('shop', { syncPolicy: { automated: {} } });
      await fleet.run();
      await leave();
      await fleet.run();
      expect(veleroObject(cluster, 'schedules', 'weekly')).toBeDefined();
      expect(statusOf(cluster, 'shop').sync).toBe('OutOfSync');
    });

    it('does not take away everything at once', async () => {
      create('shop');
      await fleet.run();
      await repository.commit({
        'leaf/kustomization.yaml': 'resources: []\n',
      });
      await fleet.run();
      expect(daily()).toBeDefined();
      expect(statusOf(cluster, 'shop').conditions).toEqual([
        expect.objectContaining({
          type: 'SyncError',
          message: expect.stringContaining(
            'auto-sync will wipe out all resources',
          ),
        }),
      ]);
    });

    it('never takes a Backup for what its Schedule is', async () => {
      create('shop');
      await fleet.run();
      cluster.store.create('backups.velero.io', {
        metadata: {
          namespace: 'velero',
          name: 'daily-1',
          annotations: daily()?.metadata.annotations,
        },
      });
      await fleet.run(10);
      expect(veleroObject(cluster, 'backups', 'daily-1')).toBeDefined();
      expect(statusOf(cluster, 'shop').sync).toBe('Synced');
    });
  });

  describe('projects', () => {
    const project = (spec: Record<string, unknown>) =>
      cluster.store.create('appprojects.argoproj.io', {
        metadata: { namespace: 'argocd', name: 'strict' },
        spec: {
          sourceRepos: [repository.url],
          destinations: [
            { server: 'https://kubernetes.default.svc', namespace: 'velero' },
          ],
          namespaceResourceWhitelist: [
            { group: 'velero.io', kind: 'Schedule' },
          ],
          ...spec,
        },
      });

    it.each([
      [
        { sourceRepos: ['https://git.example.com/other/*'] },
        "application repo https://git.example.com/shop/config.git is not permitted in project 'strict'",
      ],
      [
        {
          destinations: [
            { server: 'https://kubernetes.default.svc', namespace: 'shop-*' },
          ],
        },
        "application destination server 'https://kubernetes.default.svc' and namespace 'velero' do not match any of the allowed destinations in project 'strict'",
      ],
    ])('denies %j', async (spec, message) => {
      project(spec);
      create('shop', { project: 'strict' });
      await fleet.run();
      expect(daily()).toBeUndefined();
      expect(statusOf(cluster, 'shop')).toMatchObject({
        sync: 'Unknown',
        health: 'Unknown',
        reconciledAt: undefined,
        conditions: [{ type: 'InvalidSpecError', message }],
      });
    });

    it('denies kinds, tries again, and gives up', async () => {
      project({ namespaceResourceWhitelist: [] });
      create('shop', {
        project: 'strict',
        syncPolicy: {
          automated: {},
          retry: { limit: 2, backoff: { duration: '10s', factor: 2 } },
        },
      });
      await fleet.run();
      const why =
        'one or more synchronization tasks are not valid: resource velero.io:Schedule is not permitted in project strict';
      expect(statusOf(cluster, 'shop')).toMatchObject({
        sync: 'OutOfSync',
        phase: 'Running',
        message: `${why}. Retrying attempt #1 at 10:00.`,
      });
      await fleet.run(10);
      expect(statusOf(cluster, 'shop').message).toContain('attempt #2');
      await fleet.run(21);
      expect(statusOf(cluster, 'shop')).toMatchObject({
        phase: 'Failed',
        message: `${why} (retried 2 times).`,
        conditions: [{ type: 'SyncError' }],
      });
      expect(daily()).toBeUndefined();
    });

    it('allows what it lists', async () => {
      project({});
      create('shop', { project: 'strict' });
      await fleet.run();
      expect(statusOf(cluster, 'shop').sync).toBe('Synced');
    });

    it('must exist', async () => {
      create('shop', { project: 'nowhere' });
      await fleet.run();
      expect(statusOf(cluster, 'shop').conditions).toEqual([
        expect.objectContaining({
          type: 'InvalidSpecError',
          message:
            'Application referencing project nowhere which does not exist',
        }),
      ]);
    });
  });

  it('refuses a destination that nobody added', async () => {
    create('shop', { destination: { name: 'two', namespace: 'velero' } });
    await fleet.run();
    expect(statusOf(cluster, 'shop').conditions).toEqual([
      expect.objectContaining({
        type: 'InvalidSpecError',
        message:
          'error getting cluster by name "two": there are no clusters with this name: two',
      }),
    ]);
  });

  it('reads the top folder only, unless it is told to recurse', async () => {
    await repository.commit({
      'plain/a.yaml': scheduleYaml('a'),
      'plain/readme.md': '# no manifest',
      'plain/deep/b.yaml': scheduleYaml('b'),
      'plain/deep/c.yaml': scheduleYaml('c'),
    });
    const source = (directory: object) => ({
      source: {
        repoURL: repository.url,
        path: 'plain',
        targetRevision: 'HEAD',
        directory,
      },
    });
    create('top', source({}));
    await fleet.run();
    const names = () =>
      cluster.store
        .list('schedules.velero.io')
        .map(({ metadata }) => metadata.name);
    expect(names()).toEqual(['a']);
    create(
      'deep',
      source({ recurse: true, include: '{deep/*,z.yaml}', exclude: '*c.yaml' }),
    );
    await fleet.run();
    expect(names()).toEqual(['a', 'b']);
  });

  it('says when two Applications want the same object', async () => {
    create('shop');
    await fleet.run();
    create('twin');
    await fleet.run(2);
    expect(statusOf(cluster, 'twin').conditions).toBeUndefined();
    expect(statusOf(cluster, 'shop')).toMatchObject({
      sync: 'OutOfSync',
      conditions: [
        {
          type: 'SharedResourceWarning',
          message: 'Schedule/daily is part of applications shop and twin',
        },
      ],
    });
  });

  it('leaves frozen Applications alone and refreshes on request', async () => {
    create(
      'shop',
      {},
      { annotations: { 'argocd.argoproj.io/skip-reconcile': 'true' } },
    );
    await fleet.run();
    expect(statusOf(cluster, 'shop').sync).toBeUndefined();
    const annotate = (annotations: Record<string, string | null>) =>
      cluster.store.patch(
        APPS,
        { namespace: 'argocd', name: 'shop' },
        { patch: { metadata: { annotations } } },
      );
    annotate({ 'argocd.argoproj.io/skip-reconcile': null });
    await fleet.run();
    await fleet.run();
    annotate({ 'argocd.argoproj.io/refresh': 'normal' });
    await fleet.run();
    expect(statusOf(cluster, 'shop').reconciledAt).toBe('2026-11-20T10:00:04Z');
    expect(cluster.store.list(APPS)[0].metadata.annotations).toEqual({});
  });

  it('takes its objects along with the cascading finalizer only', async () => {
    await repository.commit({
      'leaf/kustomization.yaml': 'resources: [daily.yaml, kept.yaml]\n',
      'leaf/kept.yaml': scheduleYaml('kept', {
        annotations: {
          'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
        },
      }),
    });
    create('shop');
    await fleet.run();
    cluster.store.delete(APPS, { namespace: 'argocd', name: 'shop' });
    await fleet.run();
    expect(daily()).toBeDefined();
    create(
      'shop',
      {},
      { finalizers: ['resources-finalizer.argocd.argoproj.io'] },
    );
    await fleet.run();
    cluster.store.delete(APPS, { namespace: 'argocd', name: 'shop' });
    await fleet.run();
    expect(cluster.store.list(APPS)).toEqual([]);
    expect(daily()).toBeUndefined();
    expect(veleroObject(cluster, 'schedules', 'kept')).toBeDefined();
  });
});
