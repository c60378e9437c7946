import {
  defineKind,
  FIRST_REVISION,
  instant,
  managedFields,
  ScaleKind,
  ScaleObject,
  serviceNamespace,
  uidOf,
} from '../ScaleKind';

const DAY_S = 86_400;
const KEPT_DAYS = 90;

const metadata = {
  name: '{{name}}',
  namespace: 'velero',
  uid: '{{uid}}',
  resourceVersion: '{{revision}}',
  generation: 5,
};
const inVelero = (name: string) => ({ namespace: 'velero', name });

/**
 * The slot of a backup: schedules take turns, the newest first; those that are
 * made while the fleet runs follow in seconds.
 */
function startOf({ index, size, epoch }: ScaleObject): string {
  const age = Math.floor(index / size.schedules) * DAY_S + 3600;
  return instant(epoch, index < size.backups ? -age : index - size.backups);
}

function backupName(of: ScaleObject): string {
  const stamp = startOf(of).replace(/\D/g, '').slice(0, 14);
  return `daily-${of.index % of.size.schedules}-${stamp}-${of.index}`;
}

/** The backup and the claim that a copy is of, and how far it came. */
function copyValues(of: ScaleObject) {
  const { index, size, cluster, revision } = of;
  const backup = { ...of, index: index % size.backups };
  const claim = index % size.claims;
  return {
    backup: backupName(backup),
    backupUid: uidOf('backups.velero.io', backup),
    claim: `data-${claim}`,
    claimUid: uidOf('persistentvolumeclaims', { cluster, index: claim }),
    pod: `web-${claim}`,
    podUid: uidOf('pods', { cluster, index: claim }),
    target: serviceNamespace(claim, size),
    started: startOf(backup),
    bytes: (revision - FIRST_REVISION) * 1024,
  };
}

const copyLabels = {
  'velero.io/backup-name': '{{backup}}',
  'velero.io/backup-uid': '{{backupUid}}',
  'velero.io/pvc-uid': '{{claimUid}}',
};
const copyOwner = {
  apiVersion: 'velero.io/v1',
  kind: 'Backup',
  name: '{{backup}}',
  uid: '{{backupUid}}',
  controller: true,
};
const copyStatus = {
  phase: 'Completed',
  snapshotID: '5d1c0ee5b7a1',
  startTimestamp: '{{started}}',
  completionTimestamp: '{{started}}',
  progress: { totalBytes: '{{#bytes}}', bytesDone: '{{#bytes}}' },
};

const scopeFields = {
  'f:csiSnapshotTimeout': {},
  'f:defaultVolumesToFsBackup': {},
  'f:excludedClusterScopedResources': {},
  'f:excludedNamespaceScopedResources': {},
  'f:hooks': {},
  'f:includedNamespaces': {},
  'f:itemOperationTimeout': {},
  'f:metadata': {},
  'f:snapshotMoveData': {},
  'f:storageLocation': {},
  'f:ttl': {},
  'f:volumeSnapshotLocations': {},
};

