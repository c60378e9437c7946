import type { FormPage } from './FormPage';
import { argocdPages } from './argocdPages';
import { IntentKind } from './Intent';
import { JsonSchema, jsonSchemaOf } from './jsonSchemaOf';
import { schedulePages } from './schedulePages';

/**
 * One page of a software template's form.
 *
 * @public
 */
export interface TemplatePage {
  title: string;
  required: string[];
  properties: Record<string, JsonSchema & Record<`ui:${string}`, unknown>>;
}

/** What the schema cannot know: pages, titles and widgets. */
const PAGES: Record<IntentKind, FormPage[]> = {
  ...schedulePages,
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
  ...argocdPages,
  'storage-location:save': [
    {
      title: 'Where',
      fields: {
        environment: { title: 'Environment' },
        cluster: { title: 'Cluster', 'ui:autofocus': true },
        existing: { title: 'Existing location' },
        name: { title: 'Name' },
        provider: { title: 'Provider' },
        bucket: { title: 'Bucket' },
        prefix: { title: 'Folder in the bucket' },
        region: { title: 'Region' },
      },
    },
    {
      title: 'The provider',
      fields: {
        s3Url: { title: 'Address of the store' },
        s3ForcePathStyle: { title: 'Bucket in the path' },
        serverSideEncryption: { title: 'Encryption' },
        kmsKeyId: { title: 'KMS key' },
        storageAccount: { title: 'Storage account' },
        resourceGroup: { title: 'Resource group' },
        subscriptionId: { title: 'Subscription' },
        storageAccountKeyEnvVar: { title: 'Variable of the access key' },
        serviceAccount: { title: 'Service account' },
        kmsKeyName: { title: 'KMS key of Google Cloud' },
      },
    },
    {
      title: 'Access and use',
      fields: {
        credentialSecret: { title: 'Credentials' },
        caCert: { title: 'Certificates', 'ui:widget': 'textarea' },
        caCertSecret: { title: 'Secret of certificates' },
        default: { title: 'Default location' },
        accessMode: { title: 'Access' },
        validationFrequency: {
          title: 'Looked at every',
          'ui:placeholder': '5m',
        },
      },
    },
  ],
  'credential:save': [
    {
      title: 'Where',
      fields: {
        environment: { title: 'Environment' },
        cluster: { title: 'Cluster', 'ui:autofocus': true },
        existing: { title: 'Existing Secret' },
        name: { title: 'Name of the Secret' },
      },
    },
    {
      title: 'By reference, or encrypted',
      fields: {
        secretStore: { title: 'Secret store' },
        remoteKey: { title: 'Entry in the store' },
        form: { title: 'Form' },
        property: { title: 'Property of the file' },
        accessKeyProperty: { title: 'Property of the access key' },
        secretKeyProperty: { title: 'Property of the secret key' },
        key: { title: 'Key of the Secret', 'ui:placeholder': 'cloud' },
        refreshInterval: { title: 'Fetched every', 'ui:placeholder': '1h' },
        encrypted: { title: 'Encrypted document', 'ui:widget': 'textarea' },
      },
    },
  ],
  'snapshot-location:save': [
    {
      title: 'Where',
      fields: {
        environment: { title: 'Environment' },
        cluster: { title: 'Cluster', 'ui:autofocus': true },
        existing: { title: 'Existing location' },
        name: { title: 'Name' },
        provider: { title: 'Provider' },
        region: { title: 'Region' },
      },
    },
    {
      title: 'The provider',
      fields: {
        resourceGroup: { title: 'Resource group' },
        subscriptionId: { title: 'Subscription' },
        apiTimeout: { title: 'Time for a call', 'ui:placeholder': '5m' },
        project: { title: 'Project' },
        snapshotLocation: { title: 'Place of snapshots' },
        credentialSecret: { title: 'Credentials' },
      },
    },
  ],
  'longhorn-backup:save': [
    {
      title: 'Job',
      fields: {
        environment: { title: 'Environment' },
        cluster: { title: 'Cluster', 'ui:autofocus': true },
        job: { title: 'Job' },
        groups: { title: 'Groups of volumes' },
        cron: { title: 'When', 'ui:placeholder': '0 2 * * *' },
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
        environment: { title: 'Environment' },
        cluster: { title: 'Cluster', 'ui:autofocus': true },
        namespace: { title: 'Namespace' },
        database: { title: 'Database' },
        method: { title: 'Method' },
      },
    },
    {
      title: 'When and where',
      fields: {
        cron: { title: 'Base backups', 'ui:placeholder': '0 2 * * *' },
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

/**
 * The `parameters` of the software template of an intent: its JSON Schema, cut
 * into pages. Templates are generated from it and compared with it.
 *
 * @public
 */
export function templateParametersOf(kind: IntentKind): TemplatePage[] {
  const { properties = {}, required = [] } = jsonSchemaOf(kind);
  return PAGES[kind].map(({ title, fields }) => ({
    title,
    required: required.filter(name => name in fields),
    properties: Object.fromEntries(
      Object.entries(fields).map(([name, ui]) => [
        name,
        { ...properties[name], ...ui },
      ]),
    ),
  }));
}
