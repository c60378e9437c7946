import { kindDefinitions } from './kindDefinitions';
import { factOf, objectOf } from './__testUtils__/objects';

describe('kinds of Argo CD and Flux', () => {
  it('reads an Application with several sources', () => {
    const fact = factOf('Application');
    expect(fact).toMatchObject({
      engine: 'argocd',
      project: 'shops',
      automated: true,
      skipReconcile: true,
      syncStatus: 'OutOfSync',
      revisions: ['bbb', '1.2.3'],
      healthStatus: 'Progressing',
      reconciledAt: '2026-11-20T02:00:00.000Z',
      operation: { phase: 'Succeeded', revisions: ['aaa', '1.2.3'] },
      conditions: [{ type: 'SyncError', message: 'blocked' }],
      lastDeployed: {
        at: '2026-11-19T10:00:00.000Z',
        revisions: ['aaa', '1.2.3'],
      },
    });
    expect(fact.sources.map(s => s.chart ?? s.path)).toEqual([
      'deploy',
      'redis',
    ]);
    expect(kindDefinitions.Application.index(fact).targets).toEqual([
      {
        destination: 'server:https://prod-1.example.com:6443',
        namespace: 'shop',
      },
    ]);
  });

  it.each([
    ['off', undefined, [false, false, false]],
    ['on', {}, [true, false, false]],
    ['pruning', { prune: true }, [true, true, false]],
    ['self-healing', { selfHeal: true }, [true, false, true]],
    [
      'all of it, and turned off',
      { enabled: false, prune: true, selfHeal: true },
      [false, false, false],
    ],
  ])('reads automated sync that is %s', (_, automated, expected) => {
    const fact = factOf('Application', ({ spec }) => {
      spec.syncPolicy = { automated };
    });
    expect([fact.automated, fact.prunes, fact.selfHeals]).toEqual(expected);
  });

  it.each([
    ['resources-finalizer.argocd.argoproj.io', true],
    ['resources-finalizer.argocd.argoproj.io/background', true],
    ['post-delete-finalizer.argocd.argoproj.io', false],
  ])(
    'knows whether finalizer %s deletes what was applied',
    (name, expected) => {
      const fact = factOf('Application', ({ metadata }) => {
        metadata.finalizers = [name];
      });
      expect(fact.cascades).toBe(expected);
      expect(factOf('Application').cascades).toBe(false);
    },
  );

  it.each([
    [
      'apiextensions.k8s.io',
      'CustomResourceDefinition',
      'backups.velero.io',
      true,
    ],
    [
      'apiextensions.k8s.io',
      'CustomResourceDefinition',
      'shops.example.com',
      false,
    ],
    ['example.com', 'CustomResourceDefinition', 'backups.velero.io', false],
    ['apiextensions.k8s.io', 'Other', 'backups.velero.io', false],
  ])('knows whether %s %s %s is of Velero', (group, kind, name, expected) => {
    const applied = factOf('Application', ({ status }) => {
      status.resources = [{ group, kind, name }];
    });
    const listed = factOf('Kustomization', ({ status }) => {
      status.inventory = { entries: [{ id: `_${name}_${group}_${kind}` }] };
    });
    expect([applied, listed].map(one => one.ownsVeleroCrds)).toEqual([
      expected,
      expected,
    ]);
  });

  it('counts what an Application has, and knows whether Flux prunes', () => {
    const fact = factOf('Application', ({ status }) => {
      status.resources = [{ kind: 'Service' }, { kind: 'Secret' }];
    });
    expect(fact.resourceCount).toBe(2);
    const prunes = (prune: unknown) =>
      factOf('Kustomization', ({ spec }) => {
        spec.prune = prune;
      }).prunes;
    expect([prunes(true), prunes(false), prunes(undefined)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('knows that automated: { enabled: false } is off, and reads a hydrated source', () => {
    const fact = factOf('Application', object => {
      object.spec = {
        destination: { name: 'prod-1', namespace: 'shop' },
        syncPolicy: { automated: { enabled: false } },
        sourceHydrator: {
          drySource: { repoURL: 'https://github.com/your-org/shop' },
          syncSource: { targetBranch: 'env/prod', path: 'out' },
        },
      };
    });
    expect(fact.automated).toBe(false);
    expect(fact.sources).toEqual([
      {
        repoURL: 'https://github.com/your-org/shop',
        path: 'out',
        chart: null,
        targetRevision: 'env/prod',
      },
    ]);
    expect(kindDefinitions.Application.index(fact).targets).toEqual([
      { destination: 'name:prod-1', namespace: 'shop' },
    ]);
  });

  it('reads a Kustomization, its generation from its conditions and its namespaces', () => {
    const fact = factOf('Kustomization');
    expect(fact).toMatchObject({
      engine: 'flux',
      suspended: false,
      generation: 3,
      observedGeneration: 3,
      sourceRef: {
        kind: 'GitRepository',
        namespace: 'flux-system',
        name: 'fleet',
      },
      intervalSeconds: 600,
      timeoutSeconds: 120,
      remote: false,
      inventoryNamespaces: ['shop', 'shop-cache'],
      lastAppliedRevision: 'main@sha1:aaa',
      lastReconciledAt: '2026-11-20T01:50:00.000Z',
    });
    const { index } = kindDefinitions.Kustomization;
    expect(index({ ...fact, targetNamespace: 'other' }).targets).toEqual([
      { destination: 'self', namespace: 'other' },
      { destination: 'self', namespace: 'shop' },
      { destination: 'self', namespace: 'shop-cache' },
    ]);
    expect(index({ ...fact, remote: true }).targets).toEqual([]);
  });

  it('reads which syncs of an Application succeeded, and who asked for them', () => {
    const fact = factOf('Application', ({ status }) => {
      status.operationState.operation = { initiatedBy: { username: 'amelia' } };
      status.history = [
        { deployedAt: '2026-11-18T10:00:00Z', revision: '000' },
        {
          deployedAt: '2026-11-19T10:00:00Z',
          deployStartedAt: '2026-11-19T09:59:00Z',
          revisions: ['aaa', '1.2.3'],
          initiatedBy: { username: 'amelia' },
        },
        {
          deployedAt: '2026-11-20T10:00:00Z',
          deployStartedAt: 'soon',
          initiatedBy: { automated: true },
        },
      ];
    });
    expect(fact.operation?.initiatedBy).toBe('amelia');
    expect(factOf('Application').operation?.initiatedBy).toBeNull();
    expect(fact.deployments).toEqual([
      {
        startedAt: null,
        finishedAt: '2026-11-18T10:00:00.000Z',
        revisions: ['000'],
        initiatedBy: null,
      },
      {
        startedAt: '2026-11-19T09:59:00.000Z',
        finishedAt: '2026-11-19T10:00:00.000Z',
        revisions: ['aaa', '1.2.3'],
        initiatedBy: 'amelia',
      },
      {
        startedAt: null,
        finishedAt: '2026-11-20T10:00:00.000Z',
        revisions: [],
        initiatedBy: null,
      },
    ]);
  });

  it('reads what a Kustomization applied and since when, not how often', () => {
    const fact = factOf('Kustomization', ({ status }) => {
      status.history = [
        {
          firstReconciled: '2026-11-19T02:00:00Z',
          lastReconciled: '2026-11-20T02:00:00Z',
          lastReconciledStatus: 'ReconciliationSucceeded',
          totalReconciliations: 144,
          metadata: { revision: 'main@sha1:aaa' },
        },
        { lastReconciled: '2026-11-18T02:00:00Z' },
      ];
    });
    expect(fact.reconciliations).toEqual([
      {
        status: 'ReconciliationSucceeded',
        revision: 'main@sha1:aaa',
        since: '2026-11-19T02:00:00.000Z',
      },
    ]);
  });

  it('reads of an Application what it applies of backup engines, its owner and its deletion', () => {
    const fact = factOf('Application', object => {
      object.metadata.deletionTimestamp = '2026-11-20T03:00:00Z';
      object.metadata.ownerReferences = [
        { kind: 'ConfigMap', name: 'other', uid: '1' },
        { kind: 'ApplicationSet', name: 'shops', uid: '2' },
      ];
      object.metadata.annotations['argocd.argoproj.io/skip-reconcile'] = 'no';
      object.spec.sources[0].repoURL = 'https://robot:example@git.example.com';
      object.operation = { sync: {} };
      object.status.operationState.retryCount = 2;
      object.status.resources = [
        { group: 'apps', kind: 'Deployment', namespace: 'shop', name: 'web' },
        {
          group: 'velero.io',
          kind: 'Schedule',
          namespace: 'velero',
          name: 'daily',
          status: 'OutOfSync',
          requiresPruning: true,
        },
      ];
    });
    expect(fact).toMatchObject({
      deletedAt: '2026-11-20T03:00:00.000Z',
      applicationSet: 'shops',
      skipReconcile: false,
      isSyncRequested: true,
      operation: { retries: 2 },
    });
    expect(fact.sources[0].repoURL).toBe('https://git.example.com');
    expect(fact.backupObjects).toEqual([
      {
        group: 'velero.io',
        kind: 'Schedule',
        namespace: 'velero',
        name: 'daily',
        status: 'OutOfSync',
        isExtra: true,
      },
    ]);
  });

  it('reads the newest outcome of a Kustomization and what it applies of backup engines', () => {
    const fact = factOf('Kustomization', ({ status }) => {
      status.history = [
        {
          lastReconciled: '2026-11-19T02:00:00Z',
          lastReconciledStatus: 'ReconciliationSucceeded',
          metadata: { revision: 'main@sha1:aaa' },
        },
        {
          lastReconciled: '2026-11-20T02:00:00Z',
          lastReconciledStatus: 'HealthCheckFailed',
          metadata: { revision: 'main@sha1:bbb' },
        },
        {},
      ];
      status.inventory.entries = [
        { id: 'velero_daily_velero.io_Schedule', v: 'v1' },
        { id: '_system__node_rbac.authorization.k8s.io_ClusterRole', v: 'v1' },
        { id: 'nonsense' },
      ];
    });
    expect(fact.lastReconciledAt).toBe('2026-11-20T02:00:00.000Z');
    expect(fact.lastOutcome).toEqual({
      status: 'HealthCheckFailed',
      revision: 'main@sha1:bbb',
    });
    expect(fact.backupObjects).toEqual([
      expect.objectContaining({
        kind: 'Schedule',
        namespace: 'velero',
        name: 'daily',
        status: '',
      }),
    ]);
    expect(
      factOf('Kustomization', ({ status }) => delete status.history),
    ).toMatchObject({ lastReconciledAt: null, lastOutcome: null });
  });

  it('reads an ApplicationSet', () => {
    const fact = factOf('ApplicationSet');
    expect(fact).toMatchObject({
      isStrict: true,
      applications: [
        {
          name: 'shop-dev',
          status: 'Healthy',
          at: '2026-11-20T02:01:00.000Z',
        },
        { name: 'shop-prod', status: 'Waiting', message: '', at: null },
      ],
      resources: [
        { namespace: 'argocd', name: 'shop-dev', syncStatus: 'Synced' },
        { namespace: 'argocd', name: 'shop-prod', syncStatus: 'OutOfSync' },
      ],
      healthStatus: 'Healthy',
    });
    expect(fact.conditions.map(({ type, status }) => [type, status])).toEqual([
      ['ErrorOccurred', 'False'],
      ['ResourcesUpToDate', 'True'],
    ]);
    const lax = factOf('ApplicationSet', o => delete o.spec.goTemplateOptions);
    expect(lax.isStrict).toBe(false);
  });

  it('reads the sync windows of an AppProject, and none that is no window', () => {
    const fact = factOf('AppProject');
    expect(fact.sourceRepos[1]).toBe('https://git.example.com/shop');
    expect(fact.destinations[0]).toEqual({
      server: null,
      name: 'prod-1',
      namespace: 'shop',
    });
    expect(fact.syncWindows).toEqual([
      {
        kind: 'deny',
        cron: '0 18 * * 5',
        durationSeconds: 225_000,
        zone: 'Europe/Paris',
        manualSync: true,
        applications: ['*'],
        clusters: ['prod-*'],
        namespaces: ['shop'],
        isAnd: true,
      },
      expect.objectContaining({
        kind: 'allow',
        durationSeconds: null,
        zone: 'UTC',
        isAnd: false,
      }),
    ]);
  });

  it('reads a HelmRelease, its newest release and its namespaces', () => {
    const fact = factOf('HelmRelease');
    expect(fact).toMatchObject({
      engine: 'flux',
      generation: 3,
      observedGeneration: 3,
      settledGeneration: 2,
      intervalSeconds: 900,
      timeoutSeconds: 300,
      chart: { name: 'redis', version: '1.2.x' },
      sourceRef: {
        kind: 'HelmRepository',
        namespace: 'flux-system',
        name: 'charts',
      },
      driftDetection: 'warn',
      lastRelease: {
        status: 'deployed',
        chartVersion: '1.2.3',
        deployedAt: '2026-11-19T02:00:00.000Z',
      },
      lastAttemptedRevision: '1.2.4',
      lastAttemptedDigest: 'sha256:bbb',
      failures: 2,
    });
    expect(fact.conditions.map(({ type }) => type)).toEqual([
      'Ready',
      'Released',
    ]);
    const { index } = kindDefinitions.HelmRelease;
    expect(index(fact).targets).toEqual([
      { destination: 'self', namespace: 'shop' },
      { destination: 'self', namespace: 'shop-cache' },
    ]);
    expect(index({ ...fact, targetNamespace: 'other' }).targets[0]).toEqual({
      destination: 'self',
      namespace: 'other',
    });
    expect(index({ ...fact, remote: true }).targets).toEqual([]);
  });

  it('forgets what a HelmRelease says of a former generation while the next is released', () => {
    const fact = factOf('HelmRelease', ({ status }) => {
      status.conditions[0].status = 'Unknown';
    });
    expect(fact.conditions.map(({ type }) => type)).toEqual(['Ready']);
  });

  it('reads a HelmRelease of a chart that lies in a source of its own', () => {
    const fact = factOf('HelmRelease', object => {
      object.spec = {
        chartRef: { kind: 'OCIRepository', name: 'redis' },
        kubeConfig: { secretRef: { name: 'other-cluster' } },
        driftDetection: { mode: 'enabled' },
      };
      object.status = {};
    });
    expect(fact).toMatchObject({
      chart: null,
      sourceRef: { kind: 'OCIRepository', namespace: 'shop', name: 'redis' },
      remote: true,
      driftDetection: 'enabled',
      intervalSeconds: 600,
      observedGeneration: -1,
      lastRelease: null,
      lastAttemptedRevision: null,
    });
  });

  it('reads the four kinds of sources', () => {
    expect(factOf('GitRepository')).toMatchObject({
      kind: 'GitRepository',
      url: 'https://github.com/your-org/fleet',
      suspended: false,
      isStatic: false,
      intervalSeconds: 60,
      timeoutSeconds: 120,
      artifact: { revision: 'main@sha1:aaa', at: '2026-11-20T02:00:00.000Z' },
      conditions: [{ type: 'FetchFailed', status: 'True' }],
    });
    expect(factOf('OCIRepository')).toMatchObject({
      kind: 'OCIRepository',
      suspended: true,
      timeoutSeconds: 60,
      artifact: { revision: '1.2.4@sha256:bbb', at: null },
    });
    expect(
      factOf('GitRepository', ({ status }) => {
        status.conditions[0].lastTransitionTime = 'long ago';
      }).conditions[0].at,
    ).toBe(null);
    expect(factOf('HelmRepository')).toMatchObject({
      kind: 'HelmRepository',
      isStatic: true,
      artifact: null,
    });
    expect(factOf('Bucket')).toMatchObject({
      kind: 'Bucket',
      url: 'minio.example.com/fleet',
      artifact: null,
      conditions: [],
    });
    expect(kindDefinitions.Bucket.index(factOf('Bucket')).targets).toEqual([]);
  });

  it.each([
    'Application',
    'ApplicationSet',
    'AppProject',
    'Kustomization',
    'HelmRelease',
    'GitRepository',
    'OCIRepository',
    'HelmRepository',
    'Bucket',
  ] as const)('reads a %s of which nothing is said yet', kind => {
    const bare = factOf(kind, object => {
      delete object.spec;
      delete object.status;
      delete object.metadata.annotations;
    });
    expect(bare).toMatchObject({ name: objectOf(kind).metadata.name });
    const { index } = kindDefinitions[kind];
    expect(() => index(bare as never)).not.toThrow();
  });

  it('reads what a new Application and a new HelmRelease lack as absent', () => {
    const lack = (object: any) => {
      object.spec = { chart: { spec: { chart: 'redis' } } };
      object.status = {};
    };
    expect(factOf('Application', lack)).toMatchObject({
      project: 'default',
      destination: { server: null, name: null, namespace: null },
      automated: false,
      applicationSet: null,
      sources: [],
      revisions: [],
      operation: null,
      isSyncRequested: false,
      lastDeployed: null,
      backupObjects: [],
    });
    expect(factOf('HelmRelease', lack)).toMatchObject({
      chart: { name: 'redis', version: null },
      sourceRef: null,
      driftDetection: 'disabled',
    });
  });
});
