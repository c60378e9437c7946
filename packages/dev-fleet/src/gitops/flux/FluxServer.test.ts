import { KubeObject } from '../../apiserver/KubeObject';
import {
  scheduleYaml,
  TestFleet,
  veleroObject,
} from '../__fixtures__/TestFleet';
import { TestRepository } from '../__fixtures__/TestRepository';
import { GitOpsCluster } from '../cluster/GitOpsCluster';
import { conditionOf } from '../cluster/healthOf';
import { GIT_REPOSITORIES, HELM_RELEASES, KUSTOMIZATIONS } from './resources';

const namespace = 'flux-system';

describe('FluxServer', () => {
  let repository: TestRepository;
  let fleet: TestFleet;
  let cluster: GitOpsCluster;

  beforeEach(async () => {
    repository = await TestRepository.create({
      'leaf/kustomization.yaml': 'resources: [daily.yaml]\n',
      'leaf/daily.yaml': scheduleYaml('daily'),
    });
    fleet = new TestFleet(repository);
    cluster = fleet.add('one', { gitops: 'flux' });
    cluster.store.create(GIT_REPOSITORIES, {
      metadata: { namespace, name: 'config' },
      spec: { interval: '1m', url: repository.url, ref: { branch: 'main' } },
    });
  });
  afterEach(() => repository.remove());

  const create = (name: string, spec: Record<string, unknown> = {}) =>
    cluster.store.create(KUSTOMIZATIONS, {
      metadata: { namespace, name },
      spec: {
        interval: '5m',
        retryInterval: '1m',
        path: './leaf',
        prune: true,
        sourceRef: { kind: 'GitRepository', name: 'config' },
        ...spec,
      },
    });
  const get = (name: string): KubeObject =>
    cluster.store.get(KUSTOMIZATIONS, { namespace, name })!;
  const ready = (name: string) => conditionOf(get(name), 'Ready');
  const change = (name: string, spec: Record<string, unknown>) =>
    cluster.store.patch(
      KUSTOMIZATIONS,
      { namespace, name },
      { patch: { spec } },
    );
  const namesOf = (resource: string) =>
    cluster.store.list(resource).map(({ metadata }) => metadata.name);
  const daily = () => veleroObject(cluster, 'schedules', 'daily');
  const edit = (cron: string) =>
    cluster.store.patch(
      'schedules.velero.io',
      { namespace: 'velero', name: 'daily' },
      { patch: { spec: { schedule: cron } } },
    );

  it('applies what stands in Git and says so', async () => {
    const revision = `main@sha1:${await repository.git('rev-parse', 'main')}`;
    create('shop');
    await fleet.run();
    expect(daily()?.metadata.labels).toEqual({
      'kustomize.toolkit.fluxcd.io/name': 'shop',
      'kustomize.toolkit.fluxcd.io/namespace': namespace,
    });
    const [source] = cluster.store.list(GIT_REPOSITORIES);
    expect(source.status).toMatchObject({
      observedGeneration: 1,
      artifact: { revision, lastUpdateTime: '2026-11-20T10:00:01Z' },
      conditions: [
        { type: 'Ready', status: 'True', reason: 'Succeeded' },
        { type: 'ArtifactInStorage', status: 'True' },
      ],
    });
    expect(get('shop').status).toEqual({
      observedGeneration: 1,
      lastAppliedRevision: revision,
      lastAttemptedRevision: revision,
      inventory: {
        entries: [{ id: 'velero_daily_velero.io_Schedule', v: 'v1' }],
      },
      history: [
        {
          digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
          firstReconciled: '2026-11-20T10:00:01Z',
          lastReconciled: '2026-11-20T10:00:01Z',
          lastReconciledDuration: '100ms',
          lastReconciledStatus: 'ReconciliationSucceeded',
          metadata: { revision },
          totalReconciliations: 1,
        },
      ],
      conditions: [
        {
          type: 'Ready',
          status: 'True',
          reason: 'ReconciliationSucceeded',
          message: `Applied revision: ${revision}`,
          lastTransitionTime: '2026-11-20T10:00:01Z',
          observedGeneration: 1,
        },
      ],
    });
  });

  it('follows a merge at once', async () => {
    create('shop');
    await fleet.run();
    const merged = await repository.commit({
      'leaf/daily.yaml': scheduleYaml('daily', { cron: '0 2 * * *' }),
    });
    await fleet.run();
    expect(daily()?.spec?.schedule).toBe('0 2 * * *');
    expect(get('shop').status).toMatchObject({
      lastAppliedRevision: `main@sha1:${merged}`,
      history: [{ totalReconciliations: 1 }, { totalReconciliations: 1 }],
    });
  });

  it('corrects a hand edit silently, at the next interval or on request', async () => {
    create('shop');
    await fleet.run();
    edit('0 9 * * *');
    await fleet.run(299);
    expect(daily()?.spec?.schedule).toBe('0 9 * * *');
    await fleet.run();
    expect(daily()?.spec?.schedule).toBe('0 1 * * *');
    expect(get('shop').status).toMatchObject({
      history: [{ totalReconciliations: 2 }],
    });
    edit('0 9 * * *');
    cluster.store.patch(KUSTOMIZATIONS, get('shop').metadata, {
      patch: {
        metadata: {
          annotations: { 'reconcile.fluxcd.io/requestedAt': 'now' },
        },
      },
    });
    await fleet.run();
    expect(daily()?.spec?.schedule).toBe('0 1 * * *');
    expect(get('shop').status?.lastHandledReconcileAt).toBe('now');
  });

  it.each([
    [
      'BuildFailed',
      { 'leaf/kustomization.yaml': 'resources: [nope.yaml]' },
      /^kustomize build failed: accumulating resources.*nope.yaml/,
    ],
    [
      'BuildFailed',
      { 'leaf/daily.yaml': 'a: [\nb' },
      /^kustomize build failed: .*yaml: line/,
    ],
    [
      'ArtifactFailed',
      {
        'leaf/kustomization.yaml': null,
        'leaf/daily.yaml': null,
        x: 'y',
      },
      /^kustomization path not found: .*leaf: no such file or directory/,
    ],
    [
      'ReconciliationFailed',
      {
        'leaf/daily.yaml':
          'apiVersion: other.io/v1\nkind: Other\nmetadata: { name: a, namespace: velero }\n',
      },
      /^Other\/velero\/a dry-run failed: no matches for kind "Other" in version "other.io\/v1"/,
    ],
    [
      'ReconciliationFailed',
      {
        'leaf/daily.yaml':
          'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: none }\n',
      },
      /namespaces "none" not found/,
    ],
  ])('fails with %s and leaves what runs', async (reason, changes, message) => {
    create('shop');
    await fleet.run();
    const before = get('shop').status?.lastAppliedRevision;
    await repository.commit(changes);
    await fleet.run();
    expect(ready('shop')).toMatchObject({
      status: 'False',
      reason,
      message: expect.stringMatching(message),
    });
    expect(conditionOf(get('shop'), 'Reconciling')).toMatchObject({
      reason: 'ProgressingWithRetry',
    });
    expect(get('shop').status?.lastAppliedRevision).toBe(before);
    expect(daily()).toBeDefined();
    await repository.commit({
      'leaf/kustomization.yaml': 'resources: [daily.yaml]\n',
      'leaf/daily.yaml': scheduleYaml('daily'),
    });
    await fleet.run();
    expect(ready('shop')?.status).toBe('True');
  });

  it('waits for what it depends on, in order', async () => {
    await repository.commit({
      'install/crd.yaml': JSON.stringify({
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        metadata: { name: 'widgets.example.com' },
        spec: {
          group: 'example.com',
          scope: 'Namespaced',
          names: { plural: 'widgets', kind: 'Widget' },
          versions: [{ name: 'v1', served: true, storage: true }],
        },
      }),
      'config/widget.yaml':
        'apiVersion: example.com/v1\nkind: Widget\nmetadata: { name: a, namespace: velero }\n',
    });
    create('a-config', {
      path: './config',
      dependsOn: [{ name: 'b-install' }],
    });
    await fleet.run();
    expect(ready('a-config')).toMatchObject({
      reason: 'DependencyNotReady',
      message: `dependency 'flux-system/b-install' not found: kustomizations.kustomize.toolkit.fluxcd.io "b-install" not found`,
    });
    create('b-install', { path: './install', suspend: true });
    await fleet.run(5);
    expect(ready('a-config')?.message).toBe(
      "dependency 'flux-system/b-install' is not ready",
    );
    change('b-install', { suspend: false });
    await fleet.run(6);
    expect(ready('b-install')?.status).toBe('True');
    expect(ready('a-config')?.status).toBe('True');
    expect(cluster.store.list('widgets.example.com')).toHaveLength(1);
  });

  it('does nothing while suspended and leaves its word', async () => {
    create('shop');
    await fleet.run();
    change('shop', { suspend: true });
    await fleet.run();
    const { status } = get('shop');
    await repository.commit({
      'leaf/daily.yaml': scheduleYaml('daily', { cron: '0 2 * * *' }),
    });
    await fleet.run(400);
    expect(get('shop').status).toEqual(status);
    expect(ready('shop')?.status).toBe('True');
    expect(daily()?.spec?.schedule).toBe('0 1 * * *');
    change('shop', { suspend: false });
    await fleet.run();
    expect(daily()?.spec?.schedule).toBe('0 2 * * *');
  });

  it('prunes what left Git, but not what says so', async () => {
    await repository.commit({
      'leaf/kustomization.yaml':
        'resources: [daily.yaml, two.yaml, core.yaml]\n',
      'leaf/core.yaml':
        'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: velero }\n---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: shop-reader }\n',
      'leaf/two.yaml': `${scheduleYaml('weekly')}\n---\n${scheduleYaml('kept', {
        annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' },
      })}`,
    });
    create('shop');
    create('keeps', { path: './plain', prune: false });
    await repository.commit({
      'plain/a.yaml': scheduleYaml('a'),
      'plain/deep/b.yaml': scheduleYaml('b'),
    });
    await fleet.run();
    expect(namesOf('configmaps')).toEqual(['settings']);
    expect(namesOf('clusterroles.rbac.authorization.k8s.io')).toEqual([
      'shop-reader',
    ]);
    const names = () => namesOf('schedules.velero.io');
    expect(names()).toEqual(['a', 'b', 'daily', 'kept', 'weekly']);
    await repository.commit({
      'leaf/kustomization.yaml': 'resources: [daily.yaml]\n',
      'plain/a.yaml': null,
    });
    await fleet.run();
    expect(names()).toEqual(['a', 'b', 'daily', 'kept']);
    expect(namesOf('configmaps')).toEqual([]);
    expect(namesOf('clusterroles.rbac.authorization.k8s.io')).toEqual([]);
    cluster.store.delete(KUSTOMIZATIONS, { namespace, name: 'shop' });
    await fleet.run();
    expect(names()).toEqual(['a', 'b', 'kept']);
    expect(cluster.store.list(KUSTOMIZATIONS)).toHaveLength(1);
  });

  it('puts objects into the target namespace and patches them', async () => {
    cluster.store.create('namespaces', { metadata: { name: 'other' } });
    create('shop', {
      targetNamespace: 'other',
      commonMetadata: { labels: { team: 'shop' } },
      patches: [
        {
          target: { kind: 'Schedule' },
          patch: '[{ op: replace, path: /spec/schedule, value: 0 7 * * * }]',
        },
      ],
    });
    await fleet.run();
    expect(
      cluster.store.get('schedules.velero.io', {
        namespace: 'other',
        name: 'daily',
      }),
    ).toMatchObject({
      metadata: { labels: { team: 'shop' } },
      spec: { schedule: '0 7 * * *' },
    });
  });

  it('says what it does not support', async () => {
    create('shop', { postBuild: { substitute: { a: 'b' } } });
    create('oci', { sourceRef: { kind: 'OCIRepository', name: 'config' } });
    create('lost', { sourceRef: { kind: 'GitRepository', name: 'none' } });
    await fleet.run();
    expect(ready('shop')?.message).toContain('spec.postBuild is not supported');
    expect(ready('oci')?.message).toContain("'OCIRepository' is not supported");
    expect(ready('lost')).toMatchObject({
      reason: 'ArtifactFailed',
      message: 'GitRepository.source.toolkit.fluxcd.io "none" not found',
    });
  });

  it('keeps the last artifact when the branch is gone', async () => {
    create('shop');
    await fleet.run();
    await repository.git('update-ref', '-d', 'refs/heads/main');
    await fleet.run();
    const [source] = cluster.store.list(GIT_REPOSITORIES);
    expect(conditionOf(source, 'Ready')).toMatchObject({
      status: 'False',
      reason: 'GitOperationFailed',
      message:
        "failed to checkout and determine revision: unable to resolve 'main' to a commit SHA",
    });
    expect(source.status?.artifact).toBeDefined();
    expect(ready('shop')?.status).toBe('True');
  });

  it('installs Velero from its chart, and what waits for it after that', async () => {
    const empty = fleet.add('empty', { gitops: 'flux', velero: false });
    await repository.commit({
      'install/namespace.yaml':
        'apiVersion: v1\nkind: Namespace\nmetadata: { name: velero }\n',
      'install/release.yaml': JSON.stringify({
        apiVersion: 'helm.toolkit.fluxcd.io/v2',
        kind: 'HelmRelease',
        metadata: { name: 'velero', namespace: 'velero' },
        spec: {
          interval: '1h',
          releaseName: 'velero',
          chart: {
            spec: {
              chart: 'velero',
              version: '12.1.0',
              sourceRef: { kind: 'HelmRepository', name: 'charts' },
            },
          },
        },
      }),
    });
    empty.store.create(GIT_REPOSITORIES, {
      metadata: { namespace, name: 'config' },
      spec: { interval: '1m', url: repository.url, ref: { branch: 'main' } },
    });
    const sourceRef = { kind: 'GitRepository', name: 'config' };
    const common = { interval: '10m', retryInterval: '5s', sourceRef };
    for (const [name, spec] of [
      ['a-config', { path: './leaf', dependsOn: [{ name: 'b-install' }] }],
      ['b-install', { path: './install', wait: true, timeout: '1m' }],
    ] as const) {
      empty.store.create(KUSTOMIZATIONS, {
        metadata: { namespace, name },
        spec: { ...common, prune: true, ...spec },
      });
    }
    const readyOf = (name: string) =>
      conditionOf(
        empty.store.get(KUSTOMIZATIONS, { namespace, name })!,
        'Ready',
      );

    await fleet.run(3);
    expect(readyOf('b-install')).toMatchObject({
      status: 'Unknown',
      reason: 'Progressing',
    });
    await fleet.run(60);
    expect(readyOf('b-install')).toMatchObject({
      reason: 'HealthCheckFailed',
      message: expect.stringContaining('HelmRelease/velero/velero'),
    });
    const [failing] = empty.store.list(HELM_RELEASES);
    expect(conditionOf(failing, 'Ready')).toMatchObject({
      status: 'False',
      message: expect.stringContaining(
        "HelmRepository 'velero/charts' not found",
      ),
    });

    await repository.commit({
      'install/repository.yaml':
        'apiVersion: source.toolkit.fluxcd.io/v1\nkind: HelmRepository\nmetadata: { name: charts, namespace: velero }\nspec: { url: https://charts.example.com }\n',
    });
    empty.store.patch(HELM_RELEASES, failing.metadata, {
      patch: {
        metadata: {
          annotations: { 'reconcile.fluxcd.io/requestedAt': 'again' },
        },
      },
    });
    await fleet.run(20);
    const [release] = empty.store.list(HELM_RELEASES);
    expect(release.status).toMatchObject({
      history: [
        { chartName: 'velero', chartVersion: '12.1.0', status: 'deployed' },
      ],
    });
    expect(readyOf('b-install')?.status).toBe('True');
    expect(readyOf('a-config')?.status).toBe('True');
    expect(veleroObject(empty, 'schedules', 'daily')).toBeDefined();
  });
});
