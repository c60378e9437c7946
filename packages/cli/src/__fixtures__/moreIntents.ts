import { exampleIntents } from './exampleIntents';

  /** One of each provider. */
const stores = [
    {
      provider: 'aws',
      kmsKeyId: 'alias/velero',
      serverSideEncryption: 'aws:kms',
      validationFrequency: '5m',
    },
    {
      provider: 'minio',
      s3Url: 'https://minio.example.com',
      caCert:
        '-----BEGIN CERTIFICATE-----\nTUlJQg==\n-----END CERTIFICATE-----\n',
      default: true,
    },
    {
      provider: 'azure',
      storageAccount: 'shopbackups',
      caCertSecret: { name: 'store-ca' },
    },
    { provider: 'gcp', accessMode: 'ReadOnly' },
  ];
  /**
 * What is done to the example repository in tests, in this order: every kind of
 * intent.
 */
export const moreIntents: object[] = [
    { ...exampleIntents[0], cluster: 'prod-cluster-90', engine: 'flux' },
    {
      ...exampleIntents[3],
      environment: 'production',
      cluster: 'prod-cluster-91',
      engine: 'argocd',
    },
    {
      ...exampleIntents[1],
      scope: 'all',
      excludedNamespaces: ['velero'],
      includedNamespaces: ['*'],
      snapshotMoveData: true,
      defaultVolumesToFsBackup: false,
      paused: true,
      labels: { team: 'on', 'example.com/tier': '1' },
    },
    {
      kind: 'argocd-project:save',
      environment: 'production',
      name: 'shop',
      description: 'The shop',
      repositories: ['https://git.example.com/shop/checkout'],
      destinations: [
        {
          server: 'https://prod-cluster-01.example.com:6443',
          namespace: 'checkout',
        },
      ],
      kinds: [{ group: 'apps', kind: 'Deployment' }],
    },
    {
      kind: 'argocd-application:save',
      environment: 'production',
      name: 'checkout',
      project: 'shop',
      repository: 'https://git.example.com/shop/checkout',
      path: 'deploy/production',
      server: 'https://prod-cluster-01.example.com:6443',
      namespace: 'checkout',
      prune: true,
      syncOptions: ['ServerSideApply=true'],
    },
    {
      kind: 'argocd-applicationset:save',
      environment: 'production',
      name: 'monitoring',
      folder: 'monitoring',
      exclude: ['prod-cluster-02'],
      project: 'shop',
      namespace: 'checkout',
      syncOptions: ['CreateNamespace=true'],
    },
    {
      ...exampleIntents[1],
      scope: 'options',
      excludedNamespaceScopedResources: ['events'],
      includedClusterScopedResources: ['storageclasses'],
      labelSelector: { team: 'on' },
      snapshotVolumes: true,
      volumeSnapshotLocations: ['aws-eu'],
      resourcePolicy: 'volume-policies',
      csiSnapshotTimeout: '20m',
      itemOperationTimeout: '6h',
      useOwnerReferencesInBackup: false,
      hooks: [
        { name: 'db', preset: 'mongodb', podLabels: { app: 'db' } },
        {
          name: 'sync',
          podLabels: { app: 'web' },
          container: 'web',
          includedNamespaces: ['payments'],
          post: [{ command: ['sync'], onError: 'Continue', timeout: '90s' }],
        },
      ],
    },
    {
      kind: 'schedule:pause',
      environment: 'production',
      cluster: 'prod-cluster-01',
      existing: 'options-hourly',
      paused: true,
      reason: 'on: "hold"',
    },
    {
      kind: 'schedule:delete',
      environment: 'production',
      cluster: 'prod-cluster-01',
      existing: 'all-hourly',
    },
    ...stores.map(store => ({
      kind: 'storage-location:save',
      environment: 'production',
      cluster: 'prod-cluster-01',
      name: store.provider,
      bucket: 'more-backups',
      region: 'europe-west3',
      ...store,
    })),
    {
      kind: 'snapshot-location:save',
      environment: 'production',
      cluster: 'prod-cluster-01',
      name: 'disks',
      provider: 'azure',
      region: 'westeurope',
      resourceGroup: 'Disks',
      apiTimeout: '5m',
      credentialSecret: { name: 'disks' },
    },
    {
      kind: 'credential:save',
      environment: 'production',
      cluster: 'prod-cluster-01',
      name: 'disks',
      secretStore: { name: 'vault' },
      remoteKey: 'disks',
      form: 'aws-keys',
      accessKeyProperty: 'id',
      secretKeyProperty: 'key',
    },
    {
      kind: 'credential:save',
      environment: 'production',
      cluster: 'prod-cluster-01',
      name: 'sealed',
      encrypted: `apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata: { name: sealed, namespace: velero }
spec: { encryptedData: { cloud: ${'AgBx'.repeat(200)} } }
`,
    },
    {
    kind: 'longhorn-backup:save',
    environment: 'production',
    cluster: 'prod-cluster-01',
    job: 'nightly',
    groups: ['default', 'on'],
    cron: '0 2 * * *',
    retain: 14,
    labels: { team: '0123' },
    targetUrl: 's3://shop-volumes@eu-central-1/prod-cluster-01/',
    credentialSecret: 'longhorn-object-store',
  },
  ...[
    { database: 'ledger', destinationPath: 's3://shop-databases/prod-01' },
    { database: 'audit', destinationPath: 'gs://shop-databases/prod-01' },
    {
      database: 'old',
      method: 'barmanObjectStore',
      destinationPath: 's3://shop-databases/prod-01',
      walCompression: 'zstd',
    },
  ].map(database => ({
    kind: 'postgres-backup:save',
    environment: 'production',
    cluster: 'prod-cluster-01',
    namespace: 'payments',
    cron: '@daily',
    retention: '4w',
    credentialSecret: { name: 'databases' },
    ...database,
  })),
  ...['prod-cluster-01', 'prod-cluster-90'].map(cluster => ({
    kind: 'alert-rules:save',
    environment: 'production',
    cluster,
    clusterLabel: 'cluster',
    labels: { release: 'on' },
  })),
  ...['prod-cluster-90', 'prod-cluster-91'].map(cluster => ({
    kind: 'cluster:remove',
    environment: 'production',
    cluster,
    step: 'pause',
    reason: 'on: "hold"',
  })),
  {
    kind: 'cluster:remove',
    environment: 'production',
    cluster: 'prod-cluster-90',
    step: 'delete',
  },
];
