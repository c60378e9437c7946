import type {
  BackupFact,
  ScheduleFact,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { journeyGoal } from '../../acceptance';
import { backupRow } from '../../store/__testUtils__/facts';
import type {
  ChangeRecord,
  ClusterProgress,
  ExpectedInCluster,
} from '../../store/changeTypes';
import { newChange, scheduleOfChange } from '../__testUtils__/newChange';
import type { ClusterSightings } from './advanceInClusters';
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
const nothing = { schedules: [], goodRuns: [], objects: [], knownKinds: [] };
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

describe('a journey in several clusters', () => {
  it.each<[string, ClusterSightings | undefined, string | null]>([
    ['runs', running('b'), null],
    ['holds it, and Velero accepted it', holding('b'), 'no_good_run'],
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
      no_good_run: 'accepted',
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
      reason: 'silent',
      lastContactAt,
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
