import { kindDefinitionList } from '@velero-manager/backstage-plugin-velero-manager-common';
import { factsVersion } from './factsVersion';

describe('factsVersion', () => {
  it('is the same for each call, and tells kinds apart that are read otherwise', () => {
    const versions = kindDefinitionList.map(factsVersion);
    expect(kindDefinitionList.map(factsVersion)).toEqual(versions);
    expect(versions.every(version => /^[\w-]{12}$/.test(version))).toBe(true);
    expect(new Set(versions).size).toBeGreaterThan(
      kindDefinitionList.length / 2,
    );
  });

  it.each([
    ['a field more', { ok: true, value: { name: 'a', added: null } }],
    ['a field that is named otherwise', { ok: true, value: { title: 'a' } }],
    ['an object that is refused', { ok: false, reason: 'no' }],
  ])('is another with %s', (_, parsed) => {
    const [kind] = kindDefinitionList;
    const reading = (name: string, value: unknown) =>
      factsVersion({ ...kind, kind: name, parse: () => value } as never);
    const before = reading(`before ${_}`, { ok: true, value: { name: 'a' } });
    expect(reading(`after ${_}`, parsed)).not.toBe(before);
  });
});
