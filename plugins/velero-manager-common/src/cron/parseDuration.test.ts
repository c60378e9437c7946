import { parseDuration } from './parseDuration';

const SECOND = 1_000_000_000n;

describe('parseDuration', () => {
  it.each([
    ['0', 0n],
    ['+0', 0n],
    ['6h', 6n * 3600n * SECOND],
    ['1h30m', 5400n * SECOND],
    ['1.5s', 1_500_000_000n],
    ['.5s', 500_000_000n],
    ['5.s', 5n * SECOND],
    ['007m', 420n * SECOND],
    ['0h', 0n],
    ['-90s', -90n * SECOND],
    ['1us', 1_000n],
    // As much as fits into 63 bits, and below.
    ['9223372036854775807ns', 9_223_372_036_854_775_807n],
    ['-9223372036854775808ns', -9_223_372_036_854_775_808n],
    ['0.99999999999999999999999s', 999_999_999n],
  ])('reads %s', (text, nanoseconds) => {
    // Go rounds what it cannot hold of a fraction.
    const difference = (parseDuration(text) ?? -1n) - nanoseconds;
    expect(difference === 0n || difference === 1n).toBe(true);
  });

  it.each([
    '',
    '-',
    '+',
    '6',
    '1d',
    '1w',
    'h',
    '.h',
    '1h-1m',
    '1 h',
    'six hours',
    '1constructor',
    '9223372036854775808ns',
    '99999999999999999999h',
    '2562048h',
    '2562047h48m',
  ])('refuses %j', text => {
    expect(parseDuration(text)).toBeUndefined();
  });
});
