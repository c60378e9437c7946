import { validateVeleroNamespacePattern } from './validateVeleroNamespacePattern';

describe('validateVeleroNamespacePattern', () => {
  it.each(['', 'app', 'app-*', '*', 'a?c', 'a[bc]', 'a[b-d]e', '[a]*', '[[a]'])(
    'lets %p through',
    pattern => {
      expect(validateVeleroNamespacePattern(pattern)).toEqual({
        ok: true,
        value: pattern,
      });
    },
  );

  it.each([
    ...['a|b', 'a(b', 'a)b', 'a!b', '[!a]', '{a', 'a}', 'a,b'],
    ...['**', 'a**b', '[]', 'a[b', 'a]b', '[a]]'],
    ...['App-*', 'a_b', 'a.b', '-a', 'a-', '\\*', 'a'.repeat(64)],
  ])('refuses %p', pattern => {
    expect(validateVeleroNamespacePattern(pattern)).toEqual({
      ok: false,
      reason: expect.stringContaining('Velero refuses the namespace'),
    });
  });

  it('knew only stars before 1.18', () => {
    const before = (pattern: string) =>
      validateVeleroNamespacePattern(pattern, { beforeWildcards: true }).ok;
    expect(['app-*', 'a**', 'app'].map(before)).toEqual([true, true, true]);
    expect(['a?', 'a[b]', '{a,b}'].map(before)).toEqual([false, false, false]);
  });
});
