import { toStorableText } from './toStorableText';

describe('toStorableText', () => {
  it.each([
    ['shop', 'shop'],
    ['a\0b', 'a\uFFFDb'],
    ['\uD83D', '\uFFFD'],
    ['\uDE00\uD83D\uDE00', '\uFFFD😀'],
  ])('of %j is %j', (text, expected) => {
    expect(toStorableText(text)).toBe(expected);
  });
});
