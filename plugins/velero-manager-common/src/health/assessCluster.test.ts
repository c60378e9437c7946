import { ClusterFacts, defaultJudgeSettings } from '../facts';
import { assessCluster } from './assessCluster';
import {
  application,
  at,
  cluster,
  kind,
  location,
  openRun,
  run,
  schedule,
  located,
} from './__fixtures__/facts';

const noon = new Date(at('12:00'));
const judge = (changes: Partial<ClusterFacts>, now = noon) =>
  assessCluster(
    {
      facts: cluster(changes),
      syncObjects: [],
      settings: defaultJudgeSettings,
    },
    { now },
  );
const yesterday = '2026-11-19';

describe('assessCluster', () => {
  it.each<[string, Partial<ClusterFacts>, string, string]>([
    [
      'all is well',
      {},
      'HEALTHY protected',
      "Schedule 'daily': newest good backup 2026-11-20T02:00Z; next run 2026-11-21T02:00Z.",
    ],
    [
      'Velero is absent',
      { kinds: { ...cluster().kinds, Backup: kind({ state: 'absent' }) } },
      'UNKNOWN velero_absent',
      'not installed',
    ],
    ['a kind is not read', { kinds: {} }, 'UNKNOWN not_read_yet', ''],
    [
      'there is no schedule',
      { schedules: [] },
      'UNPROTECTED no_schedule',
      "Cluster 'prod-1' has no schedule.",
    ],
    [
      'a schedule is paused',
      { schedules: [schedule({ paused: true })] },
      'PAUSED schedule_paused',
      'is paused',
    ],
    [
      'a schedule is going',
      { schedules: [schedule({ deletedAt: at('11:00') })] },
      'PAUSED schedule_deleted',
      'being deleted',
    ],
    [
      'a schedule is invalid',
      { schedules: [schedule({ cron: '61 * * * *' })] },
      'CRITICAL schedule_invalid',
      'cron "61 * * * *"',
    ],
    [
      'a location is down',
      {
        storageLocations: [
          location({ phase: 'Unavailable', message: 'denied' }),
        ],
      },
      'CRITICAL storage_location_unavailable',
      'denied',
    ],
    [
      'a location is read-only',
      { storageLocations: [location({ accessMode: 'ReadOnly' })] },
      'DEGRADED storage_location_read_only',
      'read-only',
    ],
    [
      'a location is stale',
      { storageLocations: [location({ lastValidatedAt: at('11:00') })] },
      'UNKNOWN storage_location_stale',
      '2026-11-20T11:00Z',
    ],
    [
      'a location is new',
      { storageLocations: [location({ phase: '' })] },
      'UNKNOWN storage_location_not_validated',
      'validated',
    ],
    [
      'a location is missing',
      { storageLocations: [] },
      'CRITICAL storage_location_missing',
      "of schedule 'daily'",
    ],
    [
      'the last run failed',
      {
        runs: [
          run(at('02:00'), { phase: 'Failed' }),
          run(at('02:00', yesterday)),
        ],
      },
      'DEGRADED last_run_failed',
      "'daily-20261120020000'",
    ],
    [
      'a run is stuck',
      { runs: [openRun(at('02:00')), run(at('02:00', yesterday))] },
      'DEGRADED run_stuck',
      'InProgress',
    ],
    [
      'a run is late',
      { runs: [run(at('02:00', yesterday))] },
      'DEGRADED objective_at_risk',
      'one was due 2026-11-20T02:00Z',
    ],
    [
      'runs no longer come',
      { runs: [run(at('02:00', '2026-11-17'))] },
      'CRITICAL objective_breached',
      'no good backup since 2026-11-17T02:00Z',
    ],
    [
      'the first run is awaited',
      { runs: [], schedules: [schedule({ createdAt: at('11:00') })] },
      'PENDING first_run_pending',
      '2026-11-21T02:00Z',
    ],
    [
      'no run ever came',
      { runs: [] },
      'CRITICAL never_backed_up',
      'was due 2026-01-01T02:00Z',
    ],
    [
      'runs are of another cluster',
      { runs: [run(at('02:00'), { createdAt: at('02:30') })] },
      'CRITICAL never_backed_up',
      '',
    ],
    [
      'the server does not look',
      { schedules: [schedule({ phase: '' })] },
      'DEGRADED schedule_not_picked_up',
      'server may be down',
    ],
    [
      'a schedule goes by interval',
      {
        schedules: [
          schedule({ cron: '@every 24h', lastBackupAt: at('02:00') }),
        ],
      },
      'HEALTHY protected',
      'next run 2026-11-21T02:00Z',
    ],
  ])('judges when %s', (_, changes, expected, words) => {
    const [{ protection }] = judge(changes).parts;
    expect(`${protection?.state} ${protection?.reason}`).toBe(expected);
    expect(protection?.message).toContain(words);
  });

  it('sums sync objects up by the cluster that holds them', () => {
    const { parts, syncObjects } = assessCluster(
      {
        facts: cluster(),
        syncObjects: [
          located('argo', application()),
          located('argo', application({ name: 'db', skipReconcile: true })),
        ],
        settings: defaultJudgeSettings,
      },
      { now: noon },
    );
    expect(parts).toMatchObject([
      { cluster: 'prod-1', sync: null },
      { cluster: 'argo', protection: null, sync: { state: 'SUSPENDED' } },
    ]);
    expect(syncObjects).toHaveLength(2);
  });
});
