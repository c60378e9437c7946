import { coversNamespace } from './coversNamespace';

type Row = [
  title: string,
  lists: { in?: string[]; ex?: string[]; labels?: Record<string, string> },
  version: string | null,
  covered: boolean,
  rule: string,
];

const LABEL = 'velero.io/exclude-from-backup';

// prettier-ignore
const ROWS: Row[] = [
  ['no lists', {}, 'v1.18.2', true, 'included_all'],
  ['a star', { in: ['*'] }, 'v1.18.2', true, 'included_all'],
  ['a name', { in: ['other', 'app-a'] }, 'v1.18.2', true, 'included:app-a'],
  ['other names', { in: ['other'] }, 'v1.18.2', false, 'not_included'],
  ['a pattern', { in: ['app-*'] }, 'v1.18.2', true, 'included_pattern:app-*'],
  ['version unknown', { in: ['app-?'] }, null, true, 'included_pattern:app-?'],
  ['a class', { in: ['app-[a-c]'] }, '2.0.0', true, 'included_pattern:app-[a-c]'],
  ['a pattern that misses', { in: ['db-*'] }, 'v1.18.2', false, 'not_included'],
  ['a pattern before 1.18', { in: ['app-*'] }, 'v1.17.2', false, 'pattern_literal_before_1.18'],
  ['a name beside a pattern before 1.18', { in: ['app-*', 'app-a'] }, 'v1.17.2', true, 'included:app-a'],
  ['a pattern that misses before 1.18', { in: ['db-*'] }, 'v1.17.2', false, 'not_included'],
  ['an excluded name', { ex: ['app-a'] }, 'v1.18.2', false, 'excluded:app-a'],
  ['an excluded pattern', { ex: ['app-*'] }, 'v1.18.2', false, 'excluded_pattern:app-*'],
  ['an excluded pattern before 1.18', { in: ['*'], ex: ['app-*'] }, 'v1.16.0', false, 'excluded_pattern:app-*'],
  ['excluded wins', { in: ['app-*'], ex: ['*-a'] }, 'v1.18.2', false, 'excluded_pattern:*-a'],
  ['the label', { in: ['app-*'], labels: { [LABEL]: 'true' } }, 'v1.18.2', false, 'excluded_label'],
  ['the label, not true', { labels: { [LABEL]: 'false' } }, 'v1.18.2', true, 'included_all'],
  ['the 1.18.0 defect', { ex: ['db-*'] }, 'v1.18.0', false, 'wildcard_excludes_empty_1.18.0'],
  ['the 1.18.0 defect, not with a star', { in: ['*'], ex: ['db-*'] }, 'v1.18.0', true, 'included_all'],
  ['the 1.18.0 defect is mended', { ex: ['db-*'] }, 'v1.18.1', true, 'included_all'],
  ['a star beside a name', { in: ['*', 'app-a'] }, 'v1.18.2', false, 'star_with_others'],
  ['two stars are one', { in: ['*', '*'] }, 'v1.18.2', true, 'included_all'],
  ['an excluded star', { ex: ['*'] }, 'v1.18.2', false, 'star_excluded'],
  ['in both lists', { in: ['app-a', 'b'], ex: ['b'] }, 'v1.18.2', false, 'in_both_lists:b'],
  ['braces', { in: ['{app-a,b}'] }, 'v1.18.2', false, 'invalid_pattern:{app-a,b}'],
  ['two stars in a row', { in: ['app-a'], ex: ['x**'] }, 'v1.18.2', false, 'invalid_pattern:x**'],
  ['capitals', { in: ['App-*'] }, 'v1.18.2', false, 'invalid_pattern:App-*'],
  ['a question mark before 1.18', { in: ['app-?'] }, 'v1.17.2', false, 'invalid_pattern:app-?'],
  ['two stars before 1.18', { ex: ['app**'] }, 'v1.17.2', false, 'excluded_pattern:app**'],
  ['a range the matcher refuses', { in: ['app-a'], ex: ['x[c-a]'] }, 'v1.18.2', false, 'invalid_pattern:x[c-a]'],
  ['what cannot be read ends the excludes', { ex: ['app-a', 'app-[c-a]'] }, 'v1.18.2', true, 'included_all'],
  ['in alphabetical order', { ex: ['b[c-a]', 'app-a'] }, 'v1.18.2', false, 'excluded:app-a'],
  ['an empty item names nothing', { in: [''] }, 'v1.18.2', false, 'not_included'],
];

describe('coversNamespace', () => {
  it.each(ROWS)('%s', (_title, lists, veleroVersion, covered, rule) => {
    expect(
      coversNamespace({
        included: lists.in ?? [],
        excluded: lists.ex ?? [],
        namespace: { name: 'app-a', labels: lists.labels },
        veleroVersion,
      }),
    ).toEqual({ covered, rule });
  });
});
