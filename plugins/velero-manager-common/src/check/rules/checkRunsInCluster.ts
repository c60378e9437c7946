import { nextRuns, runsMeet } from '../../cron';
import { clusterDirectory } from '../../snapshot';
import { clusterPlaceOf, type ClusterPlace } from '../../snapshot/layout';
import { quoteName, quoteNames } from '../../words';
import type { Checked, CheckedRepository } from '../CheckedRepository';
import { Finding, findingAt } from '../Finding';
import type { CheckFactsOfCluster, Rule, ScheduleInCluster } from './Rule';

type Schedule = Checked<'velero.io/Schedule'>;

/** Monthly schedules meet daily ones within it. */
const LOOKED_AT_MS = 31 * 86_400_000;
/** A fixed month, so that the same facts always lead to the same findings. */
const FROM = new Date(Date.UTC(2024, 0, 1) - 1);
const MOST_RUNS = 800;

/**
 * Runs of a schedule reach their storage location, and meet no schedule of
 * which Git knows nothing: what the cluster itself has to tell. What it does
 * not tell is said not to have been checked, cluster by cluster.
 *
 * @internal
 */
export const checkRunsInCluster: Rule = (repository, facts) => {
  const inGit = namesInGit(repository);
  return repository.objects('velero.io/Schedule').flatMap(schedule => {
    const place = clusterPlaceOf(schedule.manifest.path);
    if (!place || schedule.object.spec.paused) return [];
    const known = facts?.clusters[place.cluster] ?? {};
    const unchecked = [
      ...(known.storageLocations ? [] : ['reach their storage location']),
      ...(known.schedules ? [] : ['meet others that are not in Git']),
    ];
    return [
      ...checkLocation(schedule, place, known),
      ...checkOthers(schedule, place, {
        others: known.schedules ?? [],
        inGit: inGit.get(clusterDirectory(place)) ?? new Set(),
      }),
      ...(unchecked.length > 0 ? [notChecked(schedule, place, unchecked)] : []),
    ];
  });
};

/** The schedules of each cluster's folder, as `<namespace>/<name>`. */
function namesInGit(repository: CheckedRepository): Map<string, Set<string>> {
  const fallback = repository.settings?.velero.namespace ?? 'velero';
  const byCluster = new Map<string, Set<string>>();
  for (const { manifest, object } of repository.objects('velero.io/Schedule')) {
    const place = clusterPlaceOf(manifest.path);
    if (!place) continue;
    const directory = clusterDirectory(place);
    const names = byCluster.get(directory) ?? new Set();
    const { namespace = fallback, name } = object.metadata;
    byCluster.set(directory, names.add(`${namespace}/${name}`));
  }
  return byCluster;
}

function checkLocation(
  { manifest, object }: Schedule,
  { cluster }: ClusterPlace,
  { storageLocations = [] }: CheckFactsOfCluster,
): Finding[] {
  const { storageLocation } = object.spec.template;
  const location = storageLocations.find(
    ({ namespace, name, isDefault }) =>
      namespace === object.metadata.namespace &&
      (storageLocation === undefined ? isDefault : name === storageLocation),
  );
  // One that only Git has is yet to be applied; whether Git has it, others ask.
  if (!location || location.isReachable) return [];
  return [
    findingAt(manifest, ['spec', 'template', 'storageLocation'], {
      code: 'STORAGE_UNREACHABLE',
      severity: 'warning',
      message: `Velero cannot reach the storage location ${quoteName(
        location.name,
      )} of the cluster '${cluster}' at present: until it can, every run fails.`,
    }),
  ];
}

function checkOthers(
  schedule: Schedule,
  { cluster }: ClusterPlace,
  known: { others: readonly ScheduleInCluster[]; inGit: ReadonlySet<string> },
): Finding[] {
  const { manifest, object } = schedule;
  const scope = scopeOf(object.spec.template.includedNamespaces ?? []);
  const met = known.others.filter(
    other =>
      !other.paused &&
      !known.inGit.has(`${other.namespace}/${other.name}`) &&
      scopeOf(other.includedNamespaces).join() === scope.join() &&
      runsMeet(runsOf(object.spec.schedule), runsOf(other.cron)),
  );
  return met.map(({ name }) =>
    findingAt(manifest, ['spec', 'schedule'], {
      code: 'RUNS_OVERLAP',
      severity: 'warning',
      message: `Runs start within 10 minutes of those of ${quoteName(
        name,
      )}, which is in the cluster '${cluster}' but not in Git, and which also backs up ${
        scope[0] === '*' ? 'all namespaces' : quoteNames(scope)
      }: both read the same data at once, or one waits for the other.`,
      fix: 'Move one of the two, or take the other out of the cluster.',
    }),
  );
}

function notChecked(
  { manifest, object }: Schedule,
  { cluster }: ClusterPlace,
  parts: string[],
): Finding {
  return findingAt(manifest, ['spec', 'schedule'], {
    code: 'RUNS_NOT_CHECKED',
    severity: 'info',
    message: `Whether runs of the schedule ${quoteName(
      object.metadata.name,
    )} ${parts.join(
      ', or ',
    )} was not checked: that is not known of the cluster '${cluster}' at present.`,
  });
}

/** The namespaces that a schedule names, in order; `*` for all. */
function scopeOf(names: readonly string[]): string[] {
  return names.length === 0 ? ['*'] : [...new Set(names)].sort();
}

function runsOf(cron: string): Date[] {
  // Nobody knows when a distance is counted from.
  if (cron.includes('@every')) return [];
  const read = nextRuns(cron, { zone: 'UTC', after: FROM, count: MOST_RUNS });
  if (!read.ok) return [];
  const until = FROM.getTime() + LOOKED_AT_MS;
  return read.value.filter(at => at.getTime() <= until);
}
