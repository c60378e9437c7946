import { BackupFact, NamespaceFact } from '../facts';
import { ClusterView, newestFirst } from './ClusterView';
import { Finding } from './Finding';
import {
  findFutureRun,
  GoodRun,
  isRestorable,
  newestExpiredRun,
  newestGoodRun,
  newestOf,
} from './goodRun';
import { Horizon } from './Horizon';
import { Objective } from './objective';
import { isUnderWay, progressOf } from './runPhase';
import { ScheduleView } from './ScheduleView';

/** How much of a unit a schedule or a run takes, and why. @internal */
export interface UnitCover {
  extent: 'all' | 'part' | 'none';
  /** One sentence on it. */
  message: string;
}

/**
 * What a protection unit is to Velero: how schedules will take it, and what of
 * it is in a run.
 *
 * @internal
 */
export interface UnitSubject {
  /** `namespace 'shop' in cluster 'prod-1'`, for sentences. */
  place: string;
  namespace: NamespaceFact;
  /** Since when there is something to protect: what ran before is of a former one. */
  since: Date;
  coverBySchedule(schedule: ScheduleView): UnitCover;
  /** What backups of a group may hold of it, by what they were told to take. */
  coverByPlan(plan: BackupFact): UnitCover['extent'];
  /** What a backup holds of it, given what its plan may hold. */
  extentIn(run: BackupFact, planned: UnitCover['extent']): UnitCover['extent'];
  /** What stands against the unit where no schedule takes it, if there is more to say. */
  findNoCover(context: UnitContext): Finding | null;
  /** Why nothing can be told of what is in its newest backups, or `null`. */
  findBlind(context: UnitContext): Finding | null;
  /** What stands against the unit beside what is asked of every unit. */
  findMore(context: UnitContext): (Finding | null)[];
}

/** A unit's objective where somebody declared one. @internal */
export type DeclaredObjective = Objective & {
  source: 'entity' | 'environment';
};

/**
 * All that the rules for one protection unit look at.
 *
 * @internal
 */
export interface UnitContext {
  cluster: ClusterView;
  subject: UnitSubject;
  declared: DeclaredObjective | null;
  /** The schedules that the unit is judged by. */
  covering: ScheduleView[];
  /** Why no more than a part is covered by enabled schedules, or `null`. */
  partly: string | null;
  /** Local runs that cover it, newest first. */
  runs: BackupFact[];
  lastGood: GoodRun | null;
  /** The newest usable backup of a part of it, or that failed in part yet holds it. */
  lastPartial: GoodRun | null;
  /** The newest usable backup that nothing proves to be of this cluster. */
  lastForeign: GoodRun | null;
  /** The newest good backup that has expired, where there is no younger one. */
  lastExpired: GoodRun | null;
  /** The newest good backup of what had this name before. */
  lastFormer: GoodRun | null;
  /** A backup whose stamps lie in the future. */
  future: GoodRun | null;
  horizon: Horizon;
}

/**
 * Gathers what the rules need from the facts of a cluster.
 *
 * @internal
 */
export function createUnitContext(options: {
  cluster: ClusterView;
  subject: UnitSubject;
  declared: DeclaredObjective | null;
  horizon: Horizon;
}): UnitContext {
  const { cluster, subject, horizon } = options;
  const chosen = chooseCover(cluster, subject);
  const taken = cluster.runGroups.flatMap(({ plan, runs }) =>
    runsTaking(subject, plan, runs),
  );
  const counts = ({ extent }: Pick<UnitCover, 'extent'>) =>
    extent === 'all' || chosen.partly !== null;
  const since = subject.since.toISOString();
  const present = taken.filter(({ run }) => momentOf(run) >= since);
  const ours = present.filter(({ run }) => cluster.countsFor(run));
  const whole = ours.filter(counts).map(({ run }) => run);
  const theirs = present
    .filter(({ run, extent }) => extent === 'all' && !cluster.countsFor(run))
    .map(({ run }) => run);
  const former = taken
    .filter(one => momentOf(one.run) < since && cluster.countsFor(one.run))
    .filter(counts)
    .map(({ run }) => run);
  return {
    ...options,
    ...chosen,
    runs: whole.filter(run => cluster.isLocal(run)).sort(newestFirst),
    lastGood: newestGoodRun(whole, cluster, horizon),
    lastPartial: newestOf(
      ours
        .filter(({ run, extent }) => isPartOfUnit(run, extent, cluster))
        .map(({ run }) => run),
      horizon,
    ),
    lastForeign: newestGoodRun(theirs, cluster, horizon),
    lastExpired: newestExpiredRun(whole, cluster, horizon),
    lastFormer: newestGoodRun(former, cluster, horizon),
    future: findFutureRun(whole, horizon),
  };
}

function runsTaking(
  subject: UnitSubject,
  plan: BackupFact,
  runs: readonly BackupFact[],
): { run: BackupFact; extent: UnitCover['extent'] }[] {
  const planned = subject.coverByPlan(plan);
  if (planned === 'none') return [];
  return runs
    .map(run => ({ run, extent: subject.extentIn(run, planned) }))
    .filter(({ extent }) => extent !== 'none');
}

/**
 * The schedules that a unit is judged by: those that take all of it; where no
 * enabled one does, those that take a part as well.
 */
function chooseCover(
  cluster: ClusterView,
  subject: UnitSubject,
): Pick<UnitContext, 'covering' | 'partly'> {
  const covers = cluster.schedules.map(view => ({
    view,
    cover: subject.coverBySchedule(view),
  }));
  const whole = covers.filter(({ cover }) => cover.extent === 'all');
  const parts = covers.filter(({ cover }) => cover.extent === 'part');
  const isEnabled = ({ view }: { view: ScheduleView }) =>
    view.standing === 'enabled';
  const partly =
    !whole.some(isEnabled) &&
    (parts.find(isEnabled) ?? (whole.length ? undefined : parts[0]));
  const covering = partly ? [...whole, ...parts] : whole;
  return {
    covering: covering.map(({ view }) => view),
    partly: partly ? partly.cover.message : null,
  };
}

function isPartOfUnit(
  run: BackupFact,
  extent: UnitCover['extent'],
  cluster: ClusterView,
): boolean {
  if (isUnderWay(run) || !isRestorable(run, cluster)) return false;
  const progress = progressOf(run);
  return progress === 'partial' || (progress === 'good' && extent === 'part');
}

/** What ran before something was created is of a former one of that name. */
function momentOf(run: BackupFact): string {
  return run.startedAt ?? run.createdAt;
}
