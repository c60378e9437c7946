import { formatSize } from './formatSize';

describe('formatSize', () => {
  it.each([
    [0, '0 B'],
    [1023, '1,023 B'],
    [1024, '1 KiB'],
    [10 * 2 ** 30, '10 GiB'],
    [1.5 * 2 ** 40, '1.5 TiB'],
    [2 ** 70, '1,048,576 PiB'],
  ])('writes %p bytes as %p', (bytes, text) => {
    expect(formatSize(bytes, 'en')).toBe(text);
  });

  it('writes numbers as the language does', () => {
    expect(formatSize(1.5 * 2 ** 30, 'de')).toBe('1,5 GiB');
  });
});
