import { refusedScope } from '../coverage';
import { describeInstant, quoteName, quoteNames } from '../words';
import { ClusterView } from './ClusterView';
import { Finding } from './Finding';
import { ScheduleView } from './ScheduleView';

/**
 * What is written in a schedule by which none of its runs can be good: known
 * before the run.
 *
 * @internal
 */
export function findScopeTrouble(
  schedule: ScheduleView,
  cluster: ClusterView,
): Finding | null {
  const { namespace, name, scope } = schedule.fact;
  const [problem] = refusedScope(scope, {
    veleroNamespace: namespace,
    veleroVersion: cluster.server(namespace)?.version ?? null,
    namespaceNames: cluster.namespaceNames,
    excludedByLabel: cluster.excludedByLabel,
    policies: cluster.storage.policies,
  });
  if (!problem) return null;
  return {
    state: 'DEGRADED',
    reason:
      problem.effect === 'refused' ? 'scope_refused' : 'scope_fails_in_part',
    message: `No run of schedule ${quoteName(name)} can be good: ${
      problem.message
    }`,
  };
}

/**
 * Schedules that keep their backups for less long than they rest: for a while
 * before each run there is no backup at all.
 *
 * @internal
 */
export function findRetentionGap(
  schedules: readonly ScheduleView[],
  place: string,
): Finding | null {
  const short = schedules.filter(keptTooShortly);
  if (!short.length || short.length < schedules.length) return null;
  const [first] = short;
  const [newest] = first.runs;
  return {
    state: 'DEGRADED',
    reason: 'retention_gap',
    message: `Backups of ${place} by schedule ${quoteNames(
      short.map(({ fact }) => fact.name),
    )} expire before the next one is made${
      newest?.expiresAt
        ? `; the newest expires ${describeInstant(newest.expiresAt)}`
        : ''
    }.`,
  };
}

/** Until the next run is good, which takes as long as the slow ones. */
function keptTooShortly(schedule: ScheduleView): boolean {
  const [newest] = schedule.runs;
  const from = new Date(newest?.createdAt ?? schedule.fact.createdAt);
  return schedule.ttlMs < schedule.intervalMs(from) + schedule.slowRunMs(from);
}
