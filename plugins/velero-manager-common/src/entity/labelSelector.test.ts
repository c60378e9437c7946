import { matchesLabelSelector, parseLabelSelector } from './labelSelector';

describe('label selectors', () => {
  const labels = { app: 'shop', tier: 'web', 'example.com/team': 'a' };

  it.each([
    ['app=shop', true],
    ['app==shop , tier!=db', true],
    ['app=other', false],
    ['tier in (web, api)', true],
    ['tier notin (web,api)', false],
    ['missing notin (x)', true],
    ['app', true],
    ['!app', false],
    ['! legacy', true],
    ['example.com/team=a,app in (shop)', true],
    ['app=', false],
    ['constructor', false],
  ])('%s', (text, expected) => {
    const parsed = parseLabelSelector(text);
    expect(parsed.ok && matchesLabelSelector(parsed.value, labels)).toBe(
      expected,
    );
    expect(parsed.ok).toBe(true);
  });

  it.each([
    '',
    ',',
    'app in',
    'app in (a',
    'a=b=c',
    '=x',
    'app in (a b)',
    'x'.repeat(2000),
  ])('refuses %p', text => expect(parseLabelSelector(text).ok).toBe(false));

  it('is satisfied by nothing when a requirement is unknown', () => {
    const matchExpressions = [{ key: '', operator: 'Unreadable', values: [] }];
    expect(
      matchesLabelSelector({ matchLabels: {}, matchExpressions }, labels),
    ).toBe(false);
    expect(
      matchesLabelSelector(
        { matchLabels: { app: 'shop' }, matchExpressions: [] },
        labels,
      ),
    ).toBe(true);
    expect(
      matchesLabelSelector(
        { matchLabels: { app: 'x' }, matchExpressions: [] },
        labels,
      ),
    ).toBe(false);
  });
});
