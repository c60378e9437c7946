import { nextRuns, runsMeet } from '../../cron';
import { clusterPlaceOf } from '../../snapshot/layout';
import { RecentReads } from '../../snapshot/RecentReads';
import { quoteName, quoteNames } from '../../words';
import type { Checked } from '../CheckedRepository';
import { Finding, findingAt } from '../Finding';
import type { Rule } from './Rule';

type Schedule = Checked<'velero.io/Schedule'>;

/** Monthly schedules meet daily ones within it. */
const LOOKED_AT_MS = 31 * 86_400_000;
/** A fixed month, so that the same repository always gets the same findings. */
const FROM = new Date(Date.UTC(2024, 0, 1) - 1);
/** More often than hourly, all of them meet within a day. */
const MOST_RUNS = 800;

/** The runs of some hundred cron texts; most schedules share a few. */
const recentRuns = RecentReads.create<readonly Date[]>({ maxLength: 4_000 });

/**
 * Two schedules of a cluster do not start at about the same time for the same
 * namespaces. One of a part of them may: a frequent one beside a nightly one of
 * everything is how people do it. One that is paused, or whose first run nobody knows (`@every`),
 * meets none.
 *
 * @internal
 */
export const checkOverlaps: Rule = repository => {
  const byCluster = new Map<string, Schedule[]>();
  for (const schedule of repository.objects('velero.io/Schedule')) {
    const place = clusterPlaceOf(schedule.manifest.path);
    const { paused, schedule: cron } = schedule.object.spec;
    if (!place || paused || cron.includes('@every')) continue;
    const key = `${place.environment}/${place.cluster}`;
    byCluster.set(key, [...(byCluster.get(key) ?? []), schedule]);
  }
  const runsOf = ({ object }: Schedule) => {
    const cron = object.spec.schedule;
    return recentRuns.get(cron, () => readRuns(cron));
  };
  return [...byCluster.values()].flatMap(schedules =>
    schedules.flatMap((later, index) =>
      schedules.slice(0, index).flatMap(earlier => {
        const shared = sharedBy(earlier, later);
        if (shared === null) return [];
        return runsMeet(runsOf(earlier), runsOf(later))
          ? [overlap({ earlier, later, shared })]
          : [];
      }),
    ),
  );
};

function overlap(found: {
  earlier: Schedule;
  later: Schedule;
  shared: string;
}): Finding {
  const { earlier, later, shared } = found;
  return findingAt(later.manifest, ['spec', 'schedule'], {
    code: 'RUNS_OVERLAP',
    severity: 'warning',
    message: `Runs start within 10 minutes of those of ${quoteName(
      earlier.object.metadata.name,
    )}, which also backs up ${shared}: both read the same data at once, or one waits for the other.`,
    fix: 'Move one of the two.',
  });
}

function readRuns(cron: string): Date[] {
  const read = nextRuns(cron, { zone: 'UTC', after: FROM, count: MOST_RUNS });
  if (!read.ok) return []; // told by another rule
  const until = FROM.getTime() + LOOKED_AT_MS;
  return read.value.filter(at => at.getTime() <= until);
}

/** What both back up, in words; null where one takes more than the other. */
function sharedBy(a: Schedule, b: Schedule): string | null {
  const [ofA, ofB] = [scopeOf(a), scopeOf(b)];
  if (ofA.join() !== ofB.join()) return null;
  return ofA[0] === '*' ? 'all namespaces' : quoteNames(ofA);
}

/** The namespaces that a schedule names, in order; `*` for all. */
function scopeOf({ object }: Schedule): string[] {
  const { includedNamespaces: names = [] } = object.spec.template;
  return names.length === 0 ? ['*'] : [...new Set(names)].sort();
}
