import {
  BackupFact,
  ClusterFacts,
  EntityFacts,
  FactLists,
  VirtualMachineFact,
  VolumeCopyFact,
} from '../../facts';
import {
  nodeAgent,
  snapshotClass,
  storageClass,
  volume,
} from '../../coverage/__fixtures__/storage';
import {
  at,
  claim,
  cluster,
  entity,
  kind,
  pod,
  run,
  schedule,
  scope,
  veleroServer,
  volumeCopy,
} from './facts';

/** Of a schedule that copies the files of volumes. */
export const fileScope = (changes: Parameters<typeof scope>[0] = {}) =>
  scope({ defaultVolumesToFsBackup: true, ...changes });

/** Of a schedule that takes CSI snapshots. */
export const snapshotScope = (changes: Parameters<typeof scope>[0] = {}) =>
  scope({
    defaultVolumesToFsBackup: false,
    snapshotMoveData: false,
    ...changes,
  });

/** A local run that was to copy the files of volumes. */
export const fileRun = (startedAt: string, changes: Partial<BackupFact> = {}) =>
  run(startedAt, { scope: fileScope(), ...changes });

/** The finished copy of the claim `data` that a run made. */
export const copyFor = (
  backup: BackupFact,
  changes: Partial<VolumeCopyFact> = {},
): VolumeCopyFact =>
  volumeCopy({
    name: `copy-${backup.name}`,
    uid: `copy-${backup.name}`,
    backup: backup.name,
    backupUid: backup.uid,
    createdAt: backup.createdAt,
    startedAt: backup.startedAt,
    completedAt: backup.completedAt,
    ...changes,
  });

/** The runs of today and yesterday. */
export const fileRuns = [
  fileRun(at('02:00')),
  fileRun(at('02:00', '2026-11-19')),
];

/** All that a good volume has; each part may be replaced. */
export const volumeObjects = (changes: FactLists = {}): FactLists => ({
  PersistentVolumeClaim: [claim()],
  PersistentVolume: [volume()],
  Pod: [pod()],
  StorageClass: [storageClass()],
  VolumeSnapshotClass: [snapshotClass({ isForVelero: true })],
  VeleroServer: [veleroServer()],
  NodeAgent: [nodeAgent()],
  ResourcePolicy: [],
  PodVolumeBackup: fileRuns.map(backup => copyFor(backup)),
  DataUpload: [],
  ...changes,
});

/** An entity with one volume, whose files a good schedule copies every night. */
export const withVolume = (
  objects: FactLists = {},
  changes: Partial<ClusterFacts> = {},
  more: Partial<EntityFacts> = {},
): EntityFacts =>
  entity({
    clusters: [
      cluster({
        schedules: [schedule({ scope: fileScope() })],
        runs: fileRuns,
        objects: volumeObjects(objects),
        ...changes,
        kinds: {
          ...cluster().kinds,
          VirtualMachine: kind(),
          ...changes.kinds,
        },
      }),
    ],
    ...more,
  });

/** A machine with one disk, the claim `data`. */
export const machine = (
  changes: Partial<VirtualMachineFact> = {},
): VirtualMachineFact => ({
  namespace: 'shop',
  name: 'till',
  uid: 'machine-till',
  createdAt: '2026-01-01T00:00:00.000Z',
  deletedAt: null,
  labels: {},
  status: 'Running',
  claims: ['data'],
  otherVolumes: [],
  ...changes,
});
