import {
  ApplicationFact,
  ApplicationSetFact,
  AppProjectFact,
  ConditionFact,
  HelmReleaseFact,
  KustomizationFact,
  SourceFact,
  SyncWindowFact,
} from '../../facts';

const at = (time: string) => `2026-11-20T${time}:00.000Z`;
const created = { createdAt: '2026-01-01T00:00:00.000Z', deletedAt: null };

export const condition = (
  type: string,
  status: string,
  changes: Partial<ConditionFact> = {},
): ConditionFact => ({
  type,
  status,
  reason: '',
  message: '',
  at: at('11:55'),
  ...changes,
});

export const application = (
  changes: Partial<ApplicationFact> = {},
): ApplicationFact => ({
  engine: 'argocd',
  kind: 'Application',
  namespace: 'argocd',
  name: 'shop',
  uid: 'application-shop',
  ...created,
  specHash: null,
  project: 'default',
  labels: {},
  applicationSet: null,
  destination: { server: null, name: 'prod-1', namespace: 'shop' },
  automated: true,
  prunes: false,
  selfHeals: false,
  cascades: false,
  skipReconcile: false,
  sources: [
    {
      repoURL: 'https://github.com/your-org/shop',
      path: '.',
      chart: null,
      targetRevision: 'main',
    },
  ],
  syncStatus: 'Synced',
  revisions: ['aaa'],
  healthStatus: 'Healthy',
  reconciledAt: at('11:59'),
  isSyncRequested: false,
  operation: {
    phase: 'Succeeded',
    message: 'successfully synced',
    startedAt: at('10:59'),
    finishedAt: at('11:00'),
    revisions: ['aaa'],
    retries: 0,
    initiatedBy: null,
  },
  conditions: [],
  lastDeployed: { at: at('11:00'), revisions: ['aaa'] },
  deployments: [],
  resourceCount: 1,
  ownsVeleroCrds: false,
  backupObjects: [],
  ...changes,
});

export const syncWindow = (
  changes: Partial<SyncWindowFact> = {},
): SyncWindowFact => ({
  kind: 'deny',
  cron: '0 11 * * *',
  durationSeconds: 2 * 3600,
  zone: 'UTC',
  manualSync: false,
  applications: ['*'],
  namespaces: [],
  clusters: [],
  isAnd: false,
  ...changes,
});

export const project = (
  ...syncWindows: Partial<SyncWindowFact>[]
): AppProjectFact => ({
  namespace: 'argocd',
  name: 'shops',
  uid: 'project-shops',
  createdAt: created.createdAt,
  specHash: null,
  sourceRepos: ['*'],
  destinations: [],
  syncWindows: syncWindows.map(syncWindow),
});

export const applicationSet = (
  changes: Partial<ApplicationSetFact> = {},
): ApplicationSetFact => ({
  namespace: 'argocd',
  name: 'shops',
  uid: 'application-set-shops',
  ...created,
  specHash: null,
  isStrict: true,
  conditions: [
    condition('ErrorOccurred', 'False'),
    condition('ParametersGenerated', 'True'),
    condition('ResourcesUpToDate', 'True'),
  ],
  applications: [],
  resources: [],
  healthStatus: 'Healthy',
  ...changes,
});

export const kustomization = (
  changes: Partial<KustomizationFact> = {},
): KustomizationFact => ({
  engine: 'flux',
  kind: 'Kustomization',
  namespace: 'flux-system',
  name: 'shop',
  uid: 'kustomization-shop',
  ...created,
  specHash: null,
  labels: {},
  suspended: false,
  generation: 2,
  observedGeneration: 2,
  settledGeneration: 2,
  path: './shop',
  prunes: true,
  ownsVeleroCrds: false,
  sourceRef: { kind: 'GitRepository', namespace: 'flux-system', name: 'fleet' },
  intervalSeconds: 600,
  timeoutSeconds: 120,
  remote: false,
  targetNamespace: 'shop',
  inventoryNamespaces: ['shop'],
  conditions: [
    condition('Ready', 'True', {
      reason: 'ReconciliationSucceeded',
      message: 'Applied revision: main@sha1:aaa',
    }),
  ],
  lastAppliedRevision: 'main@sha1:aaa',
  lastAttemptedRevision: 'main@sha1:aaa',
  lastReconciledAt: at('11:55'),
  lastOutcome: {
    status: 'ReconciliationSucceeded',
    revision: 'main@sha1:aaa',
  },
  reconciliations: [],
  backupObjects: [],
  ...changes,
});

export const source = (changes: Partial<SourceFact> = {}): SourceFact => ({
  kind: 'GitRepository',
  namespace: 'flux-system',
  name: 'fleet',
  uid: 'source-fleet',
  ...created,
  url: 'https://github.com/your-org/fleet',
  suspended: false,
  isStatic: false,
  generation: 1,
  observedGeneration: 1,
  intervalSeconds: 60,
  timeoutSeconds: 60,
  artifact: { revision: 'main@sha1:aaa', at: at('11:50') },
  conditions: [condition('Ready', 'True', { reason: 'Succeeded' })],
  ...changes,
});

export const helmRelease = (
  changes: Partial<HelmReleaseFact> = {},
): HelmReleaseFact => ({
  engine: 'flux',
  kind: 'HelmRelease',
  namespace: 'shop',
  name: 'redis',
  uid: 'helm-release-redis',
  ...created,
  labels: {},
  suspended: false,
  generation: 2,
  observedGeneration: 2,
  settledGeneration: 2,
  intervalSeconds: 600,
  timeoutSeconds: 300,
  remote: false,
  targetNamespace: null,
  inventoryNamespaces: [],
  chart: { name: 'redis', version: '1.2.x' },
  sourceRef: { kind: 'HelmRepository', namespace: 'shop', name: 'charts' },
  driftDetection: 'disabled',
  conditions: [
    condition('Ready', 'True', { reason: 'UpgradeSucceeded' }),
    condition('Released', 'True', { reason: 'UpgradeSucceeded' }),
  ],
  lastRelease: {
    status: 'deployed',
    chartVersion: '1.2.3',
    deployedAt: at('10:00'),
  },
  lastAttemptedRevision: '1.2.3',
  lastAttemptedDigest: null,
  failures: 0,
  backupObjects: [],
  ...changes,
});
