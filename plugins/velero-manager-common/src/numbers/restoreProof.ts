import { RestoreFact, VolumeRestoreFact } from '../facts';
import { ClusterView } from '../health/ClusterView';
import { UnitAssessment } from '../health';
import { claimsOf } from './claimsOf';
import { restoredClaim } from './restoredClaim';
import { volumeEvidenceOf } from './volumeEvidenceOf';

/**
 * Whether a restore showed that a unit comes back: lately, long ago, never, or
 * that cannot be told.
 *
 * @public
 */
export interface RestoreProof {
  state: 'VERIFIED' | 'STALE' | 'NEVER' | 'UNKNOWN';
  /** When the newest restore that proves it ended, RFC 3339 UTC. */
  at: string | null;
}

/** Worst first: the weakest unit decides. */
const ORDER: readonly RestoreProof['state'][] = [
  'NEVER',
  'UNKNOWN',
  'STALE',
  'VERIFIED',
];

/**
 * What restores prove of one unit. A restore counts when it ended without an
 * error and took the namespace of the unit, into whatever namespace; for the
 * data of a volume, when the volume itself was restored. The backup may be gone
 * since.
 *
 * @internal
 */
export function restoreProof(
  unit: UnitAssessment,
  cluster: ClusterView,
  now: Date,
): RestoreProof {
  const at = newestProof(unit, cluster);
  if (at === null) {
    return { state: cluster.isRead('Restore') ? 'NEVER' : 'UNKNOWN', at: null };
  }
  const maxAgeMs = 1000 * cluster.settings.verifyMaxAgeSeconds;
  const isFresh = now.getTime() - Date.parse(at) <= maxAgeMs;
  return { state: isFresh ? 'VERIFIED' : 'STALE', at };
}

/** Sums proofs up: all is proven only as far as the weakest part is. @internal */
export function weakestProof(proofs: readonly RestoreProof[]): RestoreProof {
  const [weakest] = [...proofs].sort(
    (a, b) =>
      ORDER.indexOf(a.state) - ORDER.indexOf(b.state) ||
      (a.at ?? '').localeCompare(b.at ?? ''),
  );
  return weakest ?? { state: 'UNKNOWN', at: null };
}

function newestProof(
  unit: UnitAssessment,
  cluster: ClusterView,
): string | null {
  const moments =
    unit.kind === 'postgresql'
      ? recoveries(unit, cluster)
      : (cluster.facts.objects.Restore ?? [])
          .filter(restore => proves(restore, unit, cluster))
          .flatMap(({ completedAt }) => completedAt ?? []);
  return moments.reduce<string | null>(
    (newest, at) => (newest === null || at > newest ? at : newest),
    null,
  );
}

/** Databases that were made by recovery and came up. */
function recoveries(unit: UnitAssessment, { facts }: ClusterView): string[] {
  return (facts.objects.PostgresCluster ?? [])
    .filter(({ recoveredFrom }) => recoveredFrom === unit.name)
    .flatMap(({ conditions }) => {
      const ready = conditions.find(({ type }) => type === 'Ready');
      return ready?.status === 'True' && ready.at ? [ready.at] : [];
    });
}

function proves(
  restore: RestoreFact,
  unit: UnitAssessment,
  cluster: ClusterView,
): boolean {
  return (
    restore.phase === 'Completed' &&
    restore.errors === 0 &&
    takesNamespace(restore, unit.namespace) &&
    !restore.hasLabelSelector &&
    isWhole(restore) &&
    provesData(restore, unit, cluster)
  );
}

function takesNamespace(
  { includedNamespaces, excludedNamespaces }: RestoreFact,
  namespace: string,
): boolean {
  const isIncluded =
    includedNamespaces.length === 0 ||
    includedNamespaces.includes('*') ||
    includedNamespaces.includes(namespace);
  return isIncluded && !excludedNamespaces.includes(namespace);
}

/** A restore of some kinds proves those kinds only. */
function isWhole({ includedResources }: RestoreFact): boolean {
  return includedResources.length === 0 || includedResources.includes('*');
}

function provesData(
  restore: RestoreFact,
  unit: UnitAssessment,
  cluster: ClusterView,
): boolean {
  const claims = claimsOf(unit, cluster);
  if (!claims.length) return unit.kind === 'objects';
  if (restore.restoreVolumes === false) return false;
  return claims.every(claim => {
    const restored = volumeRestoresOf(restore, cluster).some(
      one => one.phase === 'Completed' && restoredClaim(one, cluster) === claim,
    );
    return restored || volumeEvidenceOf(restore, { unit, claim }, cluster);
  });
}

function volumeRestoresOf(
  restore: RestoreFact,
  { facts }: ClusterView,
): VolumeRestoreFact[] {
  return [
    ...(facts.objects.PodVolumeRestore ?? []),
    ...(facts.objects.DataDownload ?? []),
  ].filter(one =>
    one.restoreUid
      ? one.restoreUid === restore.uid
      : one.restore === restore.name && one.namespace === restore.namespace,
  );
}
