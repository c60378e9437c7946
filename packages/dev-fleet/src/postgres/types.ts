import { ObjectStore } from '../apiserver/ObjectStore';

/** A PostgreSQL cluster of CloudNative-PG in the story. @internal */
export interface PostgresStory {
  namespace: string;
  name: string;
  gibibytes: number;
  /** Six fields, seconds first; absent where nobody backs it up. */
  cron?: string;
  /** Since when its WAL is not archived, in hours before the fleet starts. */
  archivingFailsSinceHours?: number;
}

/** API resources of CloudNative-PG and its Barman Cloud plug-in. @internal */
export const POSTGRES_CLUSTERS = 'clusters.postgresql.cnpg.io';
/** @internal */
export const POSTGRES_BACKUPS = 'backups.postgresql.cnpg.io';
/** @internal */
export const SCHEDULED_BACKUPS = 'scheduledbackups.postgresql.cnpg.io';
/** @internal */
export const OBJECT_STORES = 'objectstores.barmancloud.cnpg.io';

/** Name of the plug-in, as Clusters and Backups say it. @internal */
export const BARMAN_PLUGIN = 'barman-cloud.cloudnative-pg.io';

/** All that the stand-in for the operator works with. @internal */
export interface PostgresContext {
  store: ObjectStore;
  archivingFailsSince: Map<string, Date>;
  /** When each ScheduledBackup is due, by `<namespace>/<name>`. */
  dueAt: Map<string, number>;
  /** How long a base backup takes, in milliseconds. */
  durationMs: number;
}
