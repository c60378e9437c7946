import { translationApiRef } from '@backstage/frontend-plugin-api';
import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { veleroManagerTranslationRef } from '../translation';
import type { PreviewValue } from './previewSchema';

/** Lets a form go on only with a plan that can be proposed. @internal */
export const validatePreview: CustomFieldValidator<PreviewValue> = (
  value,
  field,
  { apiHolder },
) => {
  if (value?.planHash && !value.problem) return;
  const texts = apiHolder
    .get(translationApiRef)
    ?.getTranslation(veleroManagerTranslationRef);
  const notYet = texts?.ready
    ? texts.t('plan.blocked.planning')
    : 'The preview is not there yet';
  field.addError(value?.problem ?? notYet);
};
