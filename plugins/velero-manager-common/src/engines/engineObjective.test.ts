import { at } from '../health/__fixtures__/facts';
import { Horizon } from '../health/Horizon';
import { engineObjective } from './engineObjective';
import { EngineRun, newestRunFirst } from './EngineRun';
import { SlotSchedule, SlotScheduleParts } from './SlotSchedule';

const HOUR_MS = 3_600_000;

const run = (begun: string, changes: Partial<EngineRun> = {}): EngineRun => ({
  name: `run-${begun}`,
  schedule: 'hourly',
  begunAt: new Date(begun),
  endedAt: new Date(Date.parse(begun) + 60_000),
  progress: 'good',
  phase: 'done',
  cause: null,
  ...changes,
});

const lasting = (
  begun: string,
  hours: number,
  changes: Partial<EngineRun> = {},
) =>
  run(begun, {
    endedAt: new Date(Date.parse(begun) + hours * HOUR_MS),
    ...changes,
  });

const hourly = (changes: Partial<SlotScheduleParts> = {}) =>
  SlotSchedule.create({
    id: 'prod-1/shop/hourly',
    name: 'hourly',
    createdAt: new Date(at('00:00', '2026-11-01')),
    cron: '0 * * * *',
    rules: { dialects: ['kubernetes'], zone: 'UTC', zonePrefixAllowed: false },
    isPaused: false,
    misfit: null,
    countsFrom: new Date(at('00:00', '2026-11-01')),
    runs: [],
    ...changes,
  });

function objective(options: {
  now: string;
  runs: EngineRun[];
  schedules?: SlotSchedule[];
  lastGood?: string | null;
  rpoSeconds?: number;
}) {
  const { now, runs, lastGood = at('10:00'), rpoSeconds = null } = options;
  const good = lastGood === null ? null : new Date(lastGood);
  return engineObjective({
    schedules: options.schedules ?? [hourly({ runs })],
    runs,
    lastGood: good && { at: good, begunAt: good },
    since: new Date(at('09:30')),
    declaredRpoSeconds: rpoSeconds,
    stoppedAt: null,
    horizon: Horizon.at(new Date(now)),
  });
}

