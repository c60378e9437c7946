import {
  ApplicationFact,
  belongingOf,
  FactByKind,
  FactKind,
  heartbeatOf,
  BackupFact,
  BackupScope,
  KustomizationFact,
  NamespaceFact,
  ScheduleFact,
  StorageLocationFact,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { ClusterDefinition } from '../../clusters/types';
import { EntityRow, FactRow } from '../types';

const scope: BackupScope = {
  includedNamespaces: ['*'],
  excludedNamespaces: [],
  includedResources: [],
  excludedResources: [],
  includedNamespaceScopedResources: [],
  excludedNamespaceScopedResources: [],
  includedClusterScopedResources: [],
  excludedClusterScopedResources: [],
  includeClusterResources: null,
  hasLabelSelector: false,
  labelSelector: null,
  orLabelSelectors: [],
  storageLocation: 'default',
  volumeSnapshotLocations: [],
  ttlSeconds: 2_592_000,
  snapshotVolumes: null,
  snapshotMoveData: null,
  defaultVolumesToFsBackup: null,
  resourcePolicy: null,
  itemOperationTimeoutSeconds: null,
  hasHooks: false,
};

const noIndex = {
  owner: null,
  occurredAt: null,
  outcome: null,
  targets: [],
  namespaces: null,
};

const namespaceLists = (from: BackupScope) => ({
  included: from.includedNamespaces,
  excluded: from.excludedNamespaces,
});

const ended = { createdAt: '2026-01-01T00:00:00.000Z', phase: '' };
const begun = { ...ended, startedAt: null, completedAt: null };
const copied = {
  ...{ ...begun, path: 'data-mover', backup: null, claim: null, pod: null },
  ...{ storageLocation: null, node: null, totalBytes: null, bytesDone: null },
};

/** What history reads of facts of which a test says little. */
const blanks: { [K in FactKind]?: object } = {
  Restore: {
    ...{ ...begun, backup: null, schedule: null, namespaceMapping: {} },
    ...{ includedNamespaces: [], excludedNamespaces: [], errors: 0 },
    ...{ warnings: 0, itemsRestored: 0 },
  },
  DeleteBackupRequest: { ...ended, backup: '', backupUid: null, errors: [] },
  PodVolumeBackup: copied,
  DataUpload: copied,
  LonghornBackup: {
    ...{ ...begun, volume: '', backupTarget: '', state: '' },
    ...{ snapshotAt: null, sizeBytes: null, uploadedBytes: null },
  },
  PostgresBackup: {
    ...{ ...begun, cluster: '', scheduledBackup: null, stoppedAt: null },
  },
};

/** A fact of any kind as a row; without an index unless one is given. */
export function factRow<K extends FactKind>(
  kind: K,
  fact: FactByKind[K],
  index: Partial<FactRow['index']> = {},
): FactRow {
  const whole = { ...blanks[kind], ...fact };
  return {
    namespace: 'namespace' in fact ? fact.namespace : '',
    name: fact.name,
    uid: fact.uid,
    resourceVersion: '1',
    fact: whole,
    index: { ...noIndex, ...index },
    belonging: belongingOf(kind, fact),
    heartbeat: heartbeatOf(kind, whole),
  };
}

/** A scope that takes some namespaces. */
export function scopeOf(
  includedNamespaces: string[],
  excludedNamespaces: string[] = [],
): BackupScope {
  return { ...scope, includedNamespaces, excludedNamespaces };
}

/** A cluster as the registry defines it. */
export function defineCluster(
  name: string,
  rest: Partial<ClusterDefinition> = {},
): ClusterDefinition {
  return {
    name,
    title: null,
    environment: null,
    definedAt: `veleroManager.clusters[${name}]`,
    url: null,
    auth: { type: 'inCluster' },
    ca: null,
    skipTLSVerify: false,
    veleroNamespaces: null,
    argocd: { names: [], servers: [] },
    ...rest,
  };
}

/** An entity that claims namespaces, written `cluster/namespace` or `namespace`. */
export function claimingEntity(
  name: string,
  claims: string[],
  rest: Partial<EntityRow['claims']> = {},
): EntityRow {
  return {
    entityRef: `component:default/${name}`,
    title: name,
    owner: 'group:default/team-a',
    claims: {
      claims: claims.map(claim => {
        const [namespace, cluster] = claim.split('/').reverse();
        return { cluster: cluster ?? null, namespace };
      }),
      syncObjects: [],
      rpoSeconds: null,
      exemptionRequested: false,
      problems: [],
      ...rest,
    },
  };
}

export function namespaceRow(
  name: string,
  rest: Partial<NamespaceFact> = {},
): FactRow {
  const fact: NamespaceFact = {
    name,
    uid: `uid-${name}`,
    createdAt: '2026-01-01T00:00:00.000Z',
    deletedAt: null,
    phase: 'Active',
    labels: {},
    confirmedEntity: null,
    ...rest,
  };
  return factRow('Namespace', fact);
}

export function scheduleRow(
  name: string,
  rest: Partial<ScheduleFact> = {},
): FactRow {
  const fact: ScheduleFact = {
    namespace: 'velero',
    name,
    uid: `uid-${name}`,
    createdAt: '2026-01-01T00:00:00.000Z',
    deletedAt: null,
    cron: '0 2 * * *',
    paused: false,
    skipImmediately: null,
    phase: 'Enabled',
    validationErrors: [],
    lastBackupAt: null,
    lastSkippedAt: null,
    scope,
    change: null,
    specHash: null,
    labels: {},
    backupLabels: {},
    hasTemplateLabels: false,
    useOwnerReferences: false,
    argocdTrackingId: null,
    snapshotClasses: {},
    ...rest,
  };
  return factRow('Schedule', fact, {
    owner: name,
    namespaces: namespaceLists(fact.scope),
  });
}

export function backupRow(
  name: string,
  rest: Partial<BackupFact> = {},
): FactRow {
  const fact: BackupFact = {
    namespace: 'velero',
    name,
    uid: `uid-${name}`,
    createdAt: '2026-01-01T00:00:00.000Z',
    deletedAt: null,
    schedule: null,
    phase: 'Completed',
    scope,
    startedAt: '2026-01-01T00:00:00.000Z',
    completedAt: '2026-01-01T00:05:00.000Z',
    expiresAt: null,
    warnings: 0,
    errors: 0,
    failureReason: null,
    validationErrors: [],
    csiSnapshotsAttempted: 0,
    csiSnapshotsCompleted: 0,
    volumeSnapshotsAttempted: 0,
    volumeSnapshotsCompleted: 0,
    itemOperationsAttempted: 0,
    itemOperationsCompleted: 0,
    itemOperationsFailed: 0,
    hooksFailed: 0,
    itemsTotal: null,
    itemsBackedUp: null,
    ownerUids: [],
    gcFailure: null,
    snapshotClasses: {},
    sourceClusterVersion: null,
    clusterLabel: null,
    ...rest,
  };
  return factRow('Backup', fact, {
    owner: fact.schedule ?? '',
    occurredAt: fact.startedAt,
    outcome: fact.phase,
    namespaces: namespaceLists(fact.scope),
  });
}

export function storageLocationRow(
  name: string,
  rest: Partial<StorageLocationFact> = {},
): FactRow {
  const fact: StorageLocationFact = {
    namespace: 'velero',
    name,
    uid: `uid-${name}`,
    createdAt: '2026-01-01T00:00:00.000Z',
    specHash: null,
    provider: 'aws',
    bucket: 'backups',
    prefix: '',
    endpoint: '',
    accessMode: 'ReadWrite',
    isDefault: true,
    phase: 'Available',
    message: null,
    lastValidatedAt: null,
    validationFrequencySeconds: 60,
    skipsTlsVerify: false,
    isEncrypted: false,
    credential: null,
    ...rest,
  };
  return factRow('BackupStorageLocation', fact);
}

export function applicationRow(
  name: string,
  targets: FactRow['index']['targets'],
  rest: Partial<ApplicationFact> = {},
): FactRow {
  const fact: ApplicationFact = {
    engine: 'argocd',
    kind: 'Application',
    namespace: 'argocd',
    name,
    uid: `uid-${name}`,
    createdAt: '2026-01-01T00:00:00.000Z',
    deletedAt: null,
    specHash: null,
    project: 'default',
    labels: {},
    applicationSet: null,
    destination: { server: null, name: null, namespace: null },
    automated: true,
    prunes: false,
    selfHeals: false,
    cascades: false,
    skipReconcile: false,
    sources: [],
    syncStatus: 'Synced',
    revisions: [],
    healthStatus: 'Healthy',
    reconciledAt: null,
    isSyncRequested: false,
    operation: null,
    conditions: [],
    lastDeployed: null,
    deployments: [],
    resourceCount: 0,
    ownsVeleroCrds: false,
    backupObjects: [],
    ...rest,
  };
  return factRow('Application', fact, { targets });
}

export function kustomizationRow(
  name: string,
  targetNamespaces: string[],
  rest: Partial<KustomizationFact> = {},
): FactRow {
  const fact: KustomizationFact = {
    engine: 'flux',
    kind: 'Kustomization',
    namespace: 'flux-system',
    name,
    uid: `uid-${name}`,
    createdAt: '2026-01-01T00:00:00.000Z',
    deletedAt: null,
    specHash: null,
    labels: {},
    suspended: false,
    generation: 1,
    observedGeneration: 1,
    settledGeneration: 1,
    path: './',
    prunes: true,
    ownsVeleroCrds: false,
    sourceRef: {
      kind: 'GitRepository',
      namespace: 'flux-system',
      name: 'flux-system',
    },
    intervalSeconds: 600,
    timeoutSeconds: 600,
    remote: false,
    targetNamespace: null,
    inventoryNamespaces: targetNamespaces,
    conditions: [],
    lastAppliedRevision: null,
    lastAttemptedRevision: null,
    lastReconciledAt: null,
    lastOutcome: null,
    reconciliations: [],
    backupObjects: [],
    ...rest,
  };
  return factRow('Kustomization', fact, {
    targets: targetNamespaces.map(namespace => ({
      destination: 'self',
      namespace,
    })),
  });
}
