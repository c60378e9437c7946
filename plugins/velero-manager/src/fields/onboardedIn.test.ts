import type { Environment } from '@velero-manager/backstage-plugin-velero-manager-common';
import { environment } from '../__fixtures__/environments';
import { onboardedIn } from './onboardedIn';

const of = (onboarded: string[] | null, repository = 'main') =>
  environment('production', { onboarded, repository });

it.each<[string, Environment[], string[], string[] | null]>([
  ['what the one repository holds', [of(['b', 'a'])], [], ['b', 'a']],
  [
    'what two repositories hold together',
    [of(['a']), of(['b'], 'labs'), environment('lab', { onboarded: null })],
    [],
    ['a', 'b'],
  ],
  ['that it holds none', [of([])], [], []],
  ['nothing where one is not listed', [of(['a']), of(null, 'labs')], [], null],
  ['nothing where one cannot be read', [of(['a'])], ['Away.'], null],
  ['nothing of an environment that is not there', [], [], null],
])('says %s', (_, items, notes, expected) => {
  const names = onboardedIn('production', { items, notes });
  expect(names && [...names]).toEqual(expected);
});

it('says nothing before anything is known', () => {
  expect(onboardedIn('production', undefined)).toBeNull();
  const list = { items: [of(['a'])], notes: [] };
  expect(onboardedIn(undefined, list)).toBeNull();
});
