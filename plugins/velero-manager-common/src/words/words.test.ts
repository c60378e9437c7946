import {
  count,
  describeCause,
  describeDuration,
  describeInstant,
  quoteNames,
  quoteValue,
} from '.';

describe('words', () => {
  it('quotes hostile values so that they stay on one line and short', () => {
    expect(quoteValue('a"b\n\u202ec')).toBe('"a\\"b\\n\\u202ec"');
    expect(quoteValue('x'.repeat(100))).toBe(`"${'x'.repeat(80)}..."`);
    expect(quoteValue(7)).toBe('"a number"');
  });

  it('lists at most three names', () => {
    expect(quoteNames(['a'])).toBe("'a'");
    expect(quoteNames(['a', 'b', 'c', 'd', 'e'])).toBe(
      "'a', 'b', 'c' and 2 more",
    );
  });

  it('writes moments in UTC to the minute', () => {
    expect(describeInstant('2026-11-20T03:00:59+01:00')).toBe(
      '2026-11-20T02:00Z',
    );
  });

  it.each([
    [0, '0 s'],
    [0.4, '0 s'],
    [59.6, '1 min'],
    [90, '1 min 30 s'],
    [3_600, '1 h'],
    [3_605, '1 h'],
    [5_400, '1 h 30 min'],
    [129_600, '1 d 12 h'],
    [604_800, '7 d'],
  ])('writes %p seconds as %p', (seconds, words) => {
    expect(describeDuration(seconds)).toBe(words);
  });

  it('makes the words of a controller fit into a sentence', () => {
    expect(describeCause(' rpc error:\n\tAccess\u0007Denied. ')).toBe(
      'rpc error: Access Denied',
    );
    expect(describeCause('x'.repeat(400))).toHaveLength(303);
  });

  it('counts', () => {
    expect([count(1, 'error'), count(0, 'warning')]).toEqual([
      '1 error',
      '0 warnings',
    ]);
  });
});
