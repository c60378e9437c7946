import { BackupFact } from '../facts';
import { ClusterView } from './ClusterView';
import { UnitCover, UnitSubject } from './UnitContext';

/** A backup, and how much of a unit is in it. @internal */
export interface TakenRun {
  run: BackupFact;
  extent: 'all' | 'part';
}

/**
 * The backups of the cluster that hold something of a unit, in the order of the
 * candidates, one at a time.
 *
 * @remarks
 * What a backup holds is asked last, and only of those that are looked at:
 * for a volume it means to look for the copies that the backup left.
 *
 * @param options.isWanted - what is asked of a backup before that
 * @internal
 */
export function* takenRuns(
  subject: UnitSubject,
  options: {
    cluster: ClusterView;
    candidates: readonly BackupFact[];
    isWanted: (run: BackupFact) => boolean;
  },
): Generator<TakenRun> {
  const { cluster, candidates, isWanted } = options;
  const planned = new Map<BackupFact, UnitCover['extent']>();
  const plannedBy = (plan: BackupFact) => {
    const known = planned.get(plan) ?? subject.coverByPlan(plan);
    planned.set(plan, known);
    return known;
  };
  for (const run of candidates) {
    if (!isWanted(run)) continue;
    const may = plannedBy(cluster.planOf(run));
    if (may === 'none') continue;
    const extent = subject.extentIn(run, may);
    if (extent !== 'none') yield { run, extent };
  }
}
