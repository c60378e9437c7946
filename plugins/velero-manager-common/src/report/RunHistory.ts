import { ClusterView } from '../health/ClusterView';
import { groupBy } from '../health/groupBy';
import { ScheduleView } from '../health/ScheduleView';
import { PastRun } from '../history/pastRun';

/**
 * What history tells of the runs of schedules, by schedule. Runs whose Backups
 * are known to be another cluster's are left out: history sees a Backup alone.
 *
 * @internal
 */
export class RunHistory {
  readonly #bySchedule: ReadonlyMap<string, readonly PastRun[]>;

  private constructor(bySchedule: ReadonlyMap<string, readonly PastRun[]>) {
    this.#bySchedule = bySchedule;
  }

  static of(
    past: readonly PastRun[],
    clusters: Iterable<ClusterView>,
  ): RunHistory {
    const others = new Set(
      [...clusters].flatMap(cluster =>
        cluster.facts.runs
          .filter(run => !cluster.countsFor(run))
          .map(run => keyOf({ ...run, cluster: cluster.name })),
      ),
    );
    return new RunHistory(
      groupBy(
        past.filter(run => !others.has(keyOf(run))),
        ({ cluster, namespace, schedule }) =>
          `${cluster}/${namespace}/${schedule}`,
      ),
    );
  }

  of({ id }: ScheduleView): readonly PastRun[] {
    return this.#bySchedule.get(id) ?? [];
  }
}

function keyOf(run: { cluster: string; namespace: string; name: string }) {
  return `${run.cluster}/${run.namespace}/${run.name}`;
}
