import { SourceFact } from '../facts';
import { condition, source } from './__fixtures__/syncObjects';
import { verdictOf } from './Finding';
import { Horizon } from './Horizon';
import { judgeSource } from './judgeSource';
import { syncReasons } from './reasons/sync';

const at = (time: string) => `2026-11-20T${time}:00.000Z`;

type Case = [string, Partial<SourceFact>, string, string];
const cases: Case[] = [
  ['fetched', {}, 'SYNCED synced', "GitRepository 'fleet' is fetched."],
  [
    'fetched, being looked at again',
    { conditions: [condition('Ready', 'Unknown')] },
    'SYNCED synced',
    '',
  ],
  [
    'being fetched for the first time',
    {
      artifact: null,
      conditions: [
        condition('Ready', 'Unknown', { message: 'building artifact' }),
      ],
    },
    'PROGRESSING reconciling',
    'building artifact',
  ],
  [
    'ready and silent on what it fetched',
    { artifact: null },
    'SYNCED synced',
    '',
  ],
  [
    'being deleted',
    { deletedAt: at('11:50') },
    'PROGRESSING being_deleted',
    '',
  ],
  ['suspended', { suspended: true }, 'SUSPENDED suspended', 'not fetched'],
  [
    'suspended after it failed',
    { suspended: true, conditions: [condition('FetchFailed', 'True')] },
    'SUSPENDED suspended',
    '',
  ],
  [
    'a registry without any status',
    {
      kind: 'HelmRepository',
      isStatic: true,
      observedGeneration: -1,
      conditions: [],
      artifact: null,
    },
    'SYNCED source_static',
    'registry',
  ],
  [
    'not fetched just now',
    {
      conditions: [
        condition('FetchFailed', 'True', { message: 'timeout' }),
        condition('Ready', 'False', { at: at('10:00') }),
      ],
    },
    'PROGRESSING fetch_retrying',
    'cannot be fetched since 2026-11-20T11:55Z: timeout.',
  ],
  [
    'not fetched for long',
    {
      conditions: [condition('Ready', 'False', { at: at('11:40') })],
    },
    'FAILED fetch_failed',
    'since 2026-11-20T11:40Z.',
  ],
  [
    'stalled for long',
    { conditions: [condition('Stalled', 'True', { at: null })] },
    'FAILED fetch_failed',
    'since 2026-01-01T00:00Z.',
  ],
  [
    'changed after it failed',
    {
      generation: 2,
      conditions: [condition('Ready', 'False', { at: at('11:40') })],
    },
    'PROGRESSING spec_not_observed',
    '',
  ],
  [
    'seen by no controller',
    { observedGeneration: -1, conditions: [], artifact: null },
    'UNKNOWN not_reconciled',
    'controller may be down',
  ],
  [
    'without a word',
    { conditions: [], artifact: null },
    'UNKNOWN not_reconciled',
    'has not said',
  ],
];

describe('judgeSource', () => {
  it.each(cases)(
    'judges a source that is %s',
    (_, changes, expected, words) => {
      const horizon = Horizon.at(new Date(at('12:00')));
      const { state, reason, message } = judgeSource(source(changes), horizon);
      expect(`${state} ${reason}`).toBe(expected);
      expect(message).toContain(words);
      expect(syncReasons).toHaveProperty(reason);
    },
  );

  it('says when a source that is being tried again counts as failed', () => {
    const failing = source({ conditions: [condition('FetchFailed', 'True')] });
    const horizon = Horizon.at(new Date(at('12:00')));
    const verdict = verdictOf(judgeSource(failing, horizon), horizon);
    expect(verdict.validUntil?.toISOString()).toBe('2026-11-20T12:05:00.001Z');
  });
});