describe('SlotSchedule', () => {
  it.each<[string, EngineRun[], number]>([
    ['ten minutes at least', [], 10],
    [
      'half as much again as a slow good run took',
      [lasting(at('08:00'), 0.1), lasting(at('09:00'), 0.5)],
      45,
    ],
    [
      'whatever failed runs took',
      [lasting(at('09:00'), 2, { progress: 'failed' })],
      10,
    ],
    ['whatever later runs take', [lasting(at('11:00'), 2)], 10],
    [
      'measured by a run at that very moment too',
      [lasting(at('10:00'), 2)],
      180,
    ],
    [
      'no measure of a run that nobody says the end of',
      [run(at('09:00'), { endedAt: null })],
      10,
    ],
    [
      'measured by the last ten runs alone',
      [
        ...Array.from({ length: 10 }, () => lasting(at('09:00'), 0.2)),
        lasting(at('08:00'), 5),
      ],
      18,
    ],
  ])('gives a grace of %s', (_, runs, minutes) => {
    expect(
      hourly({ runs }).graceMs(new Date(at('10:00'))) / 60_000,
    ).toBeCloseTo(minutes);
  });

  it('gives a tenth of the interval', () => {
    expect(
      hourly({ cron: '0 1 * * 1-5' }).graceMs(new Date(at('10:00'))),
    ).toBeCloseTo(7.2 * HOUR_MS);
  });

  it('gives a run four hours and a half, or three times what slow ones took', () => {
    const stuckAfter = (runs: EngineRun[]) => {
      const open = run(at('10:00'), { progress: 'open' });
      const schedule = hourly({ runs: [open, ...runs] });
      return (
        (schedule.stuckAt(open).getTime() - open.begunAt.getTime()) / HOUR_MS
      );
    };
    expect(stuckAfter([])).toBe(4.5);
    expect(stuckAfter([lasting(at('08:00'), 2)])).toBe(6);
  });

  it('takes as the last ended run neither one that goes on nor an odd one', () => {
    const failed = run(at('08:00'), { progress: 'failed' });
    const { lastEnded } = hourly({
      runs: [
        run(at('10:00'), { progress: 'open' }),
        run(at('09:00'), { progress: 'unknown' }),
        failed,
        run(at('07:00')),
      ],
    });
    expect(lastEnded).toBe(failed);
    expect(hourly({ runs: [run(at('07:00'))] }).lastEnded?.progress).toBe(
      'good',
    );
  });

  it.each<[string, Partial<SlotScheduleParts>, string, string | null]>([
    ['a slot without a run', {}, '12:01', '12:00'],
    ['a slot whose run is there', { runs: [run(at('12:00'))] }, '12:01', null],
    [
      'a slot with an older run',
      { runs: [run(at('11:59'))] },
      '12:01',
      '12:00',
    ],
    ['a slot two minutes back', {}, '12:02', null],
    [
      'the slot at which it was created',
      { createdAt: new Date(at('12:00')) },
      '12:01',
      null,
    ],
    ['a paused schedule', { isPaused: true }, '12:01', null],
    ['an invalid one', { misfit: 'it is odd' }, '12:01', null],
    ['a fixed interval', { cron: '@every 30s' }, '12:01', null],
    ['no slot at all', { cron: '0 0 30 2 *' }, '12:01', null],
  ])('awaits %s', (_, changes, now, expected) => {
    const slot = hourly(changes).awaitedSlot(
      Horizon.at(new Date(at(now))),
      120_000,
    );
    expect(slot?.toISOString() ?? null).toBe(expected && at(expected));
  });
});

describe('newestRunFirst', () => {
  it('sorts by beginning, then by name', () => {
    const [a, b, c] = [
      run(at('09:00'), { name: 'a' }),
      run(at('09:00'), { name: 'b' }),
      run(at('10:00'), { name: 'c' }),
    ];
    expect([a, c, b].sort(newestRunFirst)).toEqual([c, b, a]);
    expect([b, c, a].sort(newestRunFirst)).toEqual([c, b, a]);
  });
});

