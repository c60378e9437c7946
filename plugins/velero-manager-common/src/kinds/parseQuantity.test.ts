import fc from 'fast-check';
import { parseQuantity } from './parseQuantity';

describe('parseQuantity', () => {
  it.each([
    ['0', 0],
    ['-0', 0],
    ['12345', 12_345],
    ['+7', 7],
    ['-3Ki', -3072],
    ['10Gi', 10_737_418_240],
    ['1.5Gi', 1_610_612_736],
    ['.5Mi', 524_288],
    ['5.', 5],
    ['1e3', 1000],
    ['1E3', 1000],
    ['15e-1', 2],
    ['1E', 1_000_000_000_000_000_000],
    ['2k', 2000],
    ['100M', 100_000_000],
    ['3G', 3_000_000_000],
    ['1T', 1_000_000_000_000],
    ['1Ti', 1_099_511_627_776],
    ['1Pi', 1_125_899_906_842_624],
    ['128974848000m', 128_974_848],
    ['500m', 1],
    ['1u', 1],
    ['1n', 1],
    ['0.1', 1],
    ['9Ei', Number(2n ** 63n - 1n)],
    ['1e99', Number(2n ** 63n - 1n)],
  ])('reads %s', (text, bytes) => {
    expect(parseQuantity(text)).toBe(bytes);
  });

  it.each([
    '',
    '.',
    'Gi',
    '10GB',
    '10gi',
    '10 Gi',
    '1e',
    '1e400',
    '0x10',
    '1_000',
    '٣Gi',
    '9'.repeat(65),
  ])('refuses %p', text => {
    expect(parseQuantity(text)).toBeNull();
  });

  it('reads every whole number of bytes exactly, in whatever unit', () => {
    fc.assert(
      fc.property(fc.nat({ max: 4096 }), number => {
        expect(parseQuantity(`${number}Ki`)).toBe(number * 1024);
        expect(parseQuantity(`${number}k`)).toBe(number * 1000);
        expect(parseQuantity(`${number * 1000}m`)).toBe(number);
        expect(parseQuantity(`${number}e2`)).toBe(number * 100);
      }),
    );
  });
});
