import fc from 'fast-check';
import { defaultJudgeSettings } from '../facts';
import { at, cluster, run, schedule } from './__fixtures__/facts';
import { ClusterView } from './ClusterView';
import { Horizon } from './Horizon';
import { slotHistory } from './slotHistory';

const NOW = new Date(at('12:00'));
const HOUR_MS = 3_600_000;
const ago = (hours: number) => new Date(NOW.getTime() - hours * HOUR_MS);

describe('slotHistory', () => {
  it('looks no further back than it is asked to, and finds the same up to there', () => {
    fc.assert(
      fc.property(
        fc.record({
          cron: fc.constantFrom('0 */6 * * *', '0 2 * * *', '@every 6h'),
          runs: fc.uniqueArray(fc.integer({ min: -3, max: 240 }), {
            maxLength: 12,
          }),
          phase: fc.constantFrom('Completed', 'InProgress', 'Failed'),
          since: fc.integer({ min: 1, max: 260 }),
          ageHours: fc.integer({ min: 1, max: 300 }),
        }),
        ({ cron, runs, phase, since, ageHours }) => {
          const facts = cluster({
            schedules: [
              schedule({ cron, createdAt: ago(ageHours).toISOString() }),
            ],
            runs: runs.map(hours => run(ago(hours).toISOString(), { phase })),
          });
          const [view] = ClusterView.create(
            facts,
            defaultJudgeSettings,
          ).schedules;
          const find = (from?: Date) =>
            slotHistory(view, {
              until: NOW,
              limit: 1_000,
              horizon: Horizon.at(NOW),
              since: from,
            }).flatMap(({ slot, outcome }) =>
              slot && slot > ago(since)
                ? [`${slot.toISOString()} ${outcome}`]
                : [],
            );
          expect(find(ago(since))).toEqual(find());
        },
      ),
    );
  });
});
