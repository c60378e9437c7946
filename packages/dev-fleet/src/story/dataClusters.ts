import { describeCluster } from './describeCluster';
import { prodCluster05 } from './prodCluster05';
import { ClusterStory } from './types';

const HOURLY = '0 * * * *';
const MONTH = '720h0m0s';

/**
 * The clusters of the story that are about data: volumes and the ways in which
 * they are copied or are not, databases, machines, other engines than Velero.
 *
 * @internal
 */
export const dataClusterStories: ClusterStory[] = [
  prodCluster05,
  describeCluster({
    name: 'prod-cluster-06',
    title: 'Production 06',
    environment: 'production',
    namespaces: ['helpdesk', 'wiki'],
    storageClasses: ['longhorn'],
    longhorn: {
      cron: '15 * * * *',
      retain: 24,
      volumes: [
        {
          namespace: 'helpdesk',
          workload: 'helpdesk',
          claim: 'tickets',
          gibibytes: 30,
        },
        {
          namespace: 'wiki',
          workload: 'wiki',
          claim: 'pages',
          gibibytes: 8,
          detachedSinceHours: 8,
        },
      ],
    },
    schedules: [
      {
        name: 'office-hourly',
        cron: HOURLY,
        namespaces: ['helpdesk', 'wiki'],
        ttl: MONTH,
      },
    ],
  }),
  describeCluster({
    name: 'staging-cluster-05',
    title: 'Staging 05',
    environment: 'staging',
    namespaces: ['kiosk'],
    storageClasses: ['longhorn'],
    longhorn: {
      cron: '20 * * * *',
      retain: 24,
      targetDownSinceHours: 3,
      volumes: [
        {
          namespace: 'kiosk',
          workload: 'kiosk',
          claim: 'playlists',
          gibibytes: 12,
        },
      ],
    },
    schedules: [
      {
        name: 'kiosk-hourly',
        cron: HOURLY,
        namespaces: ['kiosk'],
        ttl: MONTH,
      },
    ],
  }),
  describeCluster({
    name: 'dev-cluster-04',
    title: 'Development 04',
    environment: 'development',
    namespaces: ['playground'],
    schedules: [
      {
        name: 'playground-weekly',
        cron: '0 3 * * 0',
        namespaces: ['playground'],
        ttl: MONTH,
      },
    ],
    events: [{ hoursAgo: 1, type: 'server-stopped' }],
  }),
  describeCluster({
    name: 'staging-cluster-04',
    title: 'Staging 04',
    environment: 'staging',
    gitops: 'flux',
    namespaces: ['terminals', 'chat'],
    server: { features: ['EnableCSI'] },
    storageClasses: ['ceph-block'],
    machines: [
      {
        namespace: 'terminals',
        name: 'terminal-server',
        disks: [{ name: 'system', gibibytes: 40 }],
      },
    ],
    schedules: [
      {
        name: 'terminals-hourly',
        cron: HOURLY,
        namespaces: ['terminals'],
        ttl: MONTH,
        volumes: { snapshotMoveData: true },
      },
      {
        name: 'chat-hourly',
        cron: HOURLY,
        namespaces: ['chat'],
        ttl: MONTH,
      },
    ],
    kustomizations: [
      { name: 'terminals', namespace: 'terminals', state: 'behind' },
    ],
    helmReleases: [{ name: 'chat', namespace: 'chat', state: 'rolled-back' }],
  }),
];
