import { ClusterFacts, PostgresClusterFact } from '../../facts';
import { Finding } from '../../health/Finding';
import { Horizon } from '../../health/Horizon';
import { kindGate } from '../../health/kindGate';
import { worstFinding } from '../../health/worstFinding';
import { FactKind } from '../../kinds/types';
import { EngineOptions, EngineStanding } from '../EngineStanding';
import {
  findBaseBackupLateness,
  findBaseBackupTrouble,
} from './baseBackupFindings';
import {
  archivedOnly,
  findObjectStoreMissing,
  hibernated,
  invalidSchedule,
  notCovered,
  suspended,
} from './coverFindings';
import {
  ARCHIVE_LAG_MS,
  createPostgresContext,
  goodOf,
  PostgresContext,
} from './PostgresContext';
import { findPostgresTraps } from './postgresTraps';
import { PostgresView } from './PostgresView';
import { findWalTrouble, isWalBreached } from './walFindings';

/** What a PostgreSQL cluster is judged with. @internal */
export interface PostgresOptions extends EngineOptions {
  /** Names of schedules that copy its volumes as they are: no cover, but better than none. */
  otherCover: readonly string[];
}

/** What CloudNative-PG says of a PostgreSQL cluster. @internal */
export interface PostgresStanding extends EngineStanding {
  /**
   * The moments it can be recovered to; `to` is `null` while that is up to now.
   * An idle database archives nothing, and no fact tells idle from stuck.
   */
  recoveryWindow: {
    from: Date;
    to: Date | null;
    isIdleUnknown: boolean;
  } | null;
}

/**
 * Judges a PostgreSQL cluster of CloudNative-PG: one protection unit instead of
 * its claims.
 *
 * @remarks
 * Cover comes first: a database of which nothing makes base backups, and whose
 * WAL no archive adds to one, is a matter of configuration. Else the worst of:
 * object store missing, WAL not archived, base backups that failed, are stuck,
 * not picked up, not in the store or only on volume snapshots, all schedules
 * suspended or invalid, hibernated, base backups late.
 *
 * @internal
 */
export function judgePostgres(
  fact: PostgresClusterFact,
  options: PostgresOptions,
): PostgresStanding {
  const { cluster, horizon, declared } = options;
  const context = createPostgresContext(fact, options);
  const gate = postgresGate(cluster, { fact, horizon });
  const store = PostgresView.of(cluster).objectStoreOf(fact);
  const covered = coverOf(context);
  const known = gate
    ? [context.wal.state === 'failing' ? findWalTrouble(context) : null, gate]
    : findingsOf(context, { options, covered });
  return {
    finding: worstFinding(known) ?? findBaseBackupLateness(context),
    cover: covered,
    lastGood: lastGoodOf(context),
    recoveryWindow: recoveryWindowOf(context),
    schedules: context.scheduled.map(({ slots }) => slots.id),
    derivedRpoSeconds: derivedRpoSeconds(context, covered),
    objectiveStanding: gate
      ? null
      : objectiveStanding(context, declared !== null),
    running: context.runs.some(({ progress }) => progress === 'open'),
    traps: findPostgresTraps(context, {
      retentionPolicy: store?.retentionPolicy ?? fact.retentionPolicy,
      declaredRpoSeconds: declared?.rpoSeconds ?? null,
    }),
  };
}

/** Kinds that the cluster does not serve hold nothing; others must be read. */
function postgresGate(
  cluster: ClusterFacts,
  context: { fact: PostgresClusterFact; horizon: Horizon },
): Finding | null {
  const needed: FactKind[] = ['PostgresScheduledBackup', 'PostgresBackup'];
  if (context.fact.barmanPlugin?.isEnabled) needed.push('ObjectStore');
  return kindGate(
    cluster,
    needed.filter(kind => cluster.kinds[kind]?.state !== 'absent'),
    context.horizon,
  );
}

function coverOf(context: PostgresContext): EngineStanding['cover'] {
  const { scheduled } = context;
  const standings = scheduled.map(({ slots }) => slots.standing);
  if (standings.includes('enabled')) return 'enabled';
  if (!standings.length) return isArchivedOn(context) ? 'enabled' : 'none';
  return standings.includes('paused') ? 'paused' : 'invalid';
}

/** Whether an archive adds to a base backup; one that failed for long does not. */
function isArchivedOn(context: PostgresContext): boolean {
  const { wal, base, isWindowEmpty, isStoreMissing } = context;
  return (
    !isStoreMissing &&
    wal.state !== 'none' &&
    base !== null &&
    !isWindowEmpty &&
    !isWalBreached(context)
  );
}

function findingsOf(
  context: PostgresContext,
  judged: {
    options: PostgresOptions;
    covered: EngineStanding['cover'];
  },
): (Finding | null)[] {
  const { options, covered } = judged;
  if (covered === 'none') {
    const malformed =
      options.cluster.kinds.PostgresScheduledBackup?.malformed ?? 0;
    const { otherCover } = options;
    return [notCovered(context, { malformed, otherCover })];
  }
  const { scheduled } = context;
  const invalid = scheduled.filter(sb => sb.slots.standing === 'invalid');
  const state =
    covered === 'invalid' && !context.isLive ? 'CRITICAL' : 'DEGRADED';
  return [
    findObjectStoreMissing(context),
    findWalTrouble(context),
    ...findBaseBackupTrouble(context),
    ...invalid.map(sb => invalidSchedule(sb, state)),
    hibernated(context),
    covered === 'paused' ? suspended(context) : null,
    scheduled.length ? null : archivedOnly(context),
    covered === 'invalid' || !scheduled.length
      ? null
      : findBaseBackupLateness(context),
  ];
}

function lastGoodOf(context: PostgresContext): EngineStanding['lastGood'] {
  const { base, isLive, wal } = context;
  if (!base) return null;
  return {
    at: isLive ? base.at : goodOf(base, wal).at,
    isLive,
    backup: base.backup,
  };
}

function recoveryWindowOf(
  context: PostgresContext,
): PostgresStanding['recoveryWindow'] {
  const { base, record, wal, isLive, isWindowEmpty } = context;
  if (!base || isWindowEmpty) return null;
  if (isLive) {
    return { from: record?.first ?? base.at, to: null, isIdleUnknown: true };
  }
  if (wal.state === 'failing') {
    const from = record?.first ?? base.at;
    return { from, to: goodOf(base, wal).at, isIdleUnknown: false };
  }
  // Without WAL there are points, no window.
  return { from: base.at, to: base.at, isIdleUnknown: false };
}

function derivedRpoSeconds(
  { isLive, wal, objective }: PostgresContext,
  covered: EngineStanding['cover'],
): number | null {
  if (covered === 'none') return null;
  return isLive || wal.state === 'failing'
    ? ARCHIVE_LAG_MS / 1000
    : objective.derivedRpoSeconds;
}

function objectiveStanding(
  context: PostgresContext,
  isDeclared: boolean,
): EngineStanding['objectiveStanding'] {
  const { isLive, isBaseWanted, wal, base, objective } = context;
  if (isLive && isBaseWanted) return 'met';
  if (wal.state === 'failing' && base && !isDeclared) {
    return isWalBreached(context) ? 'breached' : 'at_risk';
  }
  return objective.standing;
}
