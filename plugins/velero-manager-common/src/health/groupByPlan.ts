import { BackupFact } from '../facts';
import { isSameValue } from './isSameValue';

/** Backups that were told to take the same; `plan` is any of them. @internal */
export interface RunGroup {
  plan: BackupFact;
  runs: readonly BackupFact[];
}

type GrowingGroup = RunGroup & { runs: BackupFact[] };

/**
 * Backups in groups of those that were told to take the same, in the order of
 * the first of each.
 *
 * @remarks
 * A schedule tells nearly every run the same as the one before, so a run is
 * compared with that one first; only where they differ its scope is written
 * out to be looked up.
 *
 * @internal
 */
export function groupByPlan(runs: readonly BackupFact[]): RunGroup[] {
  const groups = new Map<string, GrowingGroup>();
  const latest = new Map<string, GrowingGroup>();
  for (const run of runs) {
    const owner = `${run.namespace}/${run.schedule ?? ''}`;
    const before = latest.get(owner);
    if (before && isToldTheSame(before.plan, run)) {
      before.runs.push(run);
      continue;
    }
    const { namespace, scope, snapshotClasses } = run;
    const key = JSON.stringify([namespace, scope, snapshotClasses]);
    const group = groups.get(key) ?? { plan: run, runs: [] };
    group.runs.push(run);
    groups.set(key, group);
    latest.set(owner, group);
  }
  return [...groups.values()];
}

function isToldTheSame(a: BackupFact, b: BackupFact): boolean {
  return (
    isSameValue(a.scope, b.scope) &&
    isSameValue(a.snapshotClasses, b.snapshotClasses)
  );
}