describe('engineObjective', () => {
  it('names the slot that decides and whose it is', () => {
    expect(objective({ now: at('10:30'), runs: [] })).toEqual({
      standing: 'met',
      dueAt: new Date(at('11:10')),
      slot: new Date(at('11:00')),
      schedule: 'hourly',
      derivedRpoSeconds: 3600,
    });
  });

  it('has none without a schedule that has slots', () => {
    expect(
      objective({
        now: at('10:30'),
        runs: [],
        schedules: [hourly({ cron: 'nonsense' })],
      }),
    ).toEqual({
      standing: null,
      dueAt: null,
      slot: null,
      schedule: null,
      derivedRpoSeconds: null,
    });
  });

  it('takes the earliest of several schedules, whichever comes first', () => {
    const nightly = hourly({ name: 'nightly', cron: '0 1 * * *' });
    for (const schedules of [
      [hourly(), nightly],
      [nightly, hourly()],
    ]) {
      expect(
        objective({ now: at('11:11'), runs: [], schedules }),
      ).toMatchObject({
        standing: 'at_risk',
        schedule: 'hourly',
        derivedRpoSeconds: 3600,
      });
    }
  });

  const open = { progress: 'open' as const, endedAt: null };
  it.each<[string, Parameters<typeof objective>[0], string]>([
    ['before the grace is over', { now: at('11:10'), runs: [] }, 'met'],
    ['after the grace', { now: at('11:11'), runs: [] }, 'at_risk'],
    ['after half an interval more', { now: at('11:41'), runs: [] }, 'breached'],
    [
      'without any good copy, after the first slot',
      { now: at('10:11'), runs: [], lastGood: null },
      'never',
    ],
    [
      'without any good copy, before the first slot is due',
      { now: at('10:10'), runs: [], lastGood: null },
      'met',
    ],
    [
      'while its run is under way: held at its slot',
      { now: at('12:30'), runs: [run('2026-11-20T11:00:30.000Z', open)] },
      'met',
    ],
    [
      'while a run at no slot is under way: held at its beginning',
      { now: at('12:30'), runs: [run(at('11:15'), open)] },
      'at_risk',
    ],
    [
      'while a run of no schedule is under way: held at its beginning',
      {
        now: at('12:30'),
        runs: [run('2026-11-20T11:11:30.000Z', { ...open, schedule: null })],
      },
      'at_risk',
    ],
    [
      'while a run that begins at its very slot is under way',
      { now: at('12:30'), runs: [run(at('11:00'), open)] },
      'met',
    ],
    [
      'while a run is stuck',
      { now: at('15:31'), runs: [run(at('11:00'), open)] },
      'breached',
    ],
    [
      'while a run of no schedule goes on for less than a day',
      {
        now: at('23:00'),
        runs: [run(at('11:00'), { ...open, schedule: null })],
      },
      'met',
    ],
    [
      'while a run goes on that is older than the newest copy',
      { now: at('12:30'), runs: [run(at('09:59'), open)] },
      'breached',
    ],
    [
      'while a run has ended that was good for nothing',
      {
        now: at('12:30'),
        runs: [run(at('11:00'), { progress: 'unknown', endedAt: null })],
      },
      'breached',
    ],
    [
      'a declared objective that is kept, whatever its slots say',
      { now: at('12:30'), runs: [], rpoSeconds: 4 * 3600 },
      'met',
    ],
    [
      'a declared objective that is at risk within its grace',
      { now: at('10:25'), runs: [], rpoSeconds: 1200 },
      'at_risk',
    ],
    [
      'a declared objective after its grace',
      { now: at('10:31'), runs: [], rpoSeconds: 1200 },
      'breached',
    ],
    [
      'a declared objective without a schedule has a grace, too',
      { now: at('10:25'), runs: [], rpoSeconds: 1200, schedules: [] },
      'at_risk',
    ],
    [
      'a declared objective, while the run of a slot is awaited',
      { now: at('11:01'), runs: [], rpoSeconds: 3600 },
      'met',
    ],
    [
      'slots of their own are not awaited: they have a grace',
      {
        now: '2026-11-20T12:00:30.000Z',
        runs: [],
        schedules: [hourly(), hourly({ name: 'other', cron: '0 12 * * *' })],
      },
      'breached',
    ],
  ])('%s', (_, given, expected) => {
    expect(objective(given).standing).toBe(expected);
  });

  it('knows the schedule of a run by its name', () => {
    const other = hourly({ name: 'other', cron: '30 * * * *' });
    expect(
      objective({
        now: at('12:30'),
        runs: [run('2026-11-20T11:30:20.000Z', { ...open, schedule: 'other' })],
        schedules: [hourly({ cron: '29 11 * * *' }), other],
        lastGood: at('11:00'),
      }).standing,
    ).toBe('met');
  });

  it.each([
    [
      'keeps the say of a paused schedule until the next good copy',
      at('10:10'),
      'breached',
    ],
    ['and no longer', at('11:30'), 'met'],
  ])('%s', (_, lastGood, expected) => {
    const paused = hourly({
      isPaused: true,
      runs: [run(at('10:00'))],
    });
    const enabled = hourly({ name: 'nightly', cron: '0 1 * * *' });
    expect(
      objective({
        now: at('12:30'),
        runs: [],
        schedules: [enabled, paused],
        lastGood,
      }).standing,
    ).toBe(expected);
  });
});
