import {
  applicationRow,
  scheduleRow,
  storageLocationRow,
} from '../store/__testUtils__/facts';
import { FactDelta, FactRow } from '../store/types';
import { LastWords } from './LastWords';

const NOON = Date.parse('2026-11-20T12:00:00.000Z');
const minutes = (count: number) => count * 60_000;
const at = (ms: number) => new Date(ms).toISOString();

const location = (validatedAt: number, rest: object = {}) =>
  storageLocationRow('offsite', { lastValidatedAt: at(validatedAt), ...rest });
const upserted = (...rows: FactRow[]) => ({
  ...{ type: 'upserted' as const, rows, malformed: 0 },
});

describe('LastWords', () => {
  const known = () => {
    const words = LastWords.create();
    const rows = [location(NOON)];
    words.note({ type: 'replaced', rows, malformed: 0 }, NOON);
    return words;
  };

  it.each<[string, FactDelta, boolean]>([
    ['a heartbeat', upserted(location(NOON + minutes(1))), false],
    [
      'the same, and something else',
      upserted(location(NOON + minutes(1), { phase: 'Unavailable' })),
      true,
    ],
    [
      'a heartbeat, and something new',
      upserted(location(NOON + minutes(1)), storageLocationRow('other')),
      true,
    ],
    [
      'a heartbeat, and what nobody understood',
      { ...upserted(location(NOON + minutes(1))), malformed: 1 },
      true,
    ],
    ['a kind that has no heartbeat', upserted(scheduleRow('daily')), true],
    [
      'that something is gone',
      { type: 'removed', keys: [{ namespace: 'velero', name: 'offsite' }] },
      true,
    ],
  ])('tells whether %s is news', (_, change, isNews) => {
    expect(known().note(change, NOON + minutes(1))).toBe(isNews);
  });

  it('does not let the first heartbeat after a silence wait', () => {
    const beat = upserted(location(NOON + minutes(5)));
    expect(known().note(beat, NOON + minutes(4) + 1)).toBe(true);
    expect(known().note(beat, NOON + minutes(4))).toBe(false);
  });

  it('knows nothing of what was not listed and not told', () => {
    const words = known();
    words.note({ type: 'replaced', rows: [], malformed: 0 }, NOON);
    expect(words.note(upserted(location(NOON)), NOON)).toBe(true);
    const gone = { namespace: 'velero', name: 'offsite' };
    words.note({ type: 'removed', keys: [gone] }, NOON);
    expect(words.note(upserted(location(NOON)), NOON)).toBe(true);
    const app = applicationRow('shop', [], { reconciledAt: at(NOON) });
    expect(words.note(upserted(app), NOON)).toBe(true);
    const later = { reconciledAt: at(NOON + minutes(3)) };
    expect(words.note(upserted(applicationRow('shop', [], later)), NOON)).toBe(
      false,
    );
  });
});
