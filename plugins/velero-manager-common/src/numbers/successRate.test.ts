import { BackupFact, ClusterFacts, defaultJudgeSettings } from '../facts';
import {
  at,
  cluster,
  run,
  schedule,
  scope,
} from '../health/__fixtures__/facts';
import { ClusterView } from '../health/ClusterView';
import { PastRun } from '../history/pastRun';
import { successRates, sumSuccess } from './successRate';

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

const rateOf = (
  changes: Partial<ClusterFacts>,
  { now = noon, past = [] }: { now?: Date; past?: PastRun[] } = {},
) => {
  const view = ClusterView.create(cluster(changes), defaultJudgeSettings);
  return successRates(view.schedules[0], { now, past }).last30Days;
};

describe('successRates', () => {
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

  describe('with what history tells', () => {
    const twoDays = [schedule({ scope: scope({ ttlSeconds: 2 * 86_400 }) })];
    const pastRun = (
      { name, createdAt, completedAt }: BackupFact,
      madeAt: number,
      changes: Partial<PastRun>,
    ): PastRun => ({
      ...{ cluster: 'prod-1', namespace: 'velero', schedule: 'night' },
      ...{ name, createdAt, completedAt },
      ...{ outcome: 'good', errors: 0, warnings: 0 },
      goneAt:
        madeAt + 2 * DAY_MS < noon.getTime()
          ? new Date(madeAt + 2 * DAY_MS).toISOString()
          : null,
      ...changes,
    });
    /** Nights as history has them; each Backup goes two days after it was made. */
    const pastNights = (
      count: number,
      change: (night: number) => Partial<PastRun> | null = () => ({}),
    ) =>
      Array.from({ length: count }, (_, night) => {
        const changes = change(night);
        const madeAt = Date.parse(at('02:00')) - night * DAY_MS;
        const [made] = nights(night + 1).slice(-1);
        return changes && pastRun(made, madeAt, changes);
      }).flatMap(one => one ?? []);
    const recent = { schedules: twoDays, runs: nights(2) };

    it('counts runs whose Backups are gone, each run once', () => {
      const past = pastNights(60, night => ({
        outcome: night === 3 ? 'partial' : 'good',
      }));
      expect(rateOf(recent, { past })).toMatchObject({
        ...{ good: 29, partial: 1, missed: 0 },
        since: at('02:00', '2026-10-22'),
      });
      expect(
        successRates(
          ClusterView.create(cluster(recent), defaultJudgeSettings)
            .schedules[0],
          { now: noon, past },
        ).last7Days,
      ).toMatchObject({ good: 6, partial: 1, rate: 6 / 7 });
    });

    it('tells that a run was missed where somebody looked while its Backup would have been there', () => {
      const past = pastNights(20, night =>
        [8, 12].includes(night) ? null : {},
      );
      expect(rateOf(recent, { past })).toMatchObject({
        ...{ good: 18, missed: 2 },
        ...{ rate: 1, achieved: 0.9 },
      });
    });

    it('says nothing of slots whose Backups came and went while nobody looked', () => {
      // The portal was away until noon of night 4, and found then what was gone.
      const back = new Date(Date.parse(at('12:00')) - 4 * DAY_MS);
      const past = pastNights(20, night => {
        if (night >= 6 && night <= 12) return null;
        return night > 12 && night < 15 ? { goneAt: back.toISOString() } : {};
      });
      expect(rateOf(recent, { past })).toMatchObject({ good: 13, missed: 0 });
    });

    it('counts no run whose end nobody saw', () => {
      const past = pastNights(10, night =>
        night === 5 ? { outcome: 'unknown' } : {},
      );
      expect(rateOf(recent, { past })).toMatchObject({ good: 9, missed: 0 });
    });
  });
});

describe('sumSuccess', () => {
  it('adds up what schedules did, and makes its rate of the sum', () => {
    const of = (runs: BackupFact[]) =>
      successRates(
        ClusterView.create(cluster({ runs }), defaultJudgeSettings)
          .schedules[0],
        { now: noon },
      );
    const failed = nights(2, () => ({ phase: 'Failed' }));
    const sum = sumSuccess([of(nights(10)), of(failed)]);
    expect(sum?.last30Days).toMatchObject({
      ...{ good: 10, failed: 2, rate: 10 / 12 },
      since: of(nights(10)).last30Days.since,
    });
    expect(sum?.last7Days).toMatchObject({ good: 7, failed: 2 });
    expect(sumSuccess([])).toBeNull();
  });
});
