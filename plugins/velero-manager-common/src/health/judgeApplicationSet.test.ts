import { ApplicationSetFact } from '../facts';
import { applicationSet, condition } from './__fixtures__/syncObjects';
import { Horizon } from './Horizon';
import { judgeApplicationSet } from './judgeApplicationSet';
import { syncReasons } from './reasons/sync';

const at = (time: string) => `2026-11-20T${time}:00.000Z`;
const step = (name: string, status: string, time: string) => ({
  name,
  status,
  message: '',
  at: at(time),
});
const rollingOut = condition('RolloutProgressing', 'True', { at: at('10:00') });
const outdated = (time: string) =>
  condition('ResourcesUpToDate', 'False', {
    at: at(time),
    message: 'ApplicationSet is performing changes',
  });

type Case = [string, Partial<ApplicationSetFact>, string, string];
const cases: Case[] = [
  [
    'up to date',
    {},
    'SYNCED synced',
    "Applications of ApplicationSet 'shops' are as it says.",
  ],
  [
    'being deleted',
    { deletedAt: at('11:50') },
    'PROGRESSING being_deleted',
    '',
  ],
  [
    'in error',
    {
      conditions: [
        outdated('11:58'),
        condition('ErrorOccurred', 'True', { message: 'no generators' }),
      ],
    },
    'FAILED generation_failed',
    'cannot make its Applications: no generators.',
  ],
  [
    'without parameters',
    { conditions: [condition('ParametersGenerated', 'False')] },
    'FAILED generation_failed',
    'cannot make its Applications.',
  ],
  [
    'rolled out by invalid steps',
    {
      conditions: [
        condition('InvalidRolloutConfig', 'True'),
        condition('ResourcesUpToDate', 'True'),
      ],
    },
    'FAILED generation_failed',
    '',
  ],
  [
    'being rolled out step by step',
    {
      conditions: [rollingOut, outdated('10:00')],
      applications: [
        step('shop-dev', 'Healthy', '11:30'),
        step('shop-prod', 'Waiting', '10:00'),
      ],
    },
    'PROGRESSING rollout_progressing',
    "not done are 'shop-prod'.",
  ],
  [
    'stuck in a step',
    {
      conditions: [rollingOut],
      applications: [
        step('shop-dev', 'Progressing', '10:30'),
        step('shop-prod', 'Waiting', '10:00'),
      ],
    },
    'BEHIND rollout_stuck',
    "no step since 2026-11-20T10:30Z; not done are 'shop-dev', 'shop-prod'.",
  ],
  [
    'stuck since nobody knows when',
    { conditions: [condition('RolloutProgressing', 'True', { at: null })] },
    'BEHIND rollout_stuck',
    'since 2026-01-01T00:00Z.',
  ],
  [
    'done with its steps',
    {
      conditions: [
        condition('RolloutProgressing', 'False'),
        condition('ResourcesUpToDate', 'True'),
      ],
    },
    'SYNCED synced',
    '',
  ],
  [
    'outdated for a moment',
    { conditions: [outdated('11:55')] },
    'PROGRESSING applications_updating',
    'performing changes',
  ],
  [
    'outdated for long',
    { conditions: [outdated('11:40')] },
    'BEHIND applications_outdated',
    'since 2026-11-20T11:40Z: ApplicationSet is performing changes.',
  ],
  [
    'outdated since nobody knows when',
    {
      conditions: [condition('ResourcesUpToDate', 'False', { at: null })],
    },
    'BEHIND applications_outdated',
    'since 2026-01-01T00:00Z.',
  ],
  [
    'without a word',
    { conditions: [] },
    'UNKNOWN not_generated',
    'has not said',
  ],
];

describe('judgeApplicationSet', () => {
  it.each(cases)(
    'judges an ApplicationSet that is %s',
    (_, changes, expected, words) => {
      const horizon = Horizon.at(new Date(at('12:00')));
      const { state, reason, message } = judgeApplicationSet(
        applicationSet(changes),
        horizon,
      );
      expect(`${state} ${reason}`).toBe(expected);
      expect(message).toContain(words);
      expect(syncReasons).toHaveProperty(reason);
    },
  );
});
