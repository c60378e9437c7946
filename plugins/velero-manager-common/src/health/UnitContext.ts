import { BackupFact, NamespaceFact } from '../facts';
import { ClusterView } from './ClusterView';
import { newestFirst } from './newestFirst';
import { Finding } from './Finding';
import {
  findFutureRun,
  GoodRun,
  isComplete as isCompleteRun,
  isRestorable,
  newestExpiredRun,
  newestGoodRun,
  newestOf,
} from './goodRun';
import { Horizon } from './Horizon';
import { Objective } from './objective';
import { isUnderWay, progressOf } from './runPhase';
import { momentOf, runsByAge } from './runsByAge';
import { ScheduleView } from './ScheduleView';
import { TakenRun, takenRuns } from './takenRuns';

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
 * All that the rules for one protection unit look at. Most verdicts rest on the
 * newest good backup; the others are looked for when a rule asks for them.
 *
 * @internal
 */
export interface UnitContext {
  readonly cluster: ClusterView;
  readonly subject: UnitSubject;
  readonly declared: DeclaredObjective | null;
  /** The schedules that the unit is judged by. */
  readonly covering: ScheduleView[];
  /** Why no more than a part is covered by enabled schedules, or `null`. */
  readonly partly: string | null;
  /** Local runs that cover it and have not ended, newest first. */
  readonly openRuns: BackupFact[];
  readonly lastGood: GoodRun | null;
  /** The newest usable backup of a part of it, or that failed in part yet holds it. */
  readonly lastPartial: GoodRun | null;
  /** The newest usable backup that nothing proves to be of this cluster. */
  readonly lastForeign: GoodRun | null;
  /** The newest good backup that has expired, where there is no younger one. */
  readonly lastExpired: GoodRun | null;
  /** The newest good backup of what had this name before. */
  readonly lastFormer: GoodRun | null;
  /** A backup whose stamps lie in the future. */
  readonly future: GoodRun | null;
  readonly horizon: Horizon;
}

type Wanted = (run: BackupFact) => boolean;

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
  const since = subject.since.toISOString();
  // What ran before something was created is of a former one of that name.
  const isPresent: Wanted = run => momentOf(run) >= since;
  const isComplete: Wanted = run => isCompleteRun(run, cluster);
  const counts = ({ extent }: TakenRun) =>
    extent === 'all' || chosen.partly !== null;
  const { all, underWay } = runsByAge(cluster);
  const taken = (isWanted: Wanted, candidates = all) =>
    takenRuns(subject, { cluster, candidates, isWanted });
  const ours = (isWanted: Wanted) =>
    taken(run => isWanted(run) && isPresent(run) && cluster.countsFor(run));
  const good = (run: BackupFact) => newestGoodRun([run], cluster, horizon);
  return {
    ...options,
    ...chosen,
    openRuns: [
      ...taken(run => isPresent(run) && cluster.isLocal(run), underWay),
    ]
      .filter(counts)
      .map(({ run }) => run)
      .sort(newestFirst),
    lastGood: firstOf(ours(isComplete), one => counts(one) && good(one.run)),
    get lastPartial() {
      return firstOf(
        ours(run => !isUnderWay(run) && isRestorable(run, cluster)),
        one => isPartOfUnit(one) && newestOf([one.run], horizon),
      );
    },
    get lastForeign() {
      return firstOf(
        taken(run => isPresent(run) && !cluster.countsFor(run)),
        ({ run, extent }) => extent === 'all' && good(run),
      );
    },
    get lastExpired() {
      const newest = firstOf(ours(isComplete), one => counts(one) && one.run);
      return newest && newestExpiredRun([newest], cluster, horizon);
    },
    get lastFormer() {
      return firstOf(
        taken(run => !isPresent(run) && cluster.countsFor(run)),
        one => counts(one) && good(one.run),
      );
    },
    get future() {
      return firstOf(
        ours(() => true),
        one => counts(one) && findFutureRun([one.run], horizon),
      );
    },
  };
}

/** What the first backup gives that gives something. */
function firstOf<T>(
  runs: Iterable<TakenRun>,
  find: (taken: TakenRun) => T | null | false,
): T | null {
  for (const taken of runs) {
    const found = find(taken);
    if (found) return found;
  }
  return null;
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

function isPartOfUnit({ run, extent }: TakenRun): boolean {
  const progress = progressOf(run);
  return progress === 'partial' || (progress === 'good' && extent === 'part');
}
