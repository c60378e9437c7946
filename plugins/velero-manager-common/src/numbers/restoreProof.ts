import { coverOfObjects } from '../coverage';
import {
  BackupScope,
  PostgresClusterFact,
  RestoreFact,
  VolumeRestoreFact,
} from '../facts';
import { UnitAssessment } from '../health';
import { ClusterView } from '../health/ClusterView';
import { scopeContext } from '../health/units/objectsUnit';
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
 * error and took the unit from a backup of this cluster, into whatever namespace:
 * all kinds of objects, and for the data of a volume the volume itself. The
 * backup may be gone since; then what the restore names, what it brought back or
 * what the schedule takes today says that it was one of the unit.
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

/**
 * Databases that were made by recovery and came up, dated by when they were
 * made: their condition moves with every hiccup. A name means the database of
 * that name in the same namespace, where there is one.
 */
function recoveries(unit: UnitAssessment, { facts }: ClusterView): string[] {
  const known = facts.objects.PostgresCluster ?? [];
  const isMeant = ({ namespace }: PostgresClusterFact) =>
    namespace === unit.namespace ||
    !known.some(one => one.namespace === namespace && one.name === unit.name);
  return known
    .filter(
      one =>
        one.recoveredFrom === unit.name &&
        isMeant(one) &&
        one.conditions.some(
          ({ type, status }) => type === 'Ready' && status === 'True',
        ),
    )
    .map(({ createdAt }) => createdAt);
}

function proves(
  restore: RestoreFact,
  unit: UnitAssessment,
  cluster: ClusterView,
): boolean {
  if (restore.phase !== 'Completed' || restore.errors > 0) return false;
  if (!takesNamespace(restore, unit.namespace)) return false;
  const volumes = volumeRestoresOf(restore, unit.namespace, cluster);
  const isOfUnit =
    isOfBackup(restore, unit, cluster) ??
    (volumes.length > 0 || isOfSchedule(restore, unit, cluster));
  if (!isOfUnit) return false;
  const isWhole = takesAll(restore);
  if (unit.kind !== 'volume' && !isWhole) return false;
  return claimsOf(unit, cluster).every(claim => {
    const isRestored = volumes.some(
      one => one.phase === 'Completed' && restoredClaim(one, cluster) === claim,
    );
    if (isRestored) return true;
    return (
      isWhole &&
      restore.restoreVolumes !== false &&
      volumeEvidenceOf(restore, { unit, claim }, cluster)
    );
  });
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

/** Velero writes these into every restore (velero pkg/controller/restore_controller.go). */
const NEVER_RESTORED =
  /^(?:nodes|events(?:\..+)?|csinodes\.storage\.k8s\.io|volumeattachments\.storage\.k8s\.io|.+\.velero\.io)$/;

/** A restore of some kinds, or of what bears a label, proves no more than those. */
function takesAll(restore: RestoreFact): boolean {
  const { includedResources, excludedResources, hasLabelSelector } = restore;
  const isAllKinds =
    includedResources.length === 0 || includedResources.includes('*');
  return (
    isAllKinds &&
    !hasLabelSelector &&
    excludedResources.every(kind => NEVER_RESTORED.test(kind))
  );
}

/**
 * Whether the backup that was restored is one of the unit; `null` where the
 * backup is gone, and only the restore says what it took.
 */
function isOfBackup(
  restore: RestoreFact,
  unit: UnitAssessment,
  cluster: ClusterView,
): boolean | null {
  const run = cluster.facts.runs.find(
    ({ namespace, name }) =>
      namespace === restore.namespace && name === restore.backup,
  );
  if (!run) return restore.includedNamespaces.includes(unit.namespace) || null;
  return cluster.countsFor(run) && takesUnit(run, unit, cluster);
}

/** Whether the schedule of a backup that is gone takes the unit today. */
function isOfSchedule(
  restore: RestoreFact,
  unit: UnitAssessment,
  cluster: ClusterView,
): boolean {
  const schedule = cluster.facts.schedules.find(
    ({ namespace, name }) =>
      namespace === restore.namespace && name === restore.schedule,
  );
  return schedule !== undefined && takesUnit(schedule, unit, cluster);
}

function takesUnit(
  plan: { namespace: string; scope: BackupScope },
  { kind, namespace }: UnitAssessment,
  cluster: ClusterView,
): boolean {
  const { cover } = coverOfObjects(
    plan.scope,
    { name: namespace, labels: null },
    scopeContext(cluster, plan),
  );
  return kind === 'objects' ? cover === 'all' : cover !== 'none';
}

/** Volumes of a namespace that a restore brought back, into whatever namespace. */
function volumeRestoresOf(
  restore: RestoreFact,
  namespace: string,
  { facts }: ClusterView,
): VolumeRestoreFact[] {
  const target = Object.hasOwn(restore.namespaceMapping, namespace)
    ? restore.namespaceMapping[namespace]
    : namespace;
  return [
    ...(facts.objects.PodVolumeRestore ?? []),
    ...(facts.objects.DataDownload ?? []),
  ].filter(one => {
    const isOfRestore = one.restoreUid
      ? one.restoreUid === restore.uid
      : one.restore === restore.name && one.namespace === restore.namespace;
    return (
      isOfRestore &&
      (one.sourceNamespace === null
        ? one.targetNamespace === target
        : one.sourceNamespace === namespace)
    );
  });
}
