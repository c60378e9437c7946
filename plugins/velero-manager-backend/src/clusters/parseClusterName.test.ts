import { parseClusterName } from './parseClusterName';

describe('parseClusterName', () => {
  it.each([
    'a',
    'prod-01',
    '7',
    'prod.eu-1.example',
    'a'.repeat(63),
    Array(4).fill('a'.repeat(62)).join('.'),
  ])('accepts %s', name => {
    expect(parseClusterName(name)).toEqual({ ok: true, value: name });
  });

  it.each([
    ['', '""'],
    ['../etc', '"../etc"'],
    ['a/b', '"a/b"'],
    ['prod 01', '"prod 01"'],
    ['Prod', '"Prod"'],
    ['-a', '"-a"'],
    ['a-', '"a-"'],
    ['a..b', '"a..b"'],
    ['a\n', '"a\\n"'],
    ['\u0000', '"\\u0000"'],
    ['prüd', '"pr\\u00fcd"'],
    ['a\u202eb', '"a\\u202eb"'],
    ['__proto__', '"__proto__"'],
    ['a'.repeat(64), `"${'a'.repeat(60)}..."`],
    [Array(5).fill('a'.repeat(60)).join('.'), '...'],
  ])('refuses %j and shows it harmlessly', (name, shown) => {
    const result = parseClusterName(name);
    const reason = result.ok ? 'accepted' : result.reason;
    expect(reason).toContain(`${shown}`);
    expect(reason).toContain('lower-case letters');
    expect(reason).toMatch(/^[\x20-\x7e]{1,400}$/);
  });
});
