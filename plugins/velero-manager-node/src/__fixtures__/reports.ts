import type {
  ClusterReport,
  EntityReport,
} from '@velero-manager/backstage-plugin-velero-manager-common';

const healthy = {
  state: 'HEALTHY' as const,
  reason: 'within_objective',
  message: 'The last good backup is of 2026-11-20T02:00:00.000Z.',
  validUntil: '2026-11-21T04:00:00.000Z',
  lastKnown: null,
};

const contact = {
  state: 'connected' as const,
  lastContactAt: '2026-11-20T10:00:00.000Z',
  message: null,
};

export const checkoutReport: EntityReport = {
  entityRef: 'component:default/checkout',
  subject: '9f6f2b1c-6c1f-4a51-8c0e-1f7a33f0c111',
  asOf: '2026-11-20T10:00:00.000Z',
  protection: healthy,
  sync: null,
  running: false,
  lastGood: {
    at: '2026-11-20T02:00:00.000Z',
    engine: 'velero',
    backup: 'checkout-20261120020000',
    isLive: false,
  },
  objective: { rpoSeconds: 93_600, source: 'environment' },
  nextRun: null,
  runs: [],
  coverage: {
    protected: 1,
    needed: 1,
    atLeast: false,
    volumes: { protected: 0, needed: 0, protectedBytes: 0, neededBytes: 0 },
  },
  verified: { state: 'NEVER', at: null },
  rto: null,
  units: [],
  remedy: null,
  schedules: [],
  syncObjects: [],
  insights: [],
  traps: [],
  changes: [],
  clusters: [{ name: 'prod-01', environment: 'production', contact }],
};

export const prodReport: ClusterReport = {
  name: 'prod-01',
  title: 'Production 01',
  environment: 'production',
  subject: '1a6f2b1c-6c1f-4a51-8c0e-1f7a33f0c222',
  contact,
  protection: healthy,
  sync: null,
  engines: ['velero'],
  schedules: 1,
  storageLocations: { total: 1, available: 1 },
  entities: 1,
  asOf: '2026-11-20T10:00:00.000Z',
  definedAt: 'veleroManager.clusters[0]',
  scheduleReports: [],
  storageLocationReports: [],
  syncObjects: [],
  syncSources: [],
  insights: [],
  traps: [],
  coverage: {
    namespaces: { total: 1, covered: 1, partly: 0, uncovered: [] },
    volumes: null,
  },
  installs: [],
  repositoryReports: { total: 0, troubled: 0, items: [] },
  databaseReports: [],
  scheduledBackupReports: [],
  backupTargetReports: [],
  volumeReports: { total: 0, troubled: 0, items: [] },
  remedy: null,
  collector: [],
};
