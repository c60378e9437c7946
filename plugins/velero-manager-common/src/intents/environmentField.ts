import { formFieldNames } from './formFieldNames';

/** How forms ask for an environment. @internal */
export const environmentField = {
  title: 'Environment',
  'ui:field': formFieldNames.environment,
} as const;
