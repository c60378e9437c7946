import { defineKind, instant, ScaleKind, serviceNamespace } from '../ScaleKind';

const metadata = {
  name: '{{name}}',
  namespace: '{{namespace}}',
  uid: '{{uid}}',
  resourceVersion: '{{version}}',
  creationTimestamp: '2026-01-05T08:00:00Z',
  generation: 3,
};
const ready = {
  type: 'Ready',
  status: 'True',
  observedGeneration: 3,
  lastTransitionTime: '2026-11-20T03:00:00Z',
};

/** Kinds of Flux and Argo CD. @internal */
export const syncKinds: ScaleKind[] = [
  defineKind({
    resource: 'gitrepositories.source.toolkit.fluxcd.io',
    count: () => 1,
    keyOf: () => ({ namespace: 'flux-system', name: 'fleet' }),
    template: {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      metadata,
      spec: {
        interval: '1m0s',
        url: 'https://git.example.com/fleet',
        ref: { branch: 'main' },
      },
      status: {
        observedGeneration: 3,
        artifact: {
          revision: 'main@sha1:{{writes}}',
          lastUpdateTime: '2026-11-20T02:00:00Z',
        },
        conditions: [
          { ...ready, reason: 'Succeeded', message: 'stored artifact' },
        ],
      },
    },
    churn: { weight: 1, comesAndGoes: false },
  }),
  defineKind({
    resource: 'kustomizations.kustomize.toolkit.fluxcd.io',
    count: size => size.syncObjects,
    keyOf: ({ index }) => ({
      namespace: 'flux-system',
      name: `shop-${index}`,
    }),
    template: {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata,
      spec: {
        interval: '10m0s',
        path: './{{target}}',
        prune: true,
        targetNamespace: '{{target}}',
        sourceRef: { kind: 'GitRepository', name: 'fleet' },
      },
      status: {
        observedGeneration: 3,
        lastAppliedRevision: 'main@sha1:{{writes}}',
        lastAttemptedRevision: 'main@sha1:{{writes}}',
        inventory: {
          entries: [
            { id: '{{target}}_web_apps_Deployment', v: 'v1' },
            { id: '{{target}}_web__Service', v: 'v1' },
          ],
        },
        conditions: [
          {
            ...ready,
            reason: 'ReconciliationSucceeded',
            message: 'Applied revision: main@sha1:{{writes}}',
          },
        ],
        history: [
          {
            digest: 'sha256:{{digest}}',
            firstReconciled: '{{firstReconciled}}',
            lastReconciled: '{{lastReconciled}}',
            lastReconciledDuration: '412.5ms',
            lastReconciledStatus: 'ReconciliationSucceeded',
            totalReconciliations: '{{#reconciliations}}',
            metadata: { revision: 'main@sha1:{{writes}}' },
          },
        ],
      },
    },
    values: ({ index, size, epoch, ...state }) => ({
      target: serviceNamespace(index, size),
      digest: state.revision.toString(16).padStart(64, '0'),
      firstReconciled: instant(epoch, state.changedAfter),
      lastReconciled: instant(epoch, state.beatAfter),
      reconciliations: state.beats + 1,
    }),
    churn: { weight: 4, comesAndGoes: false },
    // Its spec.interval.
    beat: { everySeconds: 600 },
  }),
  defineKind({
    resource: 'applications.argoproj.io',
    count: size => size.syncObjects,
    keyOf: ({ index }) => ({ namespace: 'argocd', name: `shop-${index}` }),
    template: {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { ...metadata, labels: { team: 'shops' } },
      spec: {
        project: 'shops',
        destination: {
          server: 'https://kubernetes.default.svc',
          namespace: '{{target}}',
        },
        source: {
          repoURL: 'https://git.example.com/shop',
          path: 'deploy',
          targetRevision: 'main',
        },
        syncPolicy: { automated: { selfHeal: true } },
      },
      status: {
        sync: { status: 'Synced', revision: '{{commit}}' },
        health: { status: 'Healthy' },
        reconciledAt: '{{reconciledAt}}',
      },
    },
    values: ({ index, size, epoch, revision, beatAfter }) => ({
      target: serviceNamespace(index, size),
      commit: revision.toString(16).padStart(40, '0'),
      reconciledAt: instant(epoch, beatAfter),
    }),
    churn: { weight: 4, comesAndGoes: false },
    // Argo CD compares every three minutes at the latest.
    beat: { everySeconds: 180 },
  }),
];
