import { BackupFact, ClusterFacts, defaultJudgeSettings } from '../facts';
import {
  at,
  cluster,
  run,
  schedule,
  scope,
} from '../health/__fixtures__/facts';
import { ClusterView } from '../health/ClusterView';
import { successRate } from './successRate';

const noon = new Date(at('12:00'));
const DAY_MS = 86_400_000;

/** Runs of the last nights but for some, newest first. */
const nights = (
  count: number,
  change: (night: number) => Partial<BackupFact> | null = () => ({}),
) =>
  Array.from({ length: count }, (_, night) => {
    const changes = change(night);
    const moment = new Date(Date.parse(at('02:00')) - night * DAY_MS);
    return changes && run(moment.toISOString(), changes);
  }).flatMap(one => one ?? []);

const rateOf = (changes: Partial<ClusterFacts>, now = noon) => {
  const view = ClusterView.create(cluster(changes), defaultJudgeSettings);
  return successRate(view.schedules[0], now);
};

describe('successRate', () => {
  it('counts good runs among those that ended, slot by slot', () => {
    const phases = ['Failed', 'PartiallyFailed', 'FailedValidation'];
    const runs = nights(10, night => ({ phase: phases[night] ?? 'Completed' }));
    expect(rateOf({ runs })).toMatchObject({
      good: 7,
      partial: 1,
      failed: 2,
      missed: 0,
      rate: 0.7,
      achieved: 0.7,
    });
  });

  it('keeps what was missed beside it, and in what was achieved', () => {
    const runs = nights(10, night => ([2, 5].includes(night) ? null : {}));
    expect(rateOf({ runs })).toMatchObject({
      good: 8,
      missed: 2,
      rate: 1,
      achieved: 0.8,
    });
  });

  it.each([
    [0, null],
    [2, null],
    [3, 1],
  ])('of %i runs is %s', (count, rate) => {
    expect(rateOf({ runs: nights(count) }).rate).toBe(rate);
  });

  it('never rounds a run that failed in part up', () => {
    const runs = nights(4, () => ({ phase: 'PartiallyFailed', errors: 0 }));
    expect(rateOf({ runs })).toMatchObject({ good: 0, partial: 4, rate: 0 });
  });

  it('looks back thirty days, and no further than its records', () => {
    const all = rateOf({ runs: nights(60) });
    expect(all).toMatchObject({ good: 30, since: at('02:00', '2026-10-22') });
    expect(rateOf({ runs: nights(5) })).toMatchObject({
      good: 5,
      missed: 0,
      since: at('02:00', '2026-11-16'),
    });
    // What its retention has taken away is not missed.
    const short = [schedule({ scope: scope({ ttlSeconds: 3 * 86_400 }) })];
    const gone = nights(8, night => ([4, 5].includes(night) ? null : {}));
    expect(rateOf({ schedules: short, runs: gone })).toMatchObject({
      good: 6,
      missed: 0,
    });
  });

  it('begins with the schedule', () => {
    const young = [schedule({ createdAt: at('12:00', '2026-11-17') })];
    const counted = rateOf({ schedules: young, runs: nights(10) });
    expect(counted).toMatchObject({
      good: 3,
      since: at('02:00', '2026-11-18'),
    });
    expect(rateOf({ schedules: young, runs: [] })).toMatchObject({
      good: 0,
      rate: null,
      achieved: 0,
      missed: 3,
    });
  });

  it('counts a run that is under way, or from the future, as nothing', () => {
    const open = nights(5, night =>
      night ? {} : { phase: 'InProgress', completedAt: null },
    );
    expect(rateOf({ runs: open })).toMatchObject({ good: 4, rate: 1 });
    const ahead = [run(at('02:00', '2026-11-23')), ...nights(5)];
    expect(rateOf({ runs: ahead })).toMatchObject({ good: 5, missed: 0 });
  });
});
