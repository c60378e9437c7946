import { kindDefinitions } from './kindDefinitions';
import { factOf } from './__testUtils__/objects';

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
});
