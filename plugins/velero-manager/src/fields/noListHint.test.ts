import { mockApis } from '@backstage/frontend-test-utils';
import { refusal } from '../__fixtures__/FakeApi';
import { veleroManagerTranslationRef } from '../translation';
import { noListHint } from './noListHint';

const translation = mockApis
  .translation()
  .getTranslation(veleroManagerTranslationRef);

function hintOf(list: 'clusters' | 'environments', error: Error) {
  if (!translation.ready) throw new Error('The texts are not there yet.');
  return noListHint(list, error, translation.t);
}

it.each([
  [
    'clusters',
    403,
    'info',
    'You may not see clusters, so nothing is suggested here. Ask the owners of the portal for the permission velero-manager.cluster.read, or type what you know.',
  ],
  [
    'environments',
    403,
    'info',
    'You may not see environments, so nothing is suggested here. Ask the owners of the portal for the permission velero-manager.plan.create, or type what you know.',
  ],
  [
    'clusters',
    503,
    'warning',
    'The clusters could not be loaded, so nothing is suggested here: Too busy',
  ],
  [
    'environments',
    404,
    'warning',
    'The environments could not be loaded, so nothing is suggested here: Too busy',
  ],
] as const)(
  'says why there is no list of %s where the backend answers %i',
  async (list, status, tone, text) => {
    const error = await refusal(status, 'Too busy');
    expect(hintOf(list, error)).toEqual({ tone, text });
  },
);

it('says what went wrong where there is no answer at all', () => {
  const error = new TypeError('Failed to fetch');
  expect(hintOf('clusters', error)).toEqual({
    tone: 'warning',
    text: 'The clusters could not be loaded, so nothing is suggested here: Failed to fetch',
  });
});
