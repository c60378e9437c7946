import { createFieldValidation } from '@backstage/plugin-scaffolder-react/alpha';
import { validatePreview } from './validatePreview';

const errorsOf = async (value: object | undefined) => {
  const field = createFieldValidation();
  await validatePreview(value ?? {}, field, {
    apiHolder: { get: () => undefined },
    formData: {},
    schema: {},
  });
  return field.__errors;
};

describe('validatePreview', () => {
  it.each([
    ['a plan', { planHash: 'hash', baseRevision: 'c0ffee' }, []],
    ['a problem', { problem: 'It is so already.' }, ['It is so already.']],
    [
      'a problem beside an older plan',
      { planHash: 'hash', problem: 'It is so already.' },
      ['It is so already.'],
    ],
    ['nothing yet', {}, ['The preview is not there yet']],
    [
      'a plan without anything to propose',
      { baseRevision: 'c0ffee' },
      ['The preview is not there yet'],
    ],
  ])('judges a field with %s', async (_, value, errors) => {
    expect(await errorsOf(value)).toEqual(errors);
  });
});
