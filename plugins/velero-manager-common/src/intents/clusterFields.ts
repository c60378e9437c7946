import type { FormPage } from './FormPage';
import { environmentField } from './environmentField';
import { formFieldNames } from './formFieldNames';

/** How forms of what belongs to one cluster begin. @internal */
export const clusterFields = {
  environment: environmentField,
  cluster: {
    title: 'Cluster',
    'ui:field': formFieldNames.cluster,
    'ui:autofocus': true,
  },
} satisfies FormPage['fields'];
