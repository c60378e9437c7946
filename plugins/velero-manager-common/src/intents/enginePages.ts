import type { FormPage } from './FormPage';
import { clusterFields } from './clusterFields';
import type { CronEngine } from './cronEngines';
import { formFieldNames } from './formFieldNames';

/** Pages of the forms of what other engines than Velero back up. @internal */
export const enginePages: Record<
  'longhorn-backup:save' | 'postgres-backup:save',
  FormPage[]
> = {
  'longhorn-backup:save': [
    {
      title: 'Job',
      fields: {
        ...clusterFields,
        job: { title: 'Job' },
        groups: { title: 'Groups of volumes' },
        cron: {
          title: 'When',
          'ui:field': formFieldNames.cron,
          'ui:options': { engine: 'longhorn' satisfies CronEngine },
        },
        retain: { title: 'Backups kept' },
        concurrency: { title: 'Volumes at a time' },
        labels: { title: 'Labels' },
      },
    },
    {
      title: 'Target',
      fields: {
        target: { title: 'Backup target' },
        targetUrl: {
          title: 'Place',
          'ui:placeholder': 's3://bucket@region/folder/',
        },
        credentialSecret: { title: 'Credentials' },
        pollInterval: { title: 'Looked at every', 'ui:placeholder': '5m' },
      },
    },
  ],
  'postgres-backup:save': [
    {
      title: 'Database',
      fields: {
        ...clusterFields,
        namespace: {
          title: 'Namespace',
          'ui:field': formFieldNames.database,
          'ui:options': { part: 'namespace' },
        },
        database: { title: 'Database', 'ui:field': formFieldNames.database },
        method: { title: 'Method' },
      },
    },
    {
      title: 'When and where',
      fields: {
        cron: {
          title: 'Base backups',
          'ui:field': formFieldNames.cron,
          'ui:options': { engine: 'cloudnative-pg' satisfies CronEngine },
        },
        retention: { title: 'Recoverable for', 'ui:placeholder': '30d' },
        destinationPath: {
          title: 'Place',
          'ui:placeholder': 's3://bucket/folder',
        },
        endpointUrl: { title: 'Address of the store' },
        credentialSecret: { title: 'Credentials' },
        walCompression: { title: 'Compression of the log' },
        objectStore: { title: 'ObjectStore' },
      },
    },
  ],
};
