import {
  defineKind,
  FIRST_REVISION,
  ScaleKind,
  ScaleObject,
  serviceNamespace,
  uidOf,
} from '../ScaleKind';
import { backupName, inVelero, metadata, startOf } from './backups';

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

/** Kinds of Velero that say what was copied and brought back. @internal */
export const volumeCopyKinds: ScaleKind[] = [
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
];
