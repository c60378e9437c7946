import type { FormPage } from './FormPage';
import { formFieldNames } from './formFieldNames';

/** How forms of what belongs to one cluster begin. @internal */
export const clusterFields = {
  environment: { title: 'Environment' },
  cluster: {
    title: 'Cluster',
    'ui:field': formFieldNames.cluster,
    'ui:autofocus': true,
  },
} satisfies FormPage['fields'];
