import { isAllowedLocation } from './isAllowedLocation';

const allowed = [
  'url:https://git.example.com/org/clusters/blob/main/',
  'url:https://git.example.com/org/one/catalog-info.yaml',
  'url:https://dev.example.com/org/_git/repo',
  'file:/srv/catalog',
  'inventory:all',
];

describe('isAllowedLocation', () => {
  it.each([
    ['url:https://git.example.com/org/clusters/blob/main/a/b.yaml', true],
    ['url:https://GIT.example.com:443/org/clusters/blob/main/a.yaml', true],
    ['url:https://git.example.com/org/clusters/blob/main', true],
    ['url:https://git.example.com/org/one/catalog-info.yaml', true],
    ['url:https://dev.example.com/org/_git/repo?path=/a.yaml', true],
    ['file:/srv/catalog/all.yaml', true],
    ['inventory:all', true],
    // another type, host, scheme, folder
    ['file:https://git.example.com/org/clusters/blob/main/a.yaml', false],
    ['url:https://git.example.org/org/clusters/blob/main/a.yaml', false],
    ['url:http://git.example.com/org/clusters/blob/main/a.yaml', false],
    ['url:https://git.example.com/org/clusters/blob/mine/a.yaml', false],
    ['url:https://git.example.com/org/clusters/blob/main-2/a.yaml', false],
    ['url:https://git.example.com/org/one/catalog-info.yaml.yaml', false],
    ['url:https://dev.example.com/org/_git/repository', false],
    ['file:/srv/catalogue/a.yaml', false],
    ['inventory:all-of-them', false],
    // ways out of a folder
    ['url:https://git.example.com/org/clusters/blob/main/../x/a.yaml', false],
    ['url:https://git.example.com/org/clusters/blob/main/%2e%2e/x.yaml', false],
    ['url:https://git.example.com/org/clusters/blob/main/..%2fx.yaml', false],
    ['url:https://git.example.com/org/clusters/blob/main\\..\\x.yaml', false],
    ['url:https://dev.example.com/org/_git/repo?path=/../x.yaml', false],
    ['file:/srv/catalog/../x.yaml', false],
    ['url:https://git.example.com@evil.org/org/clusters/blob/main/a', false],
    ['url:https://x@git.example.com/org/clusters/blob/main/a.yaml', false],
    ['', false],
    ['url:', false],
    [':x', false],
    [undefined, false],
  ])('%s: %s', (origin, expected) => {
    expect(isAllowedLocation(origin, allowed)).toBe(expected);
  });

  it('allows nothing where nothing is named', () => {
    expect(isAllowedLocation('url:https://git.example.com/', [])).toBe(false);
    expect(isAllowedLocation('url:https://git.example.com/', ['url'])).toBe(
      false,
    );
  });
});
