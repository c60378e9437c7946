import { BackupFact } from '../facts';
import { ClusterView } from './ClusterView';
import { newestFirst } from './newestFirst';
import { isUnderWay } from './runPhase';

interface RunsByAge {
  all: readonly BackupFact[];
  underWay: readonly BackupFact[];
}

const known = new WeakMap<ClusterView, RunsByAge>();

/**
 * All backups of a cluster, those of the newest data first, and those of them
 * that are under way. Sorted once: each unit looks for the first that is good
 * for it.
 *
 * @internal
 */
export function runsByAge(cluster: ClusterView): RunsByAge {
  const sorted = known.get(cluster);
  if (sorted) return sorted;
  const all = cluster.facts.runs
    .map(run => ({ run, at: Date.parse(momentOf(run)) }))
    .sort((a, b) => b.at - a.at || newestFirst(a.run, b.run))
    .map(({ run }) => run);
  const runs = { all, underWay: all.filter(isUnderWay) };
  known.set(cluster, runs);
  return runs;
}

/** The moment that the data of a backup is of: its start, which is earlier than its end. @internal */
export function momentOf(run: BackupFact): string {
  return run.startedAt ?? run.createdAt;
}
