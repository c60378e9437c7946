import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import {
  refuseCron,
  refuseEngineCron,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { CronFieldProps } from './cronFieldSchema';

type Options = NonNullable<CronFieldProps['uiSchema']['ui:options']>;

/** Lets nobody go on with a text at which whoever reads it would not run. @internal */
export const validateCron: CustomFieldValidator<string, Options> = (
  value,
  field,
  { uiSchema },
) => {
  // Of a field in a list the scaffolder hands over the whole list.
  if (typeof value !== 'string' || value === '') return;
  const isOfEngine = uiSchema?.['ui:options']?.engine !== undefined;
  const refusal = isOfEngine ? refuseEngineCron(value) : refuseCron(value);
  if (refusal) field.addError(refusal);
};
