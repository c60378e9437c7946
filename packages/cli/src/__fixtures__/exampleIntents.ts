/**
 * What the example repository was written by, in this order; carried out again,
 * each leaves it as it is. The clusters are those of the development fleet.
 */
export const exampleIntents: object[] = [
  {
    kind: 'cluster:onboard',
    environment: 'production',
    cluster: 'prod-cluster-01',
    title: 'Production 01',
    server: 'https://prod-cluster-01.example.com:6443',
    storage: {
      provider: 'aws',
      bucket: 'shop-backups',
      region: 'eu-central-1',
      credentialSecret: { name: 'velero-object-store' },
    },
    schedules: [
      {
        scope: 'checkout',
        frequency: 'hourly',
        cron: '0 * * * *',
        includedNamespaces: ['checkout'],
        retention: '30d',
      },
      {
        scope: 'returns',
        frequency: 'daily',
        cron: '0 2 * * *',
        includedNamespaces: ['returns'],
        retention: '30d',
      },
    ],
  },
  {
    kind: 'schedule:save',
    environment: 'production',
    cluster: 'prod-cluster-01',
    scope: 'payments',
    frequency: 'hourly',
    cron: '30 * * * *',
    includedNamespaces: ['payments'],
    retention: '30d',
    storageLocation: 'ledger',
  },
  {
    kind: 'cluster:onboard',
    environment: 'production',
    cluster: 'prod-cluster-02',
    title: 'Production 02',
    server: 'https://prod-cluster-02.example.com:6443',
    storage: {
      provider: 'aws',
      bucket: 'shipping-backups',
      prefix: '',
      region: 'eu-central-1',
      credentialSecret: { name: 'velero-object-store' },
    },
    schedules: [
      {
        scope: 'orders',
        frequency: 'hourly',
        cron: '15 * * * *',
        includedNamespaces: ['orders'],
        retention: '30d',
      },
      {
        scope: 'invoicing',
        frequency: 'daily',
        cron: '0 2 * * *',
        includedNamespaces: ['invoicing'],
        retention: '30d',
      },
      {
        scope: 'shipping',
        frequency: 'hourly',
        cron: '0 * * * *',
        includedNamespaces: ['shipping'],
        retention: '7d',
      },
    ],
  },
  {
    kind: 'cluster:onboard',
    environment: 'staging',
    cluster: 'staging-cluster-01',
    title: 'Staging 01',
    server: 'https://staging-cluster-01.example.com:6443',
    storage: {
      provider: 'minio',
      bucket: 'shop-backups',
      region: 'local',
      s3Url: 'https://minio.example.com:9000',
      credentialSecret: { name: 'velero-object-store' },
    },
    schedules: [
      {
        scope: 'storefront',
        frequency: 'daily',
        cron: '0 2 * * *',
        includedNamespaces: ['storefront'],
        retention: '7d',
      },
      {
        scope: 'storefront',
        frequency: 'weekly',
        cron: '0 4 * * 0',
        includedNamespaces: ['storefront'],
        retention: '30d',
      },
    ],
  },
];
