import {
  defineKind,
  FIRST_REVISION,
  instant,
  managedFields,
  ScaleKind,
  serviceNamespace,
} from '../ScaleKind';
import { backupName, DAY_S, inVelero, metadata, startOf } from './backups';

const KEPT_DAYS = 90;

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

/** Kinds of Velero that say what shall be done and was. @internal */
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
        credential: { name: 'cloud-credentials', key: 'w{{writes}}' },
      },
      status: { phase: 'Available', lastValidationTime: '{{validated}}' },
    },
    values: ({ epoch, beatAfter }) => ({
      validated: instant(epoch, beatAfter),
    }),
    churn: { weight: 1, comesAndGoes: false },
    // What the server does when spec.validationFrequency is absent.
    beat: { everySeconds: 60 },
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
