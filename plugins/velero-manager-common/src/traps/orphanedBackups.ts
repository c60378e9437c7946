import { BackupFact } from '../facts';
import { groupBy } from '../health/groupBy';
import { progressOf } from '../health/runPhase';
import { describeInstant, quoteName } from '../words';
import { objectIn, TrapContext, TrapFinding } from './TrapContext';

/**
 * Trap T10: good backups of this cluster whose schedule is gone. They can be
 * restored and count as such; nothing follows them.
 *
 * @internal
 */
export function findOrphanedBackups(context: TrapContext): TrapFinding[] {
  const { cluster, isWhole } = context;
  if (!isWhole || !cluster.isRead('Schedule')) return [];
  const known = new Set(cluster.facts.schedules.map(keyOf));
  const orphans = cluster.facts.runs.filter(
    run =>
      run.schedule !== null &&
      !known.has(keyOf({ namespace: run.namespace, name: run.schedule })) &&
      isLeft(context, run),
  );
  return [
    ...groupBy(orphans, ({ namespace, schedule }) =>
      keyOf({ namespace, name: schedule ?? '' }),
    ).values(),
  ].map(runs => report(context, runs));
}

function keyOf(object: { namespace: string; name: string }): string {
  return `${object.namespace}/${object.name}`;
}

/** A good one of this cluster that nobody deletes and that has not expired. */
function isLeft({ cluster, horizon }: TrapContext, run: BackupFact): boolean {
  return (
    progressOf(run) === 'good' &&
    cluster.countsFor(run) &&
    !cluster.isBeingDeleted(run) &&
    (run.expiresAt === null || !horizon.isReached(new Date(run.expiresAt)))
  );
}

function report(context: TrapContext, runs: BackupFact[]): TrapFinding {
  const newest = runs.reduce((a, b) => (a.createdAt < b.createdAt ? b : a));
  const name = newest.schedule ?? '';
  return {
    code: 'SCHEDULE_GONE',
    severity: 'info',
    message: `Schedule ${quoteName(
      name,
    )} is gone; its newest backup ${quoteName(
      newest.name,
    )} of ${describeInstant(newest.startedAt ?? newest.createdAt)} is left${
      newest.expiresAt === null
        ? ''
        : ` until ${describeInstant(newest.expiresAt)}`
    }.`,
    object: objectIn(context, 'Schedule', {
      namespace: newest.namespace,
      name,
    }),
  };
}
