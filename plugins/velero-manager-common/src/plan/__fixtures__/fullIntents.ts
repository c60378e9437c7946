import { onboard, protectPostgres, save } from './repositories';

const place = { environment: 'production', cluster: 'prod-cluster-01' };

const certificate =
  '-----BEGIN CERTIFICATE-----\nTUlJQg==\n-----END CERTIFICATE-----\n';

/** Valid intents that, together with random ones, say something in every field. */
export const fullIntents: object[] = [
  save({
    scope: undefined,
    frequency: undefined,
    existing: 'checkout-hourly',
    removedHooks: ['old'],
  }),
  save({
    scope: 'full',
    storageLocation: 'default',
    excludedNamespaces: ['velero'],
    includedNamespaceScopedResources: ['deployments'],
    excludedNamespaceScopedResources: ['events'],
    includedClusterScopedResources: ['storageclasses'],
    excludedClusterScopedResources: ['nodes'],
    labels: { team: 'shop' },
    labelSelector: { app: 'shop' },
    volumeSnapshotLocations: ['aws-eu'],
    hooks: [
      {
        name: 'sync',
        podLabels: { app: 'web' },
        container: 'web',
        includedNamespaces: ['checkout'],
        pre: [{ command: ['sync'], onError: 'Continue', timeout: '90s' }],
        post: [{ command: ['sync'], onError: 'Continue', timeout: '90s' }],
      },
      { name: 'db', podLabels: { app: 'db' }, preset: 'mongodb' },
    ],
  }),
  save({ scope: 'wide', alsoIn: ['prod-cluster-02'] }),
  onboard({
    cluster: 'prod-cluster-02',
    title: 'Production 02',
    engine: 'argocd',
    chartVersion: '12.1.0',
    storage: {
      name: 'default',
      provider: 'minio',
      bucket: 'shop-backups',
      prefix: 'prod-cluster-02',
      region: 'local',
      s3Url: 'https://minio.example.com',
      credentialSecret: { name: 'object-store', key: 'cloud' },
    },
    schedules: ['daily', 'weekly'].map(frequency => ({
      scope: 'full',
      frequency,
      cron: '0 2 * * *',
      includedNamespaces: ['*'],
      excludedNamespaces: ['velero'],
      retention: '30d',
      storageLocation: 'default',
    })),
  }),
  ...[
    {
      name: 'a',
      provider: 'aws',
      kmsKeyId: 'alias/velero',
      caCert: certificate,
    },
    { existing: 'default', provider: 'aws', accessMode: 'ReadWrite' },
    {
      name: 'b',
      provider: 'azure',
      storageAccount: 'shopbackups',
      subscriptionId: '11111111-2222-3333-4444-555555555555',
      caCertSecret: { name: 'ca', key: 'ca.crt' },
    },
    {
      name: 'c',
      provider: 'gcp',
      serviceAccount: 'velero@shop-prod.iam.gserviceaccount.com',
      kmsKeyName: 'projects/p/locations/l/keyRings/r/cryptoKeys/k',
    },
  ].map(store => ({
    kind: 'storage-location:save',
    ...place,
    bucket: 'shop-backups-2',
    region: 'eu-central-1',
    ...store,
  })),
  {
    kind: 'snapshot-location:save',
    ...place,
    name: 'disks',
    provider: 'azure',
    region: 'westeurope',
    subscriptionId: '11111111-2222-3333-4444-555555555555',
  },
  {
    kind: 'snapshot-location:save',
    ...place,
    existing: 'disks',
    provider: 'aws',
    region: 'eu-central-1',
  },
  {
    kind: 'credential:save',
    ...place,
    existing: 'object-store',
    secretStore: { kind: 'SecretStore', name: 'vault' },
    remoteKey: 'velero',
  },
  {
    kind: 'longhorn-backup:save',
    ...place,
    job: 'hourly',
    groups: ['default'],
    cron: '@hourly',
    retain: 3,
    labels: { team: 'shop' },
    targetUrl: 's3://shop-volumes@eu-central-1/',
    credentialSecret: 'longhorn-object-store',
  },
  protectPostgres({
    database: 'audit',
    endpointUrl: 'https://minio.example.com',
    objectStore: 'audit',
    credentialSecret: {
      name: 'keys',
      accessKeyId: 'id',
      secretAccessKey: 'key',
    },
  }),
  protectPostgres({
    database: 'events',
    destinationPath: 'gs://shop-databases/a',
    credentialSecret: { name: 'keys', key: 'json' },
  }),
  {
    kind: 'flux-kustomization:save',
    ...place,
    name: 'orders',
    namespace: 'orders',
    repository: 'https://git.example.com/shop/orders',
    gitSecret: 'git',
    path: 'deploy/production',
    prune: true,
    dependsOn: ['prod-cluster-01-velero-config'],
    decryptionSecret: 'sops-age',
  },
];
