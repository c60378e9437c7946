import {
  ApplicationFact,
  ApplicationSetFact,
  AppProjectFact,
  BackupFact,
  BackupRepositoryFact,
  CronJobFact,
  DataVolumeFact,
  DeleteBackupRequestFact,
  HelmReleaseFact,
  KustomizationFact,
  LonghornBackupFact,
  LonghornBackupTargetFact,
  LonghornBackupVolumeFact,
  LonghornRecurringJobFact,
  LonghornSettingFact,
  LonghornVolumeFact,
  NamespaceFact,
  NodeAgentFact,
  ObjectStoreFact,
  PersistentVolumeClaimFact,
  PersistentVolumeFact,
  PodFact,
  PostgresBackupFact,
  PostgresClusterFact,
  PostgresScheduledBackupFact,
  ResourcePolicyFact,
  RestoreFact,
  ScheduleFact,
  SourceFact,
  StorageClassFact,
  StorageLocationFact,
  VeleroServerFact,
  VirtualMachineFact,
  VolumeCopyFact,
  VolumeRestoreFact,
  VolumeSnapshotClassFact,
  VolumeSnapshotFact,
} from '../facts';
import { Parsed } from '../parsed';

/**
 * The type of the fact that each collected kind becomes. Kinds of which several
 * engines have one are told apart by a prefix.
 *
 * @public
 */
export interface FactByKind {
  Namespace: NamespaceFact;
  PersistentVolumeClaim: PersistentVolumeClaimFact;
  PersistentVolume: PersistentVolumeFact;
  Pod: PodFact;
  StorageClass: StorageClassFact;
  VolumeSnapshotClass: VolumeSnapshotClassFact;
  VolumeSnapshot: VolumeSnapshotFact;
  CronJob: CronJobFact;

  Schedule: ScheduleFact;
  Backup: BackupFact;
  BackupStorageLocation: StorageLocationFact;
  Restore: RestoreFact;
  PodVolumeBackup: VolumeCopyFact;
  DataUpload: VolumeCopyFact;
  PodVolumeRestore: VolumeRestoreFact;
  DataDownload: VolumeRestoreFact;
  BackupRepository: BackupRepositoryFact;
  DeleteBackupRequest: DeleteBackupRequestFact;
  /** Velero's Deployment. */
  VeleroServer: VeleroServerFact;
  /** Velero's DaemonSet. */
  NodeAgent: NodeAgentFact;
  /** A ConfigMap that a schedule or a backup names. */
  ResourcePolicy: ResourcePolicyFact;

  PostgresCluster: PostgresClusterFact;
  PostgresBackup: PostgresBackupFact;
  PostgresScheduledBackup: PostgresScheduledBackupFact;
  ObjectStore: ObjectStoreFact;

  LonghornVolume: LonghornVolumeFact;
  LonghornBackup: LonghornBackupFact;
  LonghornBackupVolume: LonghornBackupVolumeFact;
  LonghornBackupTarget: LonghornBackupTargetFact;
  LonghornRecurringJob: LonghornRecurringJobFact;
  LonghornSetting: LonghornSettingFact;

  VirtualMachine: VirtualMachineFact;
  DataVolume: DataVolumeFact;

  Application: ApplicationFact;
  ApplicationSet: ApplicationSetFact;
  AppProject: AppProjectFact;
  Kustomization: KustomizationFact;
  HelmRelease: HelmReleaseFact;
  GitRepository: SourceFact;
  OCIRepository: SourceFact;
  HelmRepository: SourceFact;
  Bucket: SourceFact;
}

/** A kind of fact that we keep. @public */
export type FactKind = keyof FactByKind;

/**
 * Where a sync object puts things: `self` is the cluster it was read from,
 * `name:` and `server:` are an Argo CD destination as Argo CD writes it.
 *
 * @public
 */
export type Destination = 'self' | `name:${string}` | `server:${string}`;

/**
 * The namespace lists of a backup as they are written, patterns and all.
 *
 * @public
 */
export interface NamespaceLists {
  included: string[];
  excluded: string[];
}

/**
 * What the store indexes of a fact, beside its key.
 *
 * @public
 */
export interface FactIndex {
  /**
   * What it is found by, beside its own name. The schedule it belongs to: a
   * Backup's, `''` for a manual one; a Schedule's own name. The namespace whose
   * volume it copied or restored. The volume or database of a backup of
   * another engine. Else `null`.
   */
  owner: string | null;
  /** When it happened, RFC 3339 UTC, for kinds that are history (a Backup); else `null`. */
  occurredAt: string | null;
  /** How it ended or stands, for kinds that are history: a Backup's phase; else `null`. */
  outcome: string | null;
  /** The namespaces a sync object applies to, with the cluster as it names it. */
  targets: { destination: Destination; namespace: string }[];
  /** What a Schedule or a Backup takes; else `null`. */
  namespaces: NamespaceLists | null;
}

/**
 * All that the backend must know to collect one kind: where the API server
 * serves it, how to read an object, and what to index.
 *
 * @public
 */
export interface KindDefinition<K extends FactKind = FactKind> {
  kind: K;
  engine:
    | 'kubernetes'
    | 'velero'
    | 'cloudnative-pg'
    | 'longhorn'
    | 'kubevirt'
    | 'argocd'
    | 'flux';
  /** API group, `''` for core. */
  group: string;
  /** Versions we can read, preferred first. */
  versions: string[];
  /** Plural resource name, as in the URL. */
  resource: string;
  /**
   * Where to look: `cluster` (everywhere) or only in Velero's own namespaces,
   * because the kind is common and ours are few; there `named` reads no more
   * than the objects whose names facts of other kinds say.
   */
  reach?: 'cluster' | 'velero-namespaces' | 'named';
  /**
   * `poll` where a watch would cost more than it tells (Pods): listed for
   * namespaces with claims, on a new run and every ten minutes.
   */
  follow?: 'watch' | 'poll';
  /** Never throws; drops all that a verdict does not need. */
  parse(object: unknown): Parsed<FactByKind[K]>;
  /** Whether a fact is worth keeping; absent: always. */
  keep?(fact: FactByKind[K]): boolean;
  index(fact: FactByKind[K]): FactIndex;
}
