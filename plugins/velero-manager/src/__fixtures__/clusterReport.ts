import type { ClusterReport } from '@velero-manager/backstage-plugin-velero-manager-common';
import { cluster } from './fleet';
import { hoursBefore, protection, runs, successRate, sync } from './reports';

const NOW = new Date('2026-11-21T09:00:00Z');

type Schedule = ClusterReport['scheduleReports'][number];

/** A nightly schedule in good order, or with what is given replaced. */
export function schedule(name: string, more: Partial<Schedule> = {}): Schedule {
  return {
    id: `prod-1/velero/${name}`,
    cluster: 'prod-1',
    namespace: 'velero',
    name,
    cron: '0 2 * * *',
    zone: null,
    paused: false,
    protection: protection('HEALTHY', { message: 'Its last run was good.' }),
    storageLocation: 'default',
    ttlSeconds: 30 * 86_400,
    nextRuns: [hoursBefore(NOW, -17)],
    lastRun: null,
    lastGoodAt: hoursBefore(NOW, 7),
    success: {
      last7Days: successRate(NOW, { days: 7, good: 7 }),
      last30Days: successRate(NOW, { days: 30, good: 29 }),
    },
    sent: null,
    runs: runs(NOW, ['good', 'partial', 'good'], 7),
    remedy: null,
    ...more,
  };
}

/** The report of a healthy cluster, or with what is given replaced. */
export function clusterReport(
  more: Partial<ClusterReport> = {},
): ClusterReport {
  return {
    ...cluster('prod-1', { title: 'Production 1' }),
    asOf: NOW.toISOString(),
    definedAt: 'veleroManager.clusters[0]',
    scheduleReports: [schedule('daily')],
    storageLocationReports: [
      {
        namespace: 'velero',
        name: 'default',
        provider: 'aws',
        bucket: 'backups',
        prefix: 'prod-1',
        isDefault: true,
        accessMode: 'ReadWrite',
        protection: protection('HEALTHY', { message: 'It can be reached.' }),
        lastValidatedAt: hoursBefore(NOW, 0.1),
      },
    ],
    sent: [],
    syncObjects: [
      {
        id: 'prod-1/Application/argocd/backups',
        engine: 'argocd',
        kind: 'Application',
        cluster: 'prod-1',
        namespace: 'argocd',
        name: 'backups',
        sync: sync('SYNCED'),
        revision: '4f2a91c0000000000000000000000000000000aa',
        repository: 'https://git.example.com/config',
        lastSyncedAt: hoursBefore(NOW, 2),
        automated: true,
      },
    ],
    syncSources: [],
    insights: [],
    traps: [],
    coverage: {
      namespaces: {
        total: 6,
        covered: 6,
        partly: 0,
        uncovered: [],
        names: ['argocd', 'billing', 'checkout', 'ledger', 'shop', 'velero'],
      },
      volumes: {
        total: 4,
        covered: 3,
        totalBytes: 40 * 2 ** 30,
        coveredBytes: 30 * 2 ** 30,
      },
    },
    installs: [
      {
        namespace: 'velero',
        version: 'v1.18.2',
        isReady: true,
        replicas: 1,
        nodeAgents: { ready: 3, desired: 3 },
        protection: protection('HEALTHY', { message: 'It is ready.' }),
      },
    ],
    repositoryReports: { total: 0, troubled: 0, items: [] },
    databaseReports: [],
    scheduledBackupReports: [],
    backupTargetReports: [],
    volumeReports: { total: 0, troubled: 0, items: [] },
    remedy: null,
    collection: {
      followedBy: null,
      toldAt: null,
      startedAt: null,
      watchesOpen: null,
      lagSeconds: null,
      lastEventAt: null,
      breaker: null,
      denied: [],
    },
    collector: [
      {
        kind: 'Schedule',
        state: 'synced',
        message: null,
        syncedAt: hoursBefore(NOW, 20),
        objects: 1,
        malformed: 0,
        since: hoursBefore(NOW, 20),
        lastEventAt: hoursBefore(NOW, 1),
      },
      {
        kind: 'PostgresCluster',
        state: 'absent',
        message: null,
        syncedAt: null,
        objects: 0,
        malformed: 0,
        since: null,
        lastEventAt: null,
      },
    ],
    ...more,
  };
}
