import type {
  BackupFact,
  ScheduleFact,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { journeyGoal } from '../../acceptance';
import { backupRow } from '../../store/__testUtils__/facts';
import type {
  ChangeRecord,
  ClusterLag,
  ClusterProgress,
  ExpectedInCluster,
} from '../../store/changeTypes';
import { newChange, scheduleOfChange } from '../__testUtils__/newChange';
import type { ClusterSightings } from './advanceInClusters';
import { NO_MOMENTS } from './firstRunLag';
import { advanceJourney } from './advanceJourney';

const at = (time: string) => new Date(`2026-11-21T${time}:00.000Z`);
const now = at('12:00');

const identityIn = (cluster: string) =>
  `schedule-save/production/${cluster}/shop-daily`;
const expectedIn = (
  cluster: string,
  rest: Partial<ClusterProgress> = {},
): ClusterProgress => ({
  cluster,
  identity: identityIn(cluster),
  schedules: newChange().schedules,
  objects: [],
  appliedAt: null,
  acceptedAt: null,
  firstRunGoodAt: null,
  lag: null,
  ...rest,
});
const changeIn = (clusters: ClusterProgress[]): ChangeRecord => ({
  ...newChange(),
  clusters,
  state: 'merged',
  approvalsGiven: 2,
  etag: null,
  dueAt: 0,
  proposedAt: at('08:00'),
  approvedAt: at('09:00'),
  mergedAt: at('10:00'),
  appliedAt: null,
  acceptedAt: null,
  firstRunGoodAt: null,
  closedAt: null,
});

const heard = {
  contact: 'connected' as const,
  lastContactAt: at('11:59').toISOString(),
};
const nothing = {
  ...{ schedules: [], goodRuns: [], newestRuns: [], servers: [] },
  ...{ objects: [], knownKinds: [] },
};
const scheduleIn = (cluster: string, rest: Partial<ScheduleFact> = {}) =>
  scheduleOfChange({
    change: identityIn(cluster),
    createdAt: at('10:01').toISOString(),
    ...rest,
  }).fact as ScheduleFact;
const run = backupRow('run', {
  schedule: 'shop-daily',
  startedAt: at('11:00').toISOString(),
  createdAt: at('11:00').toISOString(),
  phase: 'Completed',
}).fact as BackupFact;
const openRun: BackupFact = { ...run, phase: 'InProgress', completedAt: null };
const holding = (cluster: string, rest: Partial<ScheduleFact> = {}) => ({
  ...{ ...nothing, ...heard },
  schedules: [scheduleIn(cluster, rest)],
});
const running = (cluster: string) => ({
  ...holding(cluster),
  goodRuns: [run],
});

function follow(
  change: ChangeRecord,
  clusters: Record<string, ClusterSightings>,
) {
  const progress = advanceJourney(
    change,
    {
      pull: 'unchanged',
      sightings: nothing,
      clusters: new Map(Object.entries(clusters)),
    },
    now,
  );
  const lags = Object.fromEntries(
    progress.clusters.map(({ cluster, lag }) => [cluster, lag?.reason ?? null]),
  );
  return { progress, lags };
}

describe('a journey in clusters', () => {
  it.each<[string, ClusterSightings | undefined, string | null]>([
    ['runs', running('b'), null],
    [
      'holds it, and Velero accepted it, before the first run is due',
      holding('b'),
      'first_run_pending',
    ],
    [
      'has its first run under way',
      { ...holding('b'), newestRuns: [openRun] },
      'first_run_under_way',
    ],
    [
      'had a run before its first slot that failed',
      { ...holding('b'), newestRuns: [{ ...run, phase: 'Failed' }] },
      'first_run_pending',
    ],
    ['holds it only', holding('b', { phase: '' }), 'not_accepted'],
    [
      'holds what another change wrote',
      holding('b', { change: identityIn('a') }),
      'not_applied',
    ],
    ['holds nothing', { ...nothing, ...heard }, 'not_applied'],
    [
      'is silent, whatever it held',
      { ...running('b'), contact: 'silent' },
      'silent',
    ],
    ['is not watched', undefined, 'not_watched'],
  ])('counts what is seen where the second %s', (_, second, lag) => {
    const { progress, lags } = follow(
      changeIn([expectedIn('a'), expectedIn('b')]),
      { a: running('a'), ...(second && { b: second }) },
    );
    expect(lags).toEqual({ a: null, b: lag });
    const reached = {
      first_run_pending: 'accepted',
      first_run_under_way: 'accepted',
      not_accepted: 'applied',
      not_applied: 'merged',
      silent: 'merged',
      not_watched: 'merged',
    }[lag ?? ''];
    expect(progress.state).toBe(reached ?? 'first_run_good');
    expect(progress.clusters[0]).toMatchObject({
      appliedAt: now,
      acceptedAt: now,
      firstRunGoodAt: now,
    });
    expect(progress.dueInMs === null).toBe(lag === null);
  });

  it('says since when a silent cluster has not been heard of', () => {
    const lastContactAt = at('09:30').toISOString();
    const { progress } = follow(changeIn([expectedIn('a')]), {
      a: { ...nothing, contact: 'silent', lastContactAt },
    });
    expect(progress.clusters[0].lag).toEqual({
      ...NO_MOMENTS,
      ...{ reason: 'silent', lastContactAt },
    });
  });

  describe('without a good run', () => {
    // Merged at 10:00, seen and judged at 12:00 on the 21st.
    const midnight = '2026-11-22T00:00:00.000Z';
    const late = '2026-11-22T02:24:00.000Z';
    const before = '2026-11-01T00:00:00.000Z';
    const created = { createdAt: at('10:01').toISOString() };
    const foreign = {
      ...{ ...run, phase: 'Failed', createdAt: at('11:30').toISOString() },
      startedAt: at('10:30').toISOString(),
    };
    it.each<[string, Partial<ScheduleFact>, BackupFact[], Partial<ClusterLag>]>(
      [
        [
          'waits for the slot after it was made',
          created,
          [],
          {
            reason: 'first_run_pending',
            firstRunDueAt: midnight,
            firstRunLateAt: late,
          },
        ],
        [
          'waits for the slot after it was changed',
          { createdAt: before },
          [],
          {
            reason: 'first_run_pending',
            firstRunDueAt: midnight,
            firstRunLateAt: late,
          },
        ],
        [
          'takes no run of what it was before the change',
          { createdAt: before },
          [openRun],
          {
            reason: 'first_run_pending',
            firstRunDueAt: midnight,
            firstRunLateAt: late,
          },
        ],
        [
          'takes no run of another cluster that came with a shared bucket',
          { ...created, cron: '30 11 * * *' },
          [foreign],
          {
            reason: 'first_run_pending',
            firstRunDueAt: at('11:30').toISOString(),
            firstRunLateAt: at('13:54').toISOString(),
          },
        ],
        [
          'says since when the first is under way',
          {},
          [openRun],
          {
            reason: 'first_run_under_way',
            runningSince: at('11:00').toISOString(),
          },
        ],
        [
          'says when it was due that failed',
          { ...created, cron: '0 11 * * *' },
          [{ ...run, phase: 'PartiallyFailed' }],
          { reason: 'no_good_run', firstRunDueAt: at('11:00').toISOString() },
        ],
        [
          'says when it was due that was never made',
          { ...created, cron: '0 * * * *' },
          [],
          { reason: 'no_good_run', firstRunDueAt: at('11:00').toISOString() },
        ],
      ],
    )('%s', (_, changed, newestRuns, lag) => {
      const fact = { cron: '0 0 * * *', ...changed };
      const { cron } = fact;
      const [schedule] = newChange().schedules;
      const { progress } = follow(
        changeIn([expectedIn('b', { schedules: [{ ...schedule, cron }] })]),
        { b: { ...holding('b', fact), newestRuns } },
      );
      expect(progress.clusters[0].lag).toEqual({ ...NO_MOMENTS, ...lag });
    });
  });

  it('keeps what has happened in each, and asks no more about one that is done', () => {
    const done = {
      appliedAt: at('10:05'),
      acceptedAt: at('10:05'),
      firstRunGoodAt: at('11:00'),
    };
    const { progress, lags } = follow(
      changeIn([
        expectedIn('a', done),
        expectedIn('b', { appliedAt: at('10:07') }),
      ]),
      { b: { ...nothing, ...heard } },
    );
    expect(progress.clusters[0]).toMatchObject(done);
    expect(progress.clusters[1].appliedAt).toEqual(at('10:07'));
    expect(lags).toEqual({ a: null, b: 'not_accepted' });
    expect(progress).toMatchObject({ state: 'applied', appliedAt: now });
  });

  it('waits for no run of a cluster where the schedule stays paused', () => {
    const [schedule] = newChange().schedules;
    const paused = expectedIn('b', {
      schedules: [{ ...schedule, paused: true }],
    });
    const change = changeIn([expectedIn('a'), paused]);
    expect(journeyGoal(change)).toBe('first_run_good');
    const { progress, lags } = follow(change, {
      a: running('a'),
      b: holding('b', { paused: true }),
    });
    expect(lags).toEqual({ a: null, b: null });
    expect(progress).toMatchObject({
      state: 'first_run_good',
      dueInMs: null,
      clusters: [{}, { firstRunGoodAt: null }],
    });
  });

  it('concludes nothing before the merge', () => {
    const open = { ...changeIn([expectedIn('a')]), mergedAt: null };
    const { progress } = follow(open, { a: running('a') });
    expect(progress).toMatchObject({
      state: 'approved',
      clusters: [{ appliedAt: null, lag: null } as Partial<ExpectedInCluster>],
    });
  });
});
