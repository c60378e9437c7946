import { change } from '../__fixtures__/changes';
import { changeSteps } from './changeSteps';

const at = '2026-11-21T08:00:00.000Z';
const standings = (more: Parameters<typeof change>[0]) =>
  changeSteps(change(more)).map(({ step, standing }) => `${step} ${standing}`);

describe('changeSteps', () => {
  it('waits for the step after the last one reached', () => {
    expect(standings({ approvedAt: at })).toEqual([
      'proposed done',
      'approved done',
      'merged waiting',
      'applied later',
      'accepted later',
      'first_run_good later',
    ]);
  });

  it('does not wait for what was passed over', () => {
    expect(standings({ mergedAt: at, appliedAt: at })).toEqual([
      'proposed done',
      'approved unseen',
      'merged done',
      'applied done',
      'accepted waiting',
      'first_run_good later',
    ]);
  });

  it('ends where the pull request was closed', () => {
    const closed = change({ state: 'closed', approvedAt: at, closedAt: at });
    expect(changeSteps(closed)).toEqual([
      { step: 'proposed', standing: 'done', at: closed.proposedAt },
      { step: 'approved', standing: 'done', at },
      { step: 'closed', standing: 'closed', at },
      { step: 'merged', standing: 'never', at: null },
      { step: 'applied', standing: 'never', at: null },
      { step: 'accepted', standing: 'never', at: null },
      { step: 'first_run_good', standing: 'never', at: null },
    ]);
  });

  it.each([
    ['merged', ['proposed done', 'approved done', 'merged done']],
    [
      'accepted',
      [
        'proposed done',
        'approved done',
        'merged done',
        'applied waiting',
        'accepted later',
      ],
    ],
  ] as const)('goes no further than its goal: %s', (goal, steps) => {
    expect(standings({ goal, approvedAt: at, mergedAt: at })).toEqual(steps);
  });

  it('waits for nothing that happens where the portal does not look', () => {
    const unfollowed = {
      ...{ reason: 'argocd_not_watched' as const, message: 'Nobody tells.' },
    };
    const more = { goal: 'accepted', unfollowed, approvedAt: at } as const;
    expect(standings(more)).toEqual([
      'proposed done',
      'approved done',
      'merged waiting',
      'applied unfollowed',
      'accepted unfollowed',
    ]);
    expect(standings({ ...more, mergedAt: at }).slice(2)).toEqual([
      'merged done',
      'applied unfollowed',
      'accepted unfollowed',
    ]);
    const closed = { ...more, state: 'closed', closedAt: at } as const;
    expect(standings(closed).slice(2)).toEqual([
      'closed closed',
      'merged never',
      'applied never',
      'accepted never',
    ]);
  });

  it('waits for nothing once the first run is good', () => {
    const done = {
      approvedAt: at,
      mergedAt: at,
      appliedAt: at,
      acceptedAt: at,
    };
    expect(standings({ ...done, firstRunGoodAt: at })).toEqual([
      'proposed done',
      'approved done',
      'merged done',
      'applied done',
      'accepted done',
      'first_run_good done',
    ]);
  });
});
