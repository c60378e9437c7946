import { dataClusterStories } from './dataClusters';
import { describeCluster as cluster } from './describeCluster';
import { ClusterStory } from './types';

const HOURLY = '0 * * * *';
const DAILY = '0 2 * * *';
const MONTH = '720h0m0s';
const WEEK = '168h0m0s';

/**
 * The simulated fleet: each cluster shows something that a person can follow
 * from the card back to its cause. The catalog side is in
 * `examples/entities.yaml`.
 *
 * @internal
 */
export const clusterStories: ClusterStory[] = [
  cluster({
    name: 'prod-cluster-01',
    title: 'Production 01',
    environment: 'production',
    gitops: 'argocd',
    namespaces: ['checkout', 'payments', 'returns', 'wishlist'],
    claims: {
      checkout: 'checkout-api',
      payments: 'payments-ledger',
      returns: 'returns',
      wishlist: 'wishlist',
    },
    locations: [
      { name: 'default', bucket: 'shop-backups', prefix: 'prod-cluster-01' },
      { name: 'ledger', bucket: 'ledger-backups', prefix: 'prod-cluster-01' },
    ],
    schedules: [
      {
        name: 'checkout-hourly',
        cron: HOURLY,
        namespaces: ['checkout'],
        ttl: MONTH,
      },
      {
        name: 'payments-hourly',
        cron: '30 * * * *',
        namespaces: ['payments'],
        ttl: MONTH,
        location: 'ledger',
      },
      {
        name: 'returns-daily',
        cron: DAILY,
        namespaces: ['returns'],
        ttl: MONTH,
      },
    ],
    applications: [
      { name: 'checkout', namespace: 'checkout', state: 'synced' },
      { name: 'payments', namespace: 'payments', state: 'synced' },
      { name: 'returns', namespace: 'returns', state: 'drifted' },
    ],
    events: [
      {
        hoursAgo: 3,
        type: 'bucket-lost',
        bucket: 'ledger-backups',
        message:
          'rpc error: code = Unknown desc = AccessDenied: Access Denied, status code: 403',
      },
    ],
  }),
  cluster({
    name: 'prod-cluster-02',
    title: 'Production 02',
    environment: 'production',
    gitops: 'argocd',
    namespaces: ['orders', 'invoicing', 'shipping'],
    // Nobody confirmed what the catalog says of 'orders'.
    claims: { invoicing: 'invoicing', shipping: 'shipping' },
    locations: [{ name: 'default', bucket: 'shipping-backups' }],
    schedules: [
      {
        name: 'orders-hourly',
        cron: '15 * * * *',
        namespaces: ['orders'],
        ttl: MONTH,
      },
      {
        name: 'invoicing-daily',
        cron: DAILY,
        namespaces: ['invoicing'],
        ttl: MONTH,
      },
      {
        name: 'shipping-hourly',
        cron: HOURLY,
        namespaces: ['shipping'],
        ttl: WEEK,
      },
    ],
    plans: [
      {
        schedule: 'orders-hourly',
        outcome: 'PartiallyFailed',
        errors: 3,
        sinceHoursAgo: 5,
      },
    ],
    applications: [{ name: 'orders', namespace: 'orders', state: 'synced' }],
    events: [
      { hoursAgo: 4, type: 'schedule-paused', schedule: 'invoicing-daily' },
    ],
  }),
  cluster({
    name: 'prod-cluster-03',
    title: 'Production 03',
    environment: 'production',
    definedIn: 'kubernetes',
    namespaces: ['search', 'recommendations'],
    schedules: [
      {
        name: 'search-hourly',
        cron: HOURLY,
        namespaces: ['search', 'recommendations'],
        ttl: WEEK,
      },
    ],
    trouble: 'falls-silent',
  }),
  cluster({
    name: 'prod-cluster-04',
    title: 'Production 04',
    environment: 'production',
    namespaces: ['warehouse'],
    schedules: [
      {
        name: 'warehouse-daily',
        cron: DAILY,
        namespaces: ['warehouse'],
        ttl: MONTH,
      },
    ],
    trouble: 'wrong-token',
  }),
  cluster({
    name: 'staging-cluster-01',
    title: 'Staging 01',
    environment: 'staging',
    gitops: 'flux',
    namespaces: ['storefront', 'loyalty'],
    claims: { storefront: 'storefront', loyalty: 'loyalty' },
    schedules: [
      {
        name: 'storefront-daily',
        cron: DAILY,
        namespaces: ['storefront'],
        ttl: WEEK,
      },
    ],
    kustomizations: [
      { name: 'storefront', namespace: 'storefront', state: 'synced' },
      { name: 'loyalty', namespace: 'loyalty', state: 'failing' },
    ],
  }),
  cluster({
    name: 'staging-cluster-02',
    title: 'Staging 02',
    environment: 'staging',
    definedIn: 'kubernetes',
    namespaces: ['shipping'],
    locations: [{ name: 'default', bucket: 'shipping-backups' }],
    schedules: [
      {
        name: 'shipping-daily',
        cron: DAILY,
        namespaces: ['shipping'],
        ttl: WEEK,
      },
    ],
    plans: [
      {
        schedule: 'shipping-daily',
        outcome: 'Failed',
        errors: 1,
        failureReason: 'error uploading backup: no space left on device',
      },
    ],
  }),
  cluster({
    name: 'staging-cluster-03',
    title: 'Staging 03',
    environment: 'staging',
    namespaces: ['gift-wrapping'],
    schedules: [
      {
        name: 'gift-wrapping-daily',
        cron: DAILY,
        namespaces: ['gift-wrapping'],
        ttl: WEEK,
      },
    ],
    trouble: 'forbidden',
  }),
  cluster({
    name: 'dev-cluster-01',
    title: 'Development 01',
    environment: 'development',
    namespaces: ['gift-cards', 'inventory'],
    schedules: [
      {
        name: 'gift-cards-weekly',
        cron: '0 3 * * 0',
        namespaces: ['gift-cards'],
        ttl: MONTH,
        createdHoursAgo: 0.2,
      },
      {
        name: 'inventory-nightly',
        cron: '0 25 * * *',
        namespaces: ['inventory'],
        ttl: WEEK,
      },
    ],
  }),
  cluster({
    name: 'dev-cluster-02',
    title: 'Development 02',
    environment: 'development',
    tls: false,
    velero: false,
    namespaces: ['newsletter'],
    locations: [],
  }),
  cluster({
    name: 'dev-cluster-03',
    title: 'Development 03',
    environment: 'development',
    gitops: 'flux',
    namespaces: ['reviews', 'sandbox'],
    schedules: [
      {
        name: 'labelled-daily',
        cron: DAILY,
        namespaces: ['reviews'],
        ttl: WEEK,
        labelSelector: { matchLabels: { backup: 'daily' } },
      },
      {
        name: 'sandbox-hourly',
        cron: HOURLY,
        namespaces: ['sandbox'],
        ttl: WEEK,
      },
    ],
    kustomizations: [
      { name: 'sandbox', namespace: 'sandbox', state: 'suspended' },
    ],
  }),
  ...dataClusterStories,
];
