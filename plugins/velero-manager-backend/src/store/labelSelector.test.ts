import { matchesLabels, parseLabelSelector } from './labelSelector';

const labels = { app: 'shop', tier: 'web', 'example.com/team': 'a' };

describe('label selector', () => {
  it.each([
    ['app=shop', true],
    ['app==shop', true],
    ['app=shop,tier=db', false],
    ['app!=shop', false],
    ['region!=eu', true],
    ['app in (cart, shop),tier', true],
    ['app in (cart)', false],
    ['tier notin (db,cache), example.com/team=a', true],
    ['tier notin (web)', false],
    ['region notin (eu)', true],
    ['!region', true],
    ['!app', false],
    ['region', false],
    ['toString', false],
    ['app=', false],
  ])('%s is %p', (selector, expected) => {
    const requirements = parseLabelSelector(selector);
    expect(requirements).not.toBeNull();
    expect(matchesLabels(requirements!, labels)).toBe(expected);
  });

  it.each(['', ',', 'app=shop,', 'a b', 'app in shop', 'app in (a', '=x', '!'])(
    '%j is no selector',
    selector => expect(parseLabelSelector(selector)).toBeNull(),
  );
});
