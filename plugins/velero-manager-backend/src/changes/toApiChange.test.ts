import type { ChangeRecord, ClusterLag } from '../store/changeTypes';
import { newChange } from './__testUtils__/newChange';
import { toApiChange } from './toApiChange';

const at = new Date('2026-11-21T10:00:00.000Z');
const unsaid = {
  ...{ lastContactAt: null, firstRunDueAt: null },
  ...{ firstRunLateAt: null, runningSince: null },
};

function changeWith(lag: ClusterLag): ChangeRecord {
  const { schedules, identity } = newChange();
  return {
    ...newChange(),
    ...{ state: 'merged', approvalsGiven: 2, etag: null, dueAt: null },
    ...{ proposedAt: at, approvedAt: at, mergedAt: at, closedAt: null },
    ...{ appliedAt: null, acceptedAt: null, firstRunGoodAt: null },
    clusters: [
      {
        ...{ cluster: 'prod-02', identity, schedules, objects: [] },
        ...{ appliedAt: at, acceptedAt: at, firstRunGoodAt: null, lag },
      },
    ],
  };
}

it.each<[Partial<ClusterLag> & Pick<ClusterLag, 'reason'>, string]>([
  [
    { reason: 'not_watched' },
    'The portal does not watch this cluster, so nothing is known of it.',
  ],
  [{ reason: 'silent' }, 'The cluster has not been in contact yet.'],
  [
    { reason: 'silent', lastContactAt: '2026-11-21T09:30:12.000Z' },
    'The cluster is silent; it was last in contact at 2026-11-21T09:30Z.',
  ],
  [
    { reason: 'not_applied' },
    'The cluster does not hold it as it was written.',
  ],
  [
    { reason: 'not_accepted' },
    'It is in the cluster, but Velero has not accepted it.',
  ],
  [
    {
      ...{ reason: 'first_run_pending' },
      firstRunDueAt: '2026-11-22T02:00:00.000Z',
      firstRunLateAt: '2026-11-22T04:24:00.000Z',
    },
    'Velero accepted it; it waits for its first run, due 2026-11-22T02:00Z and overdue after 2026-11-22T04:24Z.',
  ],
  // As it was stored before it told of the grace.
  [
    { reason: 'first_run_pending', firstRunDueAt: '2026-11-22T02:00:00.000Z' },
    'Velero accepted it; it waits for its first run, due 2026-11-22T02:00Z.',
  ],
  [
    { reason: 'first_run_under_way', runningSince: '2026-11-22T02:00:04.000Z' },
    'Velero accepted it; its first run is under way since 2026-11-22T02:00Z.',
  ],
  [
    { reason: 'no_good_run', firstRunDueAt: '2026-11-22T02:00:00.000Z' },
    'No backup of it is complete yet; its first run was due 2026-11-22T02:00Z.',
  ],
  [{ reason: 'no_good_run' }, 'No backup of it is complete yet.'],
])('says why a change has come no further: %j', (given, message) => {
  const lag = { ...unsaid, ...given };
  const [cluster] = toApiChange(changeWith(lag), null).clusters;
  expect(cluster).toMatchObject({
    ...{ name: 'prod-02', isDone: false },
    lag: {
      ...{ reason: lag.reason, message },
      firstRunDueAt: lag.firstRunDueAt,
    },
  });
});
