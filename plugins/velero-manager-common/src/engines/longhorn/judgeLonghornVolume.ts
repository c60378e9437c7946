import { LonghornVolumeFact, PersistentVolumeClaimFact } from '../../facts';
import { Finding } from '../../health/Finding';
import { kindGate } from '../../health/kindGate';
import { worstFinding } from '../../health/worstFinding';
import { FactKind } from '../../kinds/types';
import { EngineOptions, EngineStanding } from '../EngineStanding';
import { findFailedRun, findStuckEngineRun } from '../runFindings';
import { createLonghornContext, LonghornContext } from './LonghornContext';
import { findLonghornTraps } from './longhornTraps';
import { LonghornView } from './LonghornView';
import { findTargetTrouble } from './targetFindings';
import {
  findFaulted,
  findSkipped,
  findVolumeObjective,
  invalidJob,
  LONGHORN_WORDS,
  notBackedUp,
} from './volumeFindings';

const NEEDED: readonly FactKind[] = [
  'LonghornVolume',
  'LonghornRecurringJob',
  'LonghornBackup',
  'LonghornBackupTarget',
];

/** What Longhorn says of a claim. @internal */
export interface LonghornStanding extends EngineStanding {
  /** Name of the Longhorn volume; `null` when it could not be read. */
  volume: string | null;
  /** Whether jobs pass it by, because it is attached nowhere. */
  isSkipped: boolean;
}

/**
 * Judges the backups that Longhorn itself makes of a claim.
 *
 * @returns `null` when the claim is none of Longhorn's
 * @internal
 */
export function judgeLonghornVolume(
  claim: PersistentVolumeClaimFact,
  options: EngineOptions,
): LonghornStanding | null {
  const view = LonghornView.of(options.cluster);
  const volume = view.volumeOf(claim);
  if (volume) return judgeVolume(volume, claim, options);
  if (!view.isOfLonghorn(claim)) return null;
  const gate = longhornGate(options);
  return gate && unread(gate);
}

/**
 * Judges the backups that Longhorn itself makes of a volume, whether or not
 * anybody claims it.
 *
 * @remarks
 * Cover comes first: recurring jobs of the volume that make backups. Then the
 * worst of: backup target missing, unavailable or unseen; volume faulted, or
 * passed by because it is detached; last backup failed or stuck; jobs invalid;
 * objective. The age of a detached volume's newest copy counts on.
 *
 * @internal
 */
export function judgeVolume(
  volume: LonghornVolumeFact,
  claim: LonghornVolumeFact['claim'],
  options: EngineOptions,
): LonghornStanding {
  const { declared } = options;
  const gate = longhornGate(options);
  const context = createLonghornContext(claim, volume, options);
  const { schedules, lastGood, runs, objective } = context;
  const cover = coverOf(context);
  return {
    volume: volume.name,
    finding: gate ?? judge(context, cover),
    cover,
    lastGood: lastGood && { ...lastGood, isLive: false },
    schedules: schedules.map(({ id }) => id),
    derivedRpoSeconds: objective.derivedRpoSeconds,
    objectiveStanding: gate ? null : objective.standing,
    running: runs.some(({ progress }) => progress === 'open'),
    isSkipped: context.isSkipped,
    traps: findLonghornTraps(context, declared?.rpoSeconds ?? null),
  };
}

/**
 * Why nothing may be said of volumes: kinds that the cluster serves and that
 * are not read in full.
 *
 * @internal
 */
export function longhornGate({
  cluster,
  horizon,
}: Pick<EngineOptions, 'cluster' | 'horizon'>): Finding | null {
  return kindGate(
    cluster,
    NEEDED.filter(kind => cluster.kinds[kind]?.state !== 'absent'),
    horizon,
  );
}

function coverOf({ schedules }: LonghornContext): EngineStanding['cover'] {
  if (!schedules.length) return 'none';
  return schedules.some(({ standing }) => standing === 'enabled')
    ? 'enabled'
    : 'invalid';
}

function judge(
  context: LonghornContext,
  cover: EngineStanding['cover'],
): Finding {
  const { schedules, horizon } = context;
  if (cover === 'none') return notBackedUp(context);
  const invalid = schedules.filter(job => job.problem !== null);
  if (cover === 'invalid') return invalidJob(invalid[0], 'CRITICAL');
  const kept = findVolumeObjective(context);
  return (
    worstFinding([
      findTargetTrouble(context),
      findFaulted(context),
      findSkipped(context),
      ...schedules.map(job => findFailedRun(job, LONGHORN_WORDS)),
      ...schedules.map(job => findStuckEngineRun(job, LONGHORN_WORDS, horizon)),
      kept,
      ...invalid.map(job => invalidJob(job, 'DEGRADED')),
    ]) ?? kept
  );
}

function unread(finding: Finding): LonghornStanding {
  return {
    volume: null,
    isSkipped: false,
    finding,
    cover: 'none',
    lastGood: null,
    schedules: [],
    derivedRpoSeconds: null,
    objectiveStanding: null,
    running: false,
    traps: [],
  };
}
