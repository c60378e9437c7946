import type { nextRuns } from '@velero-manager/backstage-plugin-velero-manager-common';
import { KubeObject } from '../apiserver/KubeObject';
import { ObjectStore } from '../apiserver/ObjectStore';
import { ObjectBucket } from './ObjectBucket';
import type { WorkQueue } from './WorkQueue';

/** A Schedule as the stand-in reads it. @internal */
export interface ScheduleObject extends KubeObject {
  spec: {
    schedule: string;
    paused?: boolean;
    skipImmediately?: boolean;
    template: BackupSpec & { metadata?: { labels?: Record<string, string> } };
  };
}

/** The part of a BackupSpec that the stand-in heeds. @internal */
export interface BackupSpec extends Record<string, unknown> {
  includedNamespaces?: string[];
  excludedNamespaces?: string[];
  storageLocation?: string;
  ttl?: string;
  labelSelector?: { matchLabels?: Record<string, string> };
  snapshotMoveData?: boolean;
  snapshotVolumes?: boolean;
  defaultVolumesToFsBackup?: boolean;
}

/** A Backup as the stand-in reads it. @internal */
export interface BackupObject extends KubeObject {
  spec: BackupSpec;
  status?: BackupStatus;
}

/** The part of a BackupStatus that the stand-in writes. @internal */
export interface BackupStatus extends Record<string, unknown> {
  phase?: string;
  startTimestamp?: string;
  completionTimestamp?: string;
  expiration?: string;
}

/** A BackupStorageLocation as the stand-in reads it. @internal */
export interface LocationObject extends KubeObject {
  spec: {
    provider: string;
    objectStorage: { bucket: string; prefix?: string };
    accessMode?: string;
    default?: boolean;
  };
}

/**
 * How a run ends; one that stays `InProgress` hangs. `after` limits it to runs
 * that start later, so that a story can have a healthy past.
 *
 * @public
 */
export interface RunPlan {
  /** Name of the schedule that it is about. */
  schedule: string;
  outcome: 'PartiallyFailed' | 'Failed' | 'InProgress';
  errors: number;
  failureReason?: string;
  after?: Date;
}

/**
 * How a Velero server was installed: what its arguments and its init containers
 * say.
 *
 * @public
 */
export interface ServerSettings {
  /** `--features`: without `EnableCSI` no CSI volume is snapshotted. */
  features: string[];
  /** `--default-volumes-to-fs-backup`. */
  defaultVolumesToFsBackup: boolean;
  /** `--concurrent-backups`. */
  concurrentBackups: number;
  /** Images of the init containers, which bring the plug-ins. */
  plugins: string[];
  /** On how many nodes the node agent is meant to run, and on how many it is ready. */
  agents: { desired: number; ready: number };
}

/**
 * All that one Velero server of the fleet works with.
 *
 * @internal
 */
export interface VeleroContext {
  store: ObjectStore;
  namespace: string;
  /** Server version without `v`, as the image tag says it. */
  version: string;
  /** Buckets by name. */
  buckets: Map<string, ObjectBucket>;
  plans: RunPlan[];
  settings: ServerSettings;
  /** How long a backup takes, in milliseconds. */
  durationMs: number;
  work: WorkQueue;
  /** The next slot of a schedule, by its cron text and what it counts from. */
  slots: Map<string, ReturnType<typeof nextRuns>>;
  /** What was seen when a storage location was last synced, by its name. */
  synced: Map<string, string>;
}

/** API resources that the stand-in works with. @internal */
export const SCHEDULES = 'schedules.velero.io';
/** @internal */
export const BACKUPS = 'backups.velero.io';
/** @internal */
export const LOCATIONS = 'backupstoragelocations.velero.io';
/** @internal */
export const POD_VOLUME_BACKUPS = 'podvolumebackups.velero.io';
/** @internal */
export const POD_VOLUME_RESTORES = 'podvolumerestores.velero.io';
/** @internal */
export const DATA_UPLOADS = 'datauploads.velero.io';
/** @internal */
export const DATA_DOWNLOADS = 'datadownloads.velero.io';
/** @internal */
export const REPOSITORIES = 'backuprepositories.velero.io';
/** @internal */
export const RESTORES = 'restores.velero.io';
/** @internal */
export const DELETE_REQUESTS = 'deletebackuprequests.velero.io';
