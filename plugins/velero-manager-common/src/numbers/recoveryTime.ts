import { RestoreFact, VolumeCopyFact, VolumeRestoreFact } from '../facts';
import { UnitAssessment } from '../health';
import { ClusterView } from '../health/ClusterView';
import { claimsOf } from './claimsOf';

const MAX_SAMPLES = 10;

/**
 * About how long a restore by Velero would take: an estimate by earlier ones,
 * without what comes after it (start of the application, names, a new cluster).
 *
 * @public
 */
export interface RecoveryTime {
  seconds: number;
  /** By how many restores it rests on: up to two, up to nine, ten. */
  confidence: 'low' | 'medium' | 'high';
}

/**
 * Estimates the time to restore some units of one cluster: the slow ones of the
 * last ten good restores (their 90th percentile), and for data that is copied
 * back the bytes of the newest copies by the middle speed that was seen.
 *
 * @returns `null` where nothing was ever restored
 * @internal
 */
export function recoveryTime(
  units: readonly UnitAssessment[],
  cluster: ClusterView,
): RecoveryTime | null {
  const restores = lastGoodRestores(cluster);
  if (!restores.length) return null;
  const volumeRestores = [
    ...(cluster.facts.objects.PodVolumeRestore ?? []),
    ...(cluster.facts.objects.DataDownload ?? []),
  ];
  const speeds = volumeRestores.flatMap(bytesPerSecond);
  const bytes = bytesToCopy(units, cluster);
  const speed = percentile(speeds, 0.5);
  const objects = restores.map(restore =>
    Math.max(0, secondsOf(restore) - longestCopy(restore, volumeRestores)),
  );
  // Without a speed the whole of earlier restores stands for the data too.
  const seconds =
    bytes > 0 && speed > 0
      ? percentile(objects, 0.9) + bytes / speed
      : percentile(restores.map(secondsOf), 0.9);
  return {
    seconds: Math.round(seconds),
    confidence: confidenceOf(restores.length),
  };
}

function lastGoodRestores({ facts }: ClusterView): RestoreFact[] {
  return (facts.objects.Restore ?? [])
    .filter(
      ({ phase, startedAt, completedAt }) =>
        phase === 'Completed' && startedAt !== null && completedAt !== null,
    )
    .sort((a, b) => (b.completedAt ?? '').localeCompare(a.completedAt ?? ''))
    .slice(0, MAX_SAMPLES);
}

/** The data that comes back file by file; a snapshot needs no copying. */
function bytesToCopy(
  units: readonly UnitAssessment[],
  cluster: ClusterView,
): number {
  return units
    .flatMap(unit => copiesToRestore(unit, cluster))
    .reduce((sum, { totalBytes }) => sum + (totalBytes ?? 0), 0);
}

function copiesToRestore(
  unit: UnitAssessment,
  cluster: ClusterView,
): VolumeCopyFact[] {
  const { namespace, lastGood } = unit;
  if (lastGood?.engine !== 'velero') return [];
  const run = cluster.facts.runs.find(({ name }) => name === lastGood.backup);
  const claims = claimsOf(unit, cluster);
  return run
    ? cluster
        .copiesOf(run)
        .filter(
          ({ sourceNamespace, claim }) =>
            sourceNamespace === namespace &&
            claim !== null &&
            claims.includes(claim),
        )
    : [];
}

function bytesPerSecond(one: VolumeRestoreFact): number[] {
  const { phase, totalBytes } = one;
  const seconds = secondsOf(one);
  return phase === 'Completed' && totalBytes && seconds > 0
    ? [totalBytes / seconds]
    : [];
}

function longestCopy(
  restore: RestoreFact,
  volumeRestores: readonly VolumeRestoreFact[],
): number {
  return Math.max(
    0,
    ...volumeRestores
      .filter(({ restoreUid }) => restoreUid === restore.uid)
      .map(secondsOf),
  );
}

function secondsOf(one: {
  startedAt: string | null;
  completedAt: string | null;
}): number {
  if (one.startedAt === null || one.completedAt === null) return 0;
  return Math.max(
    0,
    (Date.parse(one.completedAt) - Date.parse(one.startedAt)) / 1000,
  );
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

function confidenceOf(samples: number): RecoveryTime['confidence'] {
  if (samples <= 2) return 'low';
  return samples < MAX_SAMPLES ? 'medium' : 'high';
}
