import fc from 'fast-check';
import { matchesPattern, patternsOverlap } from './namePattern';

const pattern = fc.string({
  unit: fc.constantFrom('a', 'b', '*', '?'),
  maxLength: 6,
});
const name = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 });
const toRegExp = (text: string) =>
  new RegExp(`^${text.replace(/\*/g, '.*').replace(/\?/g, '.')}$`);

describe('matchesPattern', () => {
  it('agrees with a regular expression', () => {
    fc.assert(
      fc.property(pattern, name, (p, n) => {
        expect(matchesPattern(p, n)).toBe(toRegExp(p).test(n));
      }),
    );
  });

  it('takes other characters as they are, and hostile patterns in no time', () => {
    expect(matchesPattern('a.b', 'axb')).toBe(false);
    expect(matchesPattern('a.b', 'a.b')).toBe(true);
    expect(matchesPattern(`${'*a'.repeat(60)}b`, 'a'.repeat(253))).toBe(false);
  });
});

describe('patternsOverlap', () => {
  it('holds where one name matches both', () => {
    fc.assert(
      fc.property(pattern, pattern, name, (p, q, n) => {
        fc.pre(matchesPattern(p, n) && matchesPattern(q, n));
        expect(patternsOverlap(p, q)).toBe(true);
      }),
    );
  });

  it.each([
    ['prod-*', '*-01', true],
    ['prod-*', 'staging-*', false],
    ['a?', 'a', false],
    ['a*', 'a', true],
    ['?', 'ab', false],
    ['*a', 'b*', true],
    ['*a', '*b', false],
  ])('of %s and %s is %s', (a, b, overlap) => {
    expect(patternsOverlap(a, b)).toBe(overlap);
    expect(patternsOverlap(b, a)).toBe(overlap);
  });
});
