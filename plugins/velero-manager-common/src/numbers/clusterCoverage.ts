import { judgeLonghornVolume } from '../engines/longhorn';
import { NamespaceFact, PersistentVolumeClaimFact } from '../facts';
import { ClusterView } from '../health/ClusterView';
import { Horizon } from '../health/Horizon';
import { objectsUnit } from '../health/units/objectsUnit';
import { volumeUnit } from '../health/units/volumeUnit';

/** How many names of namespaces without cover a report gives. */
const MAX_NAMES = 100;
/** More than people choose from; forms take any other name too. */
const MAX_NAMES_OF_ALL = 1_000;

/**
 * What of a cluster will be in backups, whoever it belongs to.
 *
 * @public
 */
export interface ClusterCoverage {
  namespaces: {
    total: number;
    covered: number;
    partly: number;
    /** Names of those that no enabled schedule takes anything of, the first hundred. */
    uncovered: string[];
    /** Names of all of them in order, the first thousand. */
    names: string[];
  };
  /** Volumes whose data gets into a backup; `null` while not all claims are known. */
  volumes: {
    total: number;
    covered: number;
    totalBytes: number;
    coveredBytes: number;
  } | null;
}

/**
 * Counts what enabled schedules take of a cluster, by today's schedules, pods
 * and classes. Namespaces and claims that are going, and claims that a pod
 * brings along, need no backup.
 *
 * @param known.claims - how many claims there are: of fewer no number is given
 * @internal
 */
export function clusterCoverage(
  cluster: ClusterView,
  known: { now: Date; claims: number },
): ClusterCoverage {
  const namespaces = cluster.facts.namespaces.filter(
    ({ deletedAt, phase }) => deletedAt === null && phase !== 'Terminating',
  );
  const covers = namespaces.map(namespace => ({
    name: namespace.name,
    extent: extentOf(cluster, namespace),
  }));
  const named = (extent: string) =>
    covers.filter(cover => cover.extent === extent);
  return {
    namespaces: {
      total: namespaces.length,
      covered: named('all').length,
      partly: named('part').length,
      uncovered: named('none')
        .map(({ name }) => name)
        .slice(0, MAX_NAMES),
      names: covers
        .map(({ name }) => name)
        .sort()
        .slice(0, MAX_NAMES_OF_ALL),
    },
    volumes: hasAllClaims(cluster, known.claims)
      ? volumeCoverage(cluster, namespaces, known.now)
      : null,
  };
}

function hasAllClaims(cluster: ClusterView, total: number): boolean {
  const { PersistentVolumeClaim = [] } = cluster.facts.objects;
  return (
    cluster.isRead('PersistentVolumeClaim') &&
    PersistentVolumeClaim.length >= total
  );
}

function extentOf(
  cluster: ClusterView,
  namespace: NamespaceFact,
): 'all' | 'part' | 'none' {
  const unit = objectsUnit(cluster, namespace);
  let best: 'part' | 'none' = 'none';
  for (const schedule of cluster.schedules) {
    if (schedule.standing !== 'enabled') continue;
    const { extent } = unit.coverBySchedule(schedule);
    if (extent === 'all') return 'all';
    if (extent === 'part') best = 'part';
  }
  return best;
}

function volumeCoverage(
  cluster: ClusterView,
  namespaces: readonly NamespaceFact[],
  now: Date,
): NonNullable<ClusterCoverage['volumes']> {
  const counted = { total: 0, covered: 0, totalBytes: 0, coveredBytes: 0 };
  for (const namespace of namespaces) {
    for (const claim of cluster.claimsIn(namespace.name)) {
      if (claim.deletedAt !== null || claim.isEphemeral) continue;
      const bytes = claim.requestedBytes ?? 0;
      const isCovered = takesData(cluster, { namespace, claim, now });
      counted.total += 1;
      counted.totalBytes += bytes;
      counted.covered += isCovered ? 1 : 0;
      counted.coveredBytes += isCovered ? bytes : 0;
    }
  }
  return counted;
}

function takesData(
  cluster: ClusterView,
  place: {
    namespace: NamespaceFact;
    claim: PersistentVolumeClaimFact;
    now: Date;
  },
): boolean {
  const { namespace, claim, now } = place;
  const { facts, settings } = cluster;
  if (claim.postgresCluster !== null) {
    return (facts.objects.PostgresScheduledBackup ?? []).some(
      one =>
        one.namespace === claim.namespace &&
        one.cluster === claim.postgresCluster &&
        !one.suspended,
    );
  }
  const unit = volumeUnit(cluster, namespace, claim);
  return (
    cluster.schedules.some(
      schedule =>
        schedule.standing === 'enabled' &&
        unit.pathOf(schedule).path !== 'none',
    ) ||
    judgeLonghornVolume(claim, {
      cluster: facts,
      horizon: Horizon.at(now),
      declared: null,
      requireOffsite: settings.requireOffsite,
    })?.cover === 'enabled'
  );
}
