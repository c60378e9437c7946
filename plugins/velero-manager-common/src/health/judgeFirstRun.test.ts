import { BackupFact, ScheduleFact } from '../facts';
import { at, openRun, run, schedule, veleroServer } from './__fixtures__/facts';
import { FirstRun, judgeFirstRun } from './judgeFirstRun';

const date = (time: string, day?: string) => new Date(at(time, day));
const NEXT = '2026-11-21';

describe('the first run of a schedule', () => {
  // Merged and created on the 20th at 10:00.
  const since = date('10:00');
  const MINUTE = 60_000;
  const awaited = (dueAt: Date, graceMinutes: number): FirstRun => ({
    ...{ state: 'awaited', dueAt },
    lateAt: new Date(dueAt.getTime() + graceMinutes * MINUTE),
  });
  const overdue = (dueAt: Date | null): FirstRun => ({
    ...{ state: 'overdue', dueAt },
  });
  const tomorrow = date('02:00', NEXT);
  // A tenth of a day, in minutes.
  const DAILY_GRACE = 144;

  it.each<[string, Partial<ScheduleFact>, BackupFact[], Date, FirstRun]>([
    [
      'is awaited from the start',
      {},
      [],
      since,
      awaited(tomorrow, DAILY_GRACE),
    ],
    ['at its slot', {}, [], tomorrow, awaited(tomorrow, DAILY_GRACE)],
    [
      'in its grace',
      {},
      [],
      date('04:24', NEXT),
      awaited(tomorrow, DAILY_GRACE),
    ],
    [
      'and no longer after that',
      {},
      [],
      new Date(date('04:24', NEXT).getTime() + 1),
      overdue(tomorrow),
    ],
    [
      'of an hourly one within the hour',
      { cron: '40 * * * *' },
      [],
      date('10:50'),
      awaited(date('10:40'), 10),
    ],
    [
      'and then no longer',
      { cron: '40 * * * *' },
      [],
      date('10:51'),
      overdue(date('10:40')),
    ],
    [
      'by the interval from its creation',
      { cron: '@every 6h' },
      [],
      date('16:05'),
      awaited(date('16:00'), 36),
    ],
    [
      'is under way, however long after its grace',
      { cron: '40 * * * *' },
      [openRun(at('10:40'))],
      date('14:00'),
      { state: 'under_way', since: date('10:40') },
    ],
    [
      'waits for its turn',
      { cron: '40 * * * *' },
      [openRun(at('10:40'), { phase: 'Queued', startedAt: null })],
      date('10:55'),
      { state: 'under_way', since: date('10:40') },
    ],
    [
      'is stuck once its item operations had their time',
      { cron: '40 * * * *' },
      [openRun(at('10:40'))],
      date('15:11'),
      overdue(date('10:40')),
    ],
    [
      'ended badly, so that the next is not the first',
      {},
      [run(at('02:00', NEXT), { phase: 'PartiallyFailed' })],
      date('03:00', NEXT),
      overdue(tomorrow),
    ],
    [
      'was refused before it began',
      {},
      [run(at('02:00', NEXT), { phase: 'FailedValidation', startedAt: null })],
      date('02:01', NEXT),
      overdue(tomorrow),
    ],
    [
      'ended badly, so that the one under way is not the first',
      { cron: '40 * * * *' },
      [openRun(at('11:40')), run(at('10:40'), { phase: 'Failed' })],
      date('11:45'),
      overdue(date('10:40')),
    ],
    [
      'is still awaited after one that was made by hand failed',
      {},
      [run(at('10:30'), { phase: 'Failed' })],
      date('11:00'),
      awaited(tomorrow, DAILY_GRACE),
    ],
    ['is never due', { cron: 'at noon' }, [], since, overdue(null)],
  ])('%s', (_, changes, runs, now, expected) => {
    const fact = schedule({ createdAt: since.toISOString(), ...changes });
    expect(
      judgeFirstRun(fact, { since, runs, server: veleroServer(), now }),
    ).toEqual(expected);
  });

  it('is due as the version and the zone of its server have it', () => {
    const seen = { since, runs: [], now: since };
    const awaitedAt = (dueAt: Date) => ({ state: 'awaited', dueAt });
    const dueBy = (server: Parameters<typeof judgeFirstRun>[1]['server']) =>
      judgeFirstRun(schedule({ cron: '0 2 1 * 1' }), { ...seen, server });
    // Both days restricted: up to 1.18 either, from 1.19 on both.
    expect(dueBy(veleroServer({ version: 'v1.18.2' }))).toMatchObject(
      awaitedAt(date('02:00', '2026-11-23')),
    );
    expect(dueBy(veleroServer({ version: 'v1.19.0' }))).toMatchObject(
      awaitedAt(date('02:00', '2027-02-01')),
    );
    expect(
      dueBy(veleroServer({ version: 'v1.18.2', zone: 'Europe/Paris' })),
    ).toMatchObject(awaitedAt(date('01:00', '2026-11-23')));
    expect(dueBy(null)).toMatchObject(awaitedAt(date('02:00', '2027-02-01')));
  });
});
