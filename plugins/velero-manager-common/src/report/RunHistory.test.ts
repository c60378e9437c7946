import { defaultJudgeSettings } from '../facts';
import {
  at,
  cluster,
  run,
  schedule,
  scope,
} from '../health/__fixtures__/facts';
import { ClusterView } from '../health/ClusterView';
import { PastRun } from '../history/pastRun';
import { RunHistory } from './RunHistory';
import { scheduleRuns } from './scheduleRuns';

const DAY_MS = 86_400_000;
const now = new Date(at('12:00'));
const night = (days: number) =>
  new Date(Date.parse(at('02:00')) - days * DAY_MS).toISOString();

const past = (days: number, changes: Partial<PastRun> = {}): PastRun => {
  const { name, namespace, createdAt, completedAt } = run(night(days));
  return {
    ...{ cluster: 'prod-1', schedule: 'daily', outcome: 'good' },
    ...{ name, namespace, createdAt, completedAt, errors: 0, warnings: 0 },
    goneAt: night(days - 2),
    ...changes,
  };
};

describe('RunHistory', () => {
  it('fills the strip of a schedule whose backups are kept for two days', () => {
    const view = ClusterView.create(
      cluster({
        schedules: [schedule({ scope: scope({ ttlSeconds: 2 * 86_400 }) })],
        runs: [run(night(0)), run(night(1))],
      }),
      defaultJudgeSettings,
    );
    const [daily] = view.schedules;
    const history = RunHistory.of(
      [
        past(0, { goneAt: null }),
        ...Array.from({ length: 20 }, (_, i) => past(i + 1)),
        past(5, { outcome: 'failed', errors: 3, name: 'daily-by-hand' }),
        past(3, { schedule: 'hourly' }),
      ].map(one =>
        one.createdAt === night(4)
          ? { ...one, outcome: 'partial', errors: 2 }
          : one,
      ),
      [view],
    );
    const runs = scheduleRuns(daily, {
      ...{ now, limit: 14 },
      past: history.of(daily),
    });
    expect(runs.map(({ slot }) => slot)).toEqual(
      Array.from({ length: 14 }, (_, days) => night(days)),
    );
    expect(runs.map(({ outcome }) => outcome)).toEqual([
      ...['good', 'good', 'good', 'good', 'partial'],
      ...Array<string>(9).fill('good'),
    ]);
    expect(runs[4]).toMatchObject({
      backup: run(night(4)).name,
      message: '2 errors and 0 warnings',
    });
  });

  it('leaves out what is known to be of another cluster', () => {
    const foreign = run(night(3), {
      clusterLabel: 'prod-2',
      createdAt: new Date(Date.parse(night(3)) + 3_600_000).toISOString(),
    });
    const view = ClusterView.create(
      cluster({ runs: [run(night(0)), foreign] }),
      defaultJudgeSettings,
    );
    const [daily] = view.schedules;
    const names = RunHistory.of([past(2), past(3)], [view])
      .of(daily)
      .map(({ name }) => name);
    expect(names).toEqual([run(night(2)).name]);
  });
});
