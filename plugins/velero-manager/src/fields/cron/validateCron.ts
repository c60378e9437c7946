import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { refuseCron } from '@velero-manager/backstage-plugin-velero-manager-common';

/** Lets nobody go on with a text at which Velero would not run. @internal */
export const validateCron: CustomFieldValidator<string> = (value, field) => {
  // Of a field in a list the scaffolder hands over the whole list.
  if (typeof value !== 'string' || value === '') return;
  const refusal = refuseCron(value);
  if (refusal) field.addError(refusal);
};
