import { parseGoDuration } from './parseGoDuration';

describe('parseGoDuration', () => {
  it.each([
    ['720h0m0s', 2_592_000],
    ['1h30m', 5400],
    ['1m0.5s', 60.5],
    ['.5h', 1800],
    ['-10s', -10],
    ['+2m', 120],
    ['0', 0],
    ['100ms', 0.1],
    ['1us1ns', 0.000001001],
    ['5µs', 0.000005],
  ])('reads %s', (text, seconds) => {
    expect(parseGoDuration(text)).toBeCloseTo(seconds, 9);
  });

  it.each(['7d', '', '10', 'h', '1h 30m', '1h'.repeat(100)])(
    'refuses %p',
    text => {
      expect(parseGoDuration(text)).toBeNull();
    },
  );
});
