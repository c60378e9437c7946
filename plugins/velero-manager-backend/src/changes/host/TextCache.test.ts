import { TextCache } from './TextCache';

describe('TextCache', () => {
  it('keeps what was used last, as far as there is room', () => {
    const cache = TextCache.create({ maxLength: 10 });
    cache.set('a', 'aaaa');
    cache.set('b', 'bbbb');
    expect(cache.get('a')).toBe('aaaa');
    cache.set('c', 'cccc');
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([
      'aaaa',
      undefined,
      'cccc',
    ]);
  });

  it('counts a text once, and keeps none that is too long', () => {
    const cache = TextCache.create({ maxLength: 10 });
    cache.set('a', 'aaaa');
    cache.set('a', 'aaaaa');
    cache.set('b', 'bbbbb');
    cache.set('long', 'x'.repeat(11));
    expect([cache.get('a'), cache.get('b'), cache.get('long')]).toEqual([
      'aaaaa',
      'bbbbb',
      undefined,
    ]);
  });
});
