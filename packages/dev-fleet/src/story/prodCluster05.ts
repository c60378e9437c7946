import { describeCluster } from './describeCluster';
import { ClusterStory } from './types';

const HOURLY = '0 * * * *';
const HALF_PAST = '30 * * * *';
const MONTH = '720h0m0s';

/**
 * The cluster whose data goes every way: volumes that are copied by files, by a
 * data mover, by snapshots that stay, or not at all; databases; a machine.
 *
 * @internal
 */
export const prodCluster05: ClusterStory = describeCluster({
  name: 'prod-cluster-05',
  title: 'Production 05',
  environment: 'production',
  gitops: 'argocd',
  namespaces: [
    'product-catalog',
    'media-store',
    'order-archive',
    'pricing',
    'session-cache',
    'customers',
    'bookkeeping',
    'mainframe',
    'promotions',
    'promotions-spring',
    'analytics',
    'reporting',
    'coupons',
  ],
  server: {
    features: ['EnableCSI'],
    agents: { desired: 6, ready: 5 },
    plugins: [
      'velero/velero-plugin-for-aws:v1.14.0',
      'quay.io/kubevirt/kubevirt-velero-plugin:v0.9.0',
    ],
  },
  storageClasses: ['gp3', 'ceph-block', 'nfs-archive'],
  locations: [
    { name: 'default', bucket: 'shop-backups', prefix: 'prod-cluster-05' },
    { name: 'drill', bucket: 'drill-backups', prefix: 'prod-cluster-05' },
  ],
  workloads: [
    {
      namespace: 'product-catalog',
      name: 'catalog',
      volumes: [
        { claim: 'products', storageClass: 'gp3', gibibytes: 40 },
        { claim: 'search-index', storageClass: 'gp3', gibibytes: 20 },
      ],
    },
    {
      namespace: 'media-store',
      name: 'media',
      volumes: [{ claim: 'images', storageClass: 'gp3', gibibytes: 200 }],
    },
    {
      namespace: 'order-archive',
      name: 'archive',
      volumes: [
        { claim: 'orders', storageClass: 'gp3', gibibytes: 100 },
        { claim: 'scans', storageClass: 'nfs-archive', gibibytes: 500 },
      ],
    },
    {
      namespace: 'pricing',
      name: 'pricing',
      volumes: [{ claim: 'rules', storageClass: 'ceph-block', gibibytes: 5 }],
    },
    {
      namespace: 'session-cache',
      name: 'sessions',
      volumes: [{ claim: 'sessions', storageClass: 'gp3', gibibytes: 10 }],
    },
  ],
  postgres: [
    {
      namespace: 'customers',
      name: 'customers',
      gibibytes: 50,
      cron: '0 0 3 * * *',
    },
    {
      namespace: 'bookkeeping',
      name: 'bookkeeping',
      gibibytes: 30,
      cron: '0 30 3 * * *',
      archivingFailsSinceHours: 1,
    },
  ],
  machines: [
    {
      namespace: 'mainframe',
      name: 'bridge',
      disks: [
        { name: 'system', gibibytes: 30 },
        { name: 'queues', gibibytes: 60 },
      ],
    },
  ],
  schedules: [
    {
      name: 'catalog-hourly',
      cron: HOURLY,
      namespaces: ['product-catalog'],
      ttl: MONTH,
      volumes: { defaultVolumesToFsBackup: true },
      application: 'product-catalog',
    },
    {
      name: 'media-hourly',
      cron: HOURLY,
      namespaces: ['media-store'],
      ttl: MONTH,
      volumes: { snapshotMoveData: true },
    },
    {
      name: 'archive-hourly',
      cron: HALF_PAST,
      namespaces: ['order-archive'],
      ttl: MONTH,
    },
    {
      name: 'pricing-hourly',
      cron: HALF_PAST,
      namespaces: ['pricing'],
      ttl: MONTH,
    },
    {
      name: 'databases-hourly',
      cron: HOURLY,
      namespaces: ['customers', 'bookkeeping'],
      ttl: MONTH,
      volumes: { snapshotVolumes: false },
    },
    {
      name: 'machines-hourly',
      cron: HOURLY,
      namespaces: ['mainframe'],
      ttl: MONTH,
      volumes: { snapshotMoveData: true },
    },
    {
      name: 'promotions-hourly',
      cron: HOURLY,
      namespaces: ['promotions', 'promotions-spring'],
      ttl: MONTH,
    },
    {
      name: 'analytics-hourly',
      cron: HOURLY,
      namespaces: ['analytics'],
      ttl: MONTH,
    },
    {
      name: 'analytics-monthly',
      cron: '0 5 1 * *',
      namespaces: ['analytics'],
      ttl: MONTH,
    },
    {
      name: 'reporting-hourly',
      cron: HOURLY,
      namespaces: ['reporting'],
      ttl: '2h0m0s',
      location: 'drill',
    },
    {
      name: 'coupons-nightly',
      cron: '0 25 * * *',
      namespaces: ['coupons'],
      ttl: MONTH,
      application: 'coupons',
    },
  ],
  plans: [
    {
      schedule: 'analytics-monthly',
      outcome: 'InProgress',
      errors: 0,
      sinceHoursAgo: 6.5,
    },
  ],
  projects: [
    { name: 'production', isFrozen: false },
    { name: 'season-freeze', isFrozen: true },
  ],
  applications: [
    {
      name: 'product-catalog',
      namespace: 'product-catalog',
      state: 'synced',
    },
    { name: 'media-store', namespace: 'media-store', state: 'rolling' },
    { name: 'order-archive', namespace: 'order-archive', state: 'failed' },
    { name: 'pricing', namespace: 'pricing', state: 'behind' },
    {
      name: 'customers',
      namespace: 'customers',
      state: 'held',
      project: 'season-freeze',
    },
    { name: 'promotions', namespace: 'promotions', state: 'stale' },
    { name: 'coupons', namespace: 'coupons', state: 'synced' },
  ],
  applicationSets: [
    {
      name: 'shop-services',
      state: 'up-to-date',
      applications: ['product-catalog', 'coupons'],
    },
    { name: 'campaign-sites', state: 'failing', applications: [] },
  ],
  events: [
    {
      hoursAgo: 20,
      type: 'restored',
      schedule: 'catalog-hourly',
      into: { 'product-catalog': 'product-catalog-drill' },
    },
    {
      hoursAgo: 19,
      type: 'restored',
      schedule: 'media-hourly',
      into: { 'media-store': 'media-store-drill' },
    },
    { hoursAgo: 6, type: 'schedule-run', schedule: 'analytics-monthly' },
    { hoursAgo: 5, type: 'location-read-only', location: 'drill' },
    {
      hoursAgo: 4,
      type: 'namespace-deleted',
      namespace: 'promotions-spring',
    },
  ],
});
