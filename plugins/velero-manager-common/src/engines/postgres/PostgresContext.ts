import { PostgresClusterFact, PostgresScheduledBackupFact } from '../../facts';
import { Horizon } from '../../health/Horizon';
import { quoteName } from '../../words';
import { engineObjective, EngineObjective } from '../engineObjective';
import { EngineRun } from '../EngineRun';
import { EngineOptions } from '../EngineStanding';
import { SlotSchedule } from '../SlotSchedule';
import { BaseBackup, newestBaseBackups } from './baseBackups';
import { hibernatedSince } from './hibernatedSince';
import { postgresRuns } from './postgresRuns';
import { PostgresView } from './PostgresView';
import { StoreRecord, storeRecordOf } from './recoveryWindow';
import { scheduledBackupSlots } from './scheduledBackupSlots';
import { walArchiveOf, WalArchive } from './walArchive';

/** How much of what was written last may not be archived yet. @internal */
export const ARCHIVE_LAG_MS = 5 * 60_000;
/** Half an hour until the plug-in writes its record, and as much again. */
const RECORD_LAG_MS = 60 * 60_000;

/** A ScheduledBackup and its slots. @internal */
export interface ScheduledBackup {
  fact: PostgresScheduledBackupFact;
  slots: SlotSchedule;
}

/**
 * All that the rules for one PostgreSQL cluster look at.
 *
 * @internal
 */
export interface PostgresContext {
  fact: PostgresClusterFact;
  /** `PostgreSQL cluster 'db' in namespace 'shop' of cluster 'prod-1'`, for sentences. */
  place: string;
  wal: WalArchive;
  record: StoreRecord | null;
  /** The newest base backup, or `null`. */
  base: BaseBackup | null;
  /** Whether it is of the grade that the schedules promise. */
  isBaseWanted: boolean;
  /** Whether a base backup that is lost with the cluster is not enough. */
  requiresOffCluster: boolean;
  /** Whether all base backups that are to come are lost with the cluster. */
  hasOnlySnapshots: boolean;
  /** Whether it can be recovered to any moment up to now. */
  isLive: boolean;
  /** Whether the plug-in names an object store that is not there, or none. */
  isStoreMissing: boolean;
  /** Whether the store should list the newest base backup and does not. */
  isWindowEmpty: boolean;
  scheduled: ScheduledBackup[];
  /** All runs, newest first. */
  runs: EngineRun[];
  /** Since when it is stopped on purpose; `null` while it runs. */
  hibernatedAt: Date | null;
  objective: EngineObjective;
  horizon: Horizon;
}

/**
 * Gathers what the rules need from the facts of a cluster.
 *
 * @internal
 */
export function createPostgresContext(
  fact: PostgresClusterFact,
  options: EngineOptions,
): PostgresContext {
  const { cluster, horizon, requireOffsite } = options;
  const view = PostgresView.of(cluster);
  const backups = view.backupsOf(fact.namespace, fact.name);
  const scheduled = readScheduled(fact, view, cluster.name);
  const wal = walArchiveOf(fact);
  const store = view.objectStoreOf(fact);
  const record = storeRecordOf(fact, store);
  const found = newestBaseBackups(fact, { backups, record, horizon });
  const usable = scheduled.filter(({ slots }) => slots.standing !== 'invalid');
  const wantsOffCluster = requireOffsite && usable.some(isOffCluster);
  const wanted = wantsOffCluster
    ? found.offCluster
    : newerOf(found.offCluster, found.local);
  const base = wanted ?? found.local;
  const isWindowEmpty = findsWindowEmpty(base, record, horizon);
  const known = {
    fact,
    wal,
    record,
    base,
    isBaseWanted: wanted !== null,
    requiresOffCluster: requireOffsite,
    hasOnlySnapshots: usable.length
      ? !usable.some(isOffCluster)
      : base?.isOffCluster === false,
    isLive: wal.state === 'archiving' && base !== null && !isWindowEmpty,
    isStoreMissing: fact.barmanPlugin?.isEnabled === true && store === null,
    isWindowEmpty,
    scheduled,
    runs: postgresRuns(backups),
    hibernatedAt: hibernatedSince(fact, horizon),
    horizon,
  };
  const promised = wantsOffCluster ? scheduled.filter(isOffCluster) : scheduled;
  return {
    ...known,
    place: `PostgreSQL cluster ${quoteName(fact.name)} in namespace ${quoteName(
      fact.namespace,
    )} of cluster ${quoteName(cluster.name)}`,
    objective: databaseObjective(known, {
      promised,
      declaredRpoSeconds: options.declared?.rpoSeconds ?? null,
    }),
  };
}

function readScheduled(
  fact: PostgresClusterFact,
  view: PostgresView,
  cluster: string,
): ScheduledBackup[] {
  const backups = view.backupsOf(fact.namespace, fact.name);
  return view.scheduledBackupsOf(fact).map(sb => ({
    fact: sb,
    slots: scheduledBackupSlots(sb, { cluster, database: fact, backups }),
  }));
}

function databaseObjective(
  known: Omit<PostgresContext, 'place' | 'objective'>,
  options: { promised: ScheduledBackup[]; declaredRpoSeconds: number | null },
): EngineObjective {
  const { base, isBaseWanted, isLive, fact, wal, horizon } = known;
  return engineObjective({
    schedules: options.promised.map(({ slots }) => slots),
    runs: known.runs,
    lastGood: base && isBaseWanted ? goodOf(base, wal) : null,
    since: new Date(fact.createdAt),
    // Up to now is no age that an objective could be breached by.
    declaredRpoSeconds: isLive ? null : options.declaredRpoSeconds,
    stoppedAt: known.hibernatedAt,
    horizon,
  });
}

/**
 * The newest state that a base backup brings back: with WAL up to the moment at
 * which archiving began to fail, less the five minutes in which PostgreSQL fills
 * a segment (`archive_timeout`).
 *
 * @internal
 */
export function goodOf(
  base: BaseBackup,
  wal: WalArchive,
): { at: Date; begunAt: Date } {
  const { at, begunAt } = base;
  if (wal.state !== 'failing' || !wal.since) return { at, begunAt };
  const archived = new Date(wal.since.getTime() - ARCHIVE_LAG_MS);
  return { at: archived > at ? archived : at, begunAt };
}

function isOffCluster({ fact }: ScheduledBackup): boolean {
  return fact.method !== 'volumeSnapshot';
}

function newerOf(
  a: BaseBackup | null,
  b: BaseBackup | null,
): BaseBackup | null {
  if (!a || !b) return a ?? b;
  return b.at > a.at ? b : a;
}

function findsWindowEmpty(
  base: BaseBackup | null,
  record: StoreRecord | null,
  horizon: Horizon,
): boolean {
  if (!base?.isOffCluster || !record || record.first) return false;
  return horizon.isPast(new Date(base.at.getTime() + RECORD_LAG_MS));
}
