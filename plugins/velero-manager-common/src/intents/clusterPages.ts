import type { FormPage } from './FormPage';

/** Pages of the forms of clusters. @internal */
export const clusterPages: Record<
  'cluster:onboard' | 'cluster:remove',
  FormPage[]
> = {
  'cluster:remove': [
    {
      title: 'Cluster',
      fields: {
        environment: { title: 'Environment' },
        cluster: { title: 'Cluster', 'ui:autofocus': true },
        step: { title: 'Step', 'ui:widget': 'radio' },
        reason: { title: 'Reason' },
      },
    },
  ],
  'cluster:onboard': [
    {
      title: 'Cluster',
      fields: {
        environment: { title: 'Environment' },
        cluster: { title: 'Name', 'ui:autofocus': true },
        title: { title: 'Title' },
        engine: { title: 'Applied by' },
        server: { title: 'API server' },
        chartVersion: { title: 'Chart version' },
      },
    },
    { title: 'Storage', fields: { storage: { title: 'Storage location' } } },
    { title: 'Schedules', fields: { schedules: { title: 'Schedules' } } },
  ],
};
