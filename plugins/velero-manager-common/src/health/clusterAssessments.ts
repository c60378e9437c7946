import type { EngineGood } from '../engines/EngineStanding';
import type { BackupTargetAssessment } from '../engines/longhorn/assessBackupTarget';
import type { ScheduledBackupAssessment } from '../engines/postgres/assessScheduledBackup';
import {
  BackupRepositoryFact,
  LonghornVolumeFact,
  NodeAgentFact,
  PostgresClusterFact,
  VeleroServerFact,
} from '../facts';
import {
  AssessedPart,
  ScheduleAssessment,
  StorageLocationAssessment,
  SyncAssessment,
  SyncSourceAssessment,
} from './assessments';
import { ProtectionVerdict } from './verdict';

export type { EngineGood } from '../engines/EngineStanding';
export type { BackupTargetAssessment } from '../engines/longhorn/assessBackupTarget';
export type { ScheduledBackupAssessment } from '../engines/postgres/assessScheduledBackup';

/** Velero in one namespace of a cluster: its server and its node agents. @public */
export interface InstallAssessment {
  /** `cluster/namespace`. */
  id: string;
  cluster: string;
  namespace: string;
  /** More than one where a Deployment was left behind. */
  servers: readonly VeleroServerFact[];
  /** One for each operating system. */
  agents: readonly NodeAgentFact[];
  verdict: ProtectionVerdict;
}

/** A repository that copies of a namespace's volumes go to. @public */
export interface RepositoryAssessment {
  cluster: string;
  fact: BackupRepositoryFact;
  verdict: ProtectionVerdict;
}

/** A PostgreSQL cluster of CloudNative-PG. @public */
export interface DatabaseAssessment {
  /** `cluster/namespace/name`. */
  id: string;
  cluster: string;
  fact: PostgresClusterFact;
  verdict: ProtectionVerdict;
  lastGood: EngineGood | null;
  /** Whether its write-ahead log gets out of the cluster, and since when that is so. */
  walArchive: {
    state: 'archiving' | 'failing' | 'unproven' | 'none';
    since: Date | null;
  };
  /** The moments it can be recovered to; `to` is `null` while that is up to now. */
  recoveryWindow: { from: Date; to: Date | null } | null;
  /** Ids of the ScheduledBackups that make its base backups. */
  schedules: readonly string[];
  running: boolean;
}

/** A volume that recurring jobs of Longhorn back up. @public */
export interface VolumeBackupAssessment {
  /** `cluster/namespace/name`, where Longhorn keeps it. */
  id: string;
  cluster: string;
  fact: LonghornVolumeFact;
  verdict: ProtectionVerdict;
  lastGood: EngineGood | null;
  /** Ids of the recurring jobs. */
  schedules: readonly string[];
  running: boolean;
  /** Whether jobs pass it by, because it is attached nowhere. */
  isSkipped: boolean;
}

/**
 * What the engines of a cluster promise beside Velero's schedules, and whether
 * they keep it.
 *
 * @public
 */
export interface EnginesAssessment {
  repositories: RepositoryAssessment[];
  databases: DatabaseAssessment[];
  scheduledBackups: ScheduledBackupAssessment[];
  backupTargets: BackupTargetAssessment[];
  volumes: VolumeBackupAssessment[];
}

/** All that an assessment of a cluster finds. @public */
export interface ClusterAssessment extends EnginesAssessment {
  installs: InstallAssessment[];
  schedules: ScheduleAssessment[];
  storageLocations: StorageLocationAssessment[];
  syncObjects: SyncAssessment[];
  syncSources: SyncSourceAssessment[];
  parts: AssessedPart[];
  /** Always `null`: a cluster has no single last good copy. */
  lastGoodAt: string | null;
  /** Always `null`: objectives belong to services. */
  objectiveMet: boolean | null;
  validUntil: Date | null;
}
