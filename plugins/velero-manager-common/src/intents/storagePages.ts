import type { FormPage } from './FormPage';
import { clusterFields } from './clusterFields';

/** Pages of the forms of where backups go. @internal */
export const storagePages: Record<
  'storage-location:save' | 'credential:save' | 'snapshot-location:save',
  FormPage[]
> = {
  'storage-location:save': [
    {
      title: 'Where',
      fields: {
        ...clusterFields,
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
        ...clusterFields,
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
        ...clusterFields,
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
};
