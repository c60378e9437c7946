import {
  PostgresBackupFact,
  PostgresClusterFact,
  PostgresScheduledBackupFact,
} from '../../facts';
import { CronRules } from '../../health/SlotGrid';
import { quoteName, quoteValue } from '../../words';
import { SlotSchedule } from '../SlotSchedule';
import { postgresRuns } from './postgresRuns';

/**
 * The operator reads six fields, in the zone of its own process: its image runs
 * in UTC, and the library knows no zone in the text (robfig/cron 1.2.0).
 */
const RULES: CronRules = {
  dialects: ['robfig-v1'],
  zone: 'UTC',
  zonePrefixAllowed: false,
};

/**
 * A ScheduledBackup with the Backups that it made.
 *
 * @internal
 */
export function scheduledBackupSlots(
  fact: PostgresScheduledBackupFact,
  context: {
    cluster: string;
    database: PostgresClusterFact | null;
    backups: readonly PostgresBackupFact[];
  },
): SlotSchedule {
  return SlotSchedule.create({
    id: `${context.cluster}/${fact.namespace}/${fact.name}`,
    name: fact.name,
    createdAt: new Date(fact.createdAt),
    cron: fact.cron,
    rules: RULES,
    isPaused: fact.suspended,
    misfit: misfitOf(fact, context.database),
    countsFrom: new Date(fact.lastCheckedAt ?? fact.createdAt),
    runs: postgresRuns(
      context.backups.filter(
        ({ scheduledBackup }) => scheduledBackup === fact.name,
      ),
    ),
  });
}

/**
 * Why every Backup that it makes fails: its database is not set up for its
 * method (cloudnative-pg internal/controller/backup_controller.go).
 */
function misfitOf(
  { method, cluster }: PostgresScheduledBackupFact,
  database: PostgresClusterFact | null,
): string | null {
  if (!database) {
    return `PostgreSQL cluster ${quoteName(cluster)} does not exist`;
  }
  const { hasInTreeObjectStore, hasVolumeSnapshotMethod, barmanPlugin } =
    database;
  switch (method) {
    case 'plugin':
      return barmanPlugin?.isEnabled === false && !database.hasOtherWalArchiver
        ? `the Barman Cloud plug-in of PostgreSQL cluster ${quoteName(
            cluster,
          )} is disabled`
        : null;
    case 'volumeSnapshot':
      return hasVolumeSnapshotMethod
        ? null
        : `PostgreSQL cluster ${quoteName(
            cluster,
          )} has no section spec.backup.volumeSnapshot`;
    case 'barmanObjectStore':
      return hasInTreeObjectStore
        ? null
        : `PostgreSQL cluster ${quoteName(
            cluster,
          )} has no section spec.backup.barmanObjectStore`;
    default:
      return `method ${quoteValue(method)} is not known`;
  }
}
