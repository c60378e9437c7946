import { BackupFact, defaultJudgeSettings, ScheduleFact } from '../../facts';
import { at, cluster, openRun, run, schedule } from '../__fixtures__/facts';
import { ClusterView } from '../ClusterView';
import { Horizon } from '../Horizon';
import { openRunOf } from '../openRunOf';
import { isUnderWay } from '../runPhase';
import { slotObjective } from './slotObjective';

const FRIDAY = '2026-11-20';
const SATURDAY = '2026-11-21';
const good = at('02:00', FRIDAY);

/** A schedule at two every night; a tenth of a day is its grace. */
function judge(options: {
  now: string;
  schedules?: Partial<ScheduleFact>[];
  runs?: BackupFact[];
  begunAt?: string | null;
  rpoSeconds?: number;
  stoppedAt?: string;
}) {
  const { now, runs = [], begunAt = good, stoppedAt } = options;
  const { schedules } = ClusterView.create(
    cluster({ schedules: (options.schedules ?? [{}]).map(schedule), runs }),
    defaultJudgeSettings,
  );
  const begun = begunAt === null ? null : new Date(begunAt);
  const { standing, slot, dueAt, promise } = slotObjective({
    schedules,
    openRuns: runs.filter(isUnderWay).map(open => openRunOf(open, schedules)),
    lastGood: begun && { at: begun, begunAt: begun },
    since: new Date(at('00:00', '2026-11-19')),
    declaredRpoSeconds: options.rpoSeconds ?? null,
    stoppedAt: stoppedAt ? new Date(stoppedAt) : null,
    horizon: Horizon.at(new Date(now)),
  });
  return {
    standing,
    slot: slot?.toISOString(),
    dueAt: dueAt?.toISOString(),
    name: promise?.fact.name,
  };
}

describe('slotObjective', () => {
  it.each<[string, Parameters<typeof judge>[0], string]>([
    [
      'a copy promises the slot after its own',
      { now: good },
      at('02:00', SATURDAY),
    ],
    [
      'a run made half a minute before its slot was made for it',
      { now: good, begunAt: '2026-11-20T01:59:30.000Z' },
      at('02:00', SATURDAY),
    ],
    [
      'a run made two minutes before a slot was not',
      { now: good, begunAt: at('01:58', FRIDAY) },
      good,
    ],
    [
      'a schedule made half a minute before a slot has that slot first',
      {
        now: good,
        begunAt: at('01:50', FRIDAY),
        schedules: [{ createdAt: '2026-11-20T01:59:30.000Z' }],
      },
      good,
    ],
    [
      'and without any copy, too',
      {
        now: good,
        begunAt: null,
        schedules: [{ createdAt: '2026-11-20T01:59:30.000Z' }],
      },
      good,
    ],
    [
      'a new schedule may skip its first slot',
      {
        now: good,
        begunAt: null,
        schedules: [{ createdAt: good, lastSkippedAt: at('03:00', SATURDAY) }],
      },
      at('02:00', '2026-11-22'),
    ],
    [
      'a copy is no less old for a slot that was skipped',
      { now: good, schedules: [{ lastSkippedAt: at('03:00', SATURDAY) }] },
      at('02:00', SATURDAY),
    ],
  ])('%s', (_, given, slot) => {
    expect(judge(given).slot).toBe(slot);
  });

  it.each<[string, Parameters<typeof judge>[0], string]>([
    ['by the end of its grace', { now: at('04:24', SATURDAY) }, 'met'],
    ['after its grace', { now: at('04:25', SATURDAY) }, 'at_risk'],
    ['half an interval later', { now: at('16:25', SATURDAY) }, 'breached'],
    [
      'while its run is under way',
      {
        now: at('05:00', SATURDAY),
        runs: [openRun('2026-11-21T02:00:20.000Z')],
      },
      'met',
    ],
    [
      'while its run is stuck',
      {
        now: at('06:31', SATURDAY),
        runs: [openRun('2026-11-21T02:00:20.000Z')],
      },
      'at_risk',
    ],
    [
      'while a run from the future says that it is under way',
      {
        now: at('04:00', SATURDAY),
        runs: [openRun(at('20:00', SATURDAY))],
      },
      'met',
    ],
    [
      'a declared objective, while the run of its slot is awaited',
      { now: at('02:01', SATURDAY), rpoSeconds: 86_400 },
      'met',
    ],
    [
      'a declared objective, when no run came',
      { now: at('02:02', SATURDAY), rpoSeconds: 86_400 },
      'at_risk',
    ],
    [
      'a declared objective, while no run is awaited of what is paused',
      {
        now: at('02:01', SATURDAY),
        rpoSeconds: 86_400,
        schedules: [{ paused: true }],
      },
      'at_risk',
    ],
    [
      'where nothing is written any more',
      { now: at('20:00', SATURDAY), stoppedAt: at('03:00', SATURDAY) },
      'met',
    ],
    [
      'never, when its first slot passed without a copy',
      { now: at('12:00', SATURDAY), begunAt: null },
      'never',
    ],
  ])('%s', (_, given, standing) => {
    expect(judge(given).standing).toBe(standing);
  });

  it('measures grace by the slow ones of the last ten good runs', () => {
    const slow = run(good, { completedAt: at('10:00', FRIDAY) });
    expect(judge({ now: good, runs: [slow] }).dueAt).toBe(
      at('14:00', SATURDAY),
    );
    const failed = { ...slow, phase: 'Failed' };
    expect(judge({ now: good, runs: [failed] }).dueAt).toBe(
      at('04:24', SATURDAY),
    );
  });

  const paused = {
    name: 'hourly',
    cron: '0 * * * *',
    paused: true,
    lastBackupAt: '2026-11-20T02:00:20.000Z',
  };
  it.each<[string, string | null, string]>([
    ['a paused schedule has its say', good, 'hourly'],
    ['by the end of the grace of its slot', at('03:10', FRIDAY), 'hourly'],
    ['until a copy comes after it', at('03:11', FRIDAY), 'daily'],
    ['and none without a copy', null, 'daily'],
  ])('%s', (_, begunAt, name) => {
    const now = at('03:30', FRIDAY);
    expect(judge({ now, begunAt, schedules: [{}, paused] }).name).toBe(name);
    expect(judge({ now, begunAt, schedules: [paused] }).name).toBe('hourly');
  });
});
