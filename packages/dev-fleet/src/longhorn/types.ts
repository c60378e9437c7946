import { ObjectStore } from '../apiserver/ObjectStore';

/** A volume of Longhorn in the story, and the workload that uses it. @internal */
export interface LonghornVolumeStory {
  namespace: string;
  workload: string;
  claim: string;
  gibibytes: number;
  /**
   * Since when its workload is scaled to nothing, so that the volume is
   * detached, in hours before the fleet starts.
   */
  detachedSinceHours?: number;
}

/** Longhorn in one cluster of the story. @internal */
export interface LonghornStory {
  /** Five fields; takes every volume of group `default`. Null where nothing does. */
  cron: string | null;
  retain: number;
  volumes: LonghornVolumeStory[];
  /** Since when its backup target cannot be reached, in hours before the fleet starts. */
  targetDownSinceHours?: number;
}

/** Where Longhorn lives. @internal */
export const LONGHORN_NAMESPACE = 'longhorn-system';

/** API resources of Longhorn. @internal */
export const LONGHORN_VOLUMES = 'volumes.longhorn.io';
/** @internal */
export const LONGHORN_BACKUPS = 'backups.longhorn.io';
/** @internal */
export const BACKUP_VOLUMES = 'backupvolumes.longhorn.io';
/** @internal */
export const BACKUP_TARGETS = 'backuptargets.longhorn.io';
/** @internal */
export const RECURRING_JOBS = 'recurringjobs.longhorn.io';
/** @internal */
export const SETTINGS = 'settings.longhorn.io';

/** All that the stand-in for Longhorn works with. @internal */
export interface LonghornContext {
  store: ObjectStore;
  /** When each RecurringJob is due, by name. */
  dueAt: Map<string, number>;
  /** How long a backup takes, in milliseconds. */
  durationMs: number;
}
