import type { FormPage } from './FormPage';
import { clusterFields } from './clusterFields';
import { environmentField } from './environmentField';
import { formFieldNames } from './formFieldNames';

/** Pages of the forms of clusters. @internal */
export const clusterPages: Record<
  'alert-rules:save' | 'cluster:onboard' | 'cluster:remove',
  FormPage[]
> = {
  'alert-rules:save': [
    {
      title: 'Alert rules',
      fields: {
        ...clusterFields,
        clusterLabel: {
          title: 'Label of clusters',
          'ui:placeholder': 'cluster',
        },
        grace: { title: 'Grace', 'ui:placeholder': '1h' },
        namespace: { title: 'Namespace', 'ui:placeholder': 'monitoring' },
        labels: { title: 'Labels' },
      },
    },
  ],
  'cluster:remove': [
    {
      title: 'Cluster',
      fields: {
        ...clusterFields,
        step: { title: 'Step', 'ui:widget': 'radio' },
        reason: { title: 'Reason' },
      },
    },
  ],
  'cluster:onboard': [
    {
      title: 'Cluster',
      fields: {
        environment: environmentField,
        cluster: {
          title: 'Name',
          'ui:field': formFieldNames.cluster,
          'ui:options': { isNew: true },
          'ui:autofocus': true,
        },
        title: { title: 'Title' },
        engine: { title: 'Applied by' },
        server: { title: 'API server' },
        chartVersion: { title: 'Chart version' },
      },
    },
    { title: 'Storage', fields: { storage: { title: 'Storage location' } } },
    {
      title: 'Schedules',
      fields: {
        schedules: {
          title: 'Schedules',
          items: {
            cron: { 'ui:field': formFieldNames.cron },
            includedNamespaces: {
              'ui:field': formFieldNames.namespaces,
              'ui:options': { all: true, isNew: true },
            },
            excludedNamespaces: {
              'ui:field': formFieldNames.namespaces,
              'ui:options': { isNew: true },
            },
            retention: { 'ui:field': formFieldNames.retention },
          },
        },
      },
    },
  ],
};