/** Kinds of Velero. @internal */
export const veleroKinds: ScaleKind[] = [
  defineKind({
    resource: 'backupstoragelocations.velero.io',
    count: () => 1,
    keyOf: () => inVelero('offsite'),
    template: {
      apiVersion: 'velero.io/v1',
      kind: 'BackupStorageLocation',
      metadata: { ...metadata, creationTimestamp: '2026-01-05T08:00:00Z' },
      spec: {
        provider: 'aws',
        default: true,
        objectStorage: { bucket: 'backups', prefix: '{{cluster}}' },
        config: { region: 'eu-west-1', s3Url: 'https://minio.example.com' },
      },
      status: { phase: 'Available', lastValidationTime: '{{validated}}' },
    },
    values: ({ epoch, revision }) => ({ validated: instant(epoch, revision) }),
    churn: { weight: 1, comesAndGoes: false },
  }),
  defineKind({
    resource: 'schedules.velero.io',
    count: size => size.schedules,
    keyOf: ({ index }) => inVelero(`daily-${index}`),
    template: {
      apiVersion: 'velero.io/v1',
      kind: 'Schedule',
      metadata: {
        ...metadata,
        creationTimestamp: '2026-01-05T08:00:00Z',
        labels: { writes: 'w{{writes}}' },
      },
      spec: {
        schedule: '0 2 * * *',
        template: {
          includedNamespaces: ['{{target}}'],
          storageLocation: 'offsite',
          snapshotMoveData: true,
          ttl: '2160h0m0s',
        },
      },
      status: { phase: 'Enabled', lastBackup: '{{lastBackup}}' },
    },
    values: ({ index, size, epoch }) => ({
      target: serviceNamespace(index, size),
      lastBackup: instant(epoch, -3600),
    }),
    churn: { weight: 1, comesAndGoes: false },
  }),
  defineKind({
    resource: 'backups.velero.io',
    count: size => size.backups,
    keyOf: of => inVelero(backupName(of)),
    template: {
      apiVersion: 'velero.io/v1',
      kind: 'Backup',
      metadata: {
        ...metadata,
        creationTimestamp: '{{started}}',
        annotations: {
          'velero.io/resource-timeout': '10m0s',
          'velero.io/source-cluster-k8s-gitversion': 'v1.34.2',
          'velero.io/source-cluster-k8s-major-version': '1',
          'velero.io/source-cluster-k8s-minor-version': '34',
        },
        labels: {
          'velero.io/schedule-name': '{{schedule}}',
          'velero.io/storage-location': 'offsite',
        },
        managedFields: managedFields('velero.io/v1', {
          'f:metadata': { 'f:annotations': {}, 'f:labels': {} },
          'f:spec': scopeFields,
          'f:status': {},
        }),
      },
      spec: {
        csiSnapshotTimeout: '10m0s',
        defaultVolumesToFsBackup: false,
        excludedResources: ['volumesnapshots.snapshot.storage.k8s.io'],
        hooks: {},
        includedNamespaces: ['{{target}}'],
        itemOperationTimeout: '4h0m0s',
        metadata: {},
        snapshotMoveData: true,
        storageLocation: 'offsite',
        ttl: '2160h0m0s',
        volumeGroupSnapshotLabelKey: 'velero.io/volume-group',
      },
      status: {
        phase: 'Completed',
        formatVersion: '1.1.0',
        version: 1,
        startTimestamp: '{{started}}',
        completionTimestamp: '{{started}}',
        expiration: '{{expires}}',
        warnings: '{{#writes}}',
        csiVolumeSnapshotsAttempted: 2,
        csiVolumeSnapshotsCompleted: 2,
        backupItemOperationsAttempted: 2,
        backupItemOperationsCompleted: 2,
        hookStatus: {},
        progress: { itemsBackedUp: 61, totalItems: 61 },
      },
    },
    values: of => ({
      schedule: `daily-${of.index % of.size.schedules}`,
      target: serviceNamespace(of.index % of.size.schedules, of.size),
      started: startOf(of),
      expires: instant(Date.parse(startOf(of)), KEPT_DAYS * DAY_S),
    }),
    churn: { weight: 3, comesAndGoes: true },
  }),
  defineKind({
    resource: 'restores.velero.io',
    count: () => 2,
    keyOf: ({ index }) => inVelero(`drill-${index}`),
    template: {
      apiVersion: 'velero.io/v1',
      kind: 'Restore',
      metadata: { ...metadata, creationTimestamp: '{{started}}' },
      spec: { backupName: '{{backup}}', includedNamespaces: ['shop-0'] },
      status: {
        phase: 'Completed',
        startTimestamp: '{{started}}',
        completionTimestamp: '{{started}}',
        progress: { itemsRestored: 61, totalItems: 61 },
      },
    },
    values: copyValues,
  }),
  defineKind({
    resource: 'podvolumebackups.velero.io',
    count: size => size.copies,
    keyOf: ({ index }) => inVelero(`copy-${index}-files`),
    template: {
      apiVersion: 'velero.io/v1',
      kind: 'PodVolumeBackup',
      metadata: {
        ...metadata,
        creationTimestamp: '{{started}}',
        annotations: { 'velero.io/pvc-name': '{{claim}}' },
        labels: copyLabels,
        ownerReferences: [copyOwner],
      },
      spec: {
        backupStorageLocation: 'offsite',
        node: 'worker-1',
        pod: {
          kind: 'Pod',
          namespace: '{{target}}',
          name: '{{pod}}',
          uid: '{{podUid}}',
        },
        repoIdentifier: '',
        uploaderType: 'kopia',
        volume: 'data',
      },
      status: { ...copyStatus, path: '/host_pods/{{podUid}}/volumes/data' },
    },
    values: copyValues,
    churn: { weight: 4, comesAndGoes: true },
  }),
  defineKind({
    resource: 'datauploads.velero.io',
    count: size => size.copies,
    keyOf: ({ index }) => inVelero(`copy-${index}-data`),
    template: {
      apiVersion: 'velero.io/v2alpha1',
      kind: 'DataUpload',
      metadata: {
        ...metadata,
        creationTimestamp: '{{started}}',
        labels: copyLabels,
        ownerReferences: [copyOwner],
      },
      spec: {
        backupStorageLocation: 'offsite',
        csiSnapshot: {
          snapshotClass: 'fast',
          storageClass: 'fast',
          volumeSnapshot: 'velero-{{claim}}-x4kw2',
        },
        operationTimeout: '10m0s',
        snapshotType: 'CSI',
        sourceNamespace: '{{target}}',
        sourcePVC: '{{claim}}',
      },
      status: { ...copyStatus, node: 'worker-2' },
    },
    values: copyValues,
    churn: { weight: 6, comesAndGoes: true },
  }),
  defineKind({
    resource: 'backuprepositories.velero.io',
    count: size => size.namespaces,
    keyOf: ({ index, size }) =>
      inVelero(`${serviceNamespace(index, size)}-offsite-kopia`),
    template: {
      apiVersion: 'velero.io/v1',
      kind: 'BackupRepository',
      metadata: { ...metadata, creationTimestamp: '2026-01-05T08:00:00Z' },
      spec: {
        backupStorageLocation: 'offsite',
        maintenanceFrequency: '1h0m0s',
        repositoryType: 'kopia',
        volumeNamespace: '{{target}}',
      },
      status: { phase: 'Ready', lastMaintenanceTime: '{{maintained}}' },
    },
    values: ({ index, size, epoch, revision }) => ({
      target: serviceNamespace(index, size),
      maintained: instant(epoch, revision - FIRST_REVISION),
    }),
    churn: { weight: 2, comesAndGoes: false },
  }),
  defineKind({
    resource: 'deletebackuprequests.velero.io',
    count: () => 2,
    keyOf: ({ index }) => inVelero(`gone-${index}-kq4zp`),
    template: {
      apiVersion: 'velero.io/v1',
      kind: 'DeleteBackupRequest',
      metadata: { ...metadata, creationTimestamp: '2026-11-20T03:00:00Z' },
      spec: { backupName: 'gone' },
      status: { phase: 'Processed' },
    },
  }),
];
