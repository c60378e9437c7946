import { BackupFact, ClusterFacts, NamespaceFact } from '../facts';
import { quoteName } from '../words';
import { countsFor, GoodRun, newestGoodRun } from './goodRun';
import { Horizon } from './Horizon';
import { Objective } from './objective';
import { originOf } from './originOf';
import { newestFirst, ScheduleView } from './ScheduleView';
import { coverOf } from './coverOf';

/**
 * All that the rules for the objects of one namespace look at.
 *
 * @internal
 */
export interface UnitContext {
  cluster: ClusterFacts;
  namespace: NamespaceFact;
  /** `namespace 'shop' in cluster 'prod-1'`, for sentences. */
  place: string;
  declared: (Objective & { source: 'entity' | 'environment' }) | null;
  /** Schedules that cover all of it. */
  covering: ScheduleView[];
  /** Schedules that cover a part which is not judged. */
  narrowing: ScheduleView[];
  /** Local runs that cover all of it, newest first. */
  runs: BackupFact[];
  lastGood: GoodRun | null;
  /** The newest usable backup of a part of it which is not judged. */
  lastPartial: GoodRun | null;
  /** The newest usable backup that nothing proves to be of this cluster. */
  lastForeign: GoodRun | null;
  horizon: Horizon;
}

/**
 * Gathers what the rules need from the facts of a cluster.
 *
 * @internal
 */
export function createUnitContext(options: {
  cluster: ClusterFacts;
  namespace: NamespaceFact;
  declared: UnitContext['declared'];
  horizon: Horizon;
}): UnitContext {
  const { cluster, namespace, horizon } = options;
  const views = cluster.schedules
    .filter(({ deletedAt }) => deletedAt === null)
    .map(fact => ({
      cover: coverOf(fact.scope, namespace),
      view: ScheduleView.create(fact, cluster),
    }));
  const runs = cluster.runs
    .filter(run => isOfThisNamespace(run, namespace))
    .map(run => ({
      run,
      cover: coverOf(run.scope, { name: namespace.name, labels: null }),
    }));
  const whole = runs.filter(r => r.cover === 'all').map(r => r.run);
  const partial = runs.filter(r => r.cover === 'part').map(r => r.run);
  const ours = whole.filter(run => countsFor(cluster, run));
  const theirs = whole.filter(run => !countsFor(cluster, run));
  return {
    ...options,
    place: `namespace ${quoteName(namespace.name)} in cluster ${quoteName(
      cluster.name,
    )}`,
    covering: views.filter(v => v.cover === 'all').map(v => v.view),
    narrowing: views.filter(v => v.cover === 'part').map(v => v.view),
    runs: whole
      .filter(run => originOf(run, cluster.name) === 'local')
      .sort(newestFirst),
    lastGood: newestGoodRun(ours, cluster, horizon),
    lastPartial: newestGoodRun(
      partial.filter(run => countsFor(cluster, run)),
      cluster,
      horizon,
    ),
    lastForeign: newestGoodRun(theirs, cluster, horizon),
  };
}

/** What ran before the namespace was created is of a former one of that name. */
function isOfThisNamespace(run: BackupFact, namespace: NamespaceFact): boolean {
  return (run.startedAt ?? run.createdAt) >= namespace.createdAt;
}
