import { ClusterReport } from '../api/fleet';
import { groupBy } from '../health/groupBy';
import { ScheduleView } from '../health/ScheduleView';
import { CopiedBytes } from '../history/copiedBytes';
import { sentBytes } from '../numbers/sentBytes';

/** What was sent in a cluster, the place that took most first. @internal */
export function sentReport(
  copied: readonly CopiedBytes[],
  now: Date,
): ClusterReport['sent'] {
  const places = groupBy(copied, ({ path, storageLocation }) =>
    JSON.stringify([path, storageLocation]),
  );
  return [...places.values()]
    .flatMap(some => {
      const sent = sentBytes(some, now);
      const [{ path, storageLocation }] = some;
      return sent ? [{ path, storageLocation, ...sent }] : [];
    })
    .sort((a, b) => b.bytes - a.bytes);
}

/** What the runs of a schedule sent. @internal */
export function sentBySchedule(
  { fact }: ScheduleView,
  copied: readonly CopiedBytes[],
  now: Date,
): ClusterReport['scheduleReports'][number]['sent'] {
  const own = copied.filter(
    ({ path, namespace, schedule }) =>
      path !== 'longhorn' &&
      namespace === fact.namespace &&
      schedule === fact.name,
  );
  return sentBytes(own, now);
}
