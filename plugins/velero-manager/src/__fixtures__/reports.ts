import type {
  ApiContact,
  ApiProtection,
  ApiRun,
  ApiSync,
  ApiUnit,
  EntityReport,
  ProtectionState,
  RunOutcome,
  SyncState,
} from '@velero-manager/backstage-plugin-velero-manager-common';

const HOUR = 3_600_000;

/** A moment before (or, negative, after) another, as the backend writes it. */
export function hoursBefore(now: Date, hours: number): string {
  return new Date(now.getTime() - hours * HOUR).toISOString();
}

const sentences: Record<ProtectionState, string> = {
  CRITICAL:
    'The last good backup of 2026-11-18T02:00:00Z is older than the objective of 24 hours.',
  UNPROTECTED: 'No schedule covers the namespace "shop" in "prod-1".',
  DEGRADED:
    'The backup "daily-20261121020000" finished with errors: 1 of 214 items failed.',
  UNKNOWN: 'The cluster "prod-1" has not answered since 2026-11-21T08:46:00Z.',
  PAUSED: 'The schedule "velero/daily" is paused; the objective is still met.',
  PENDING: 'The first run of "velero/daily" is due on 2026-11-22T02:00:00Z.',
  HEALTHY: 'Every unit has a good backup within the objective.',
  EXEMPT: 'Exempt until 2027-01-01 by policies/exemptions.yaml: test data.',
};

const syncSentences: Record<SyncState, string> = {
  FAILED: 'Argo CD could not apply "shop": the Deployment "web" is invalid.',
  DRIFTED:
    'Schedule "daily" in the cluster differs from Git since 2026-11-20T14:02:00Z.',
  BEHIND: 'Revision 4f2a91c was merged but is not applied yet.',
  UNKNOWN: 'Argo CD has not reported on "shop".',
  SUSPENDED: 'The Kustomization "shop" is suspended.',
  PROGRESSING: 'Revision 4f2a91c is being applied.',
  SYNCED: 'What Git says at 4f2a91c is what runs.',
};

/** How nightly runs went for some days: those that were not good failed in part. */
export function successRate(
  now: Date,
  options: { days: number; good: number; missed?: number },
): NonNullable<EntityReport['success']>['last7Days'] {
  const { days, good, missed = 0 } = options;
  const ended = days - missed;
  return {
    since: hoursBefore(now, days * 24 - 1),
    good,
    partial: ended - good,
    ...{ failed: 0, missed, skipped: 0 },
    rate: good / ended,
    achieved: good / days,
  };
}

/** A protection verdict in a state. */
export function protection(
  state: ProtectionState,
  more: Partial<ApiProtection> = {},
): ApiProtection {
  return {
    state,
    reason: state.toLowerCase(),
    message: sentences[state],
    validUntil: null,
    lastKnown: null,
    ...more,
  };
}

/** A sync verdict in a state. */
export function sync(state: SyncState, more: Partial<ApiSync> = {}): ApiSync {
  return {
    state,
    reason: state.toLowerCase(),
    message: syncSentences[state],
    validUntil: null,
    lastKnown: null,
    ...more,
  };
}

/** Contact with a cluster that answers, or as given. */
export function contact(more: Partial<ApiContact> = {}): ApiContact {
  return {
    state: 'connected',
    lastContactAt: '2026-11-21T09:00:00.000Z',
    message: null,
    ...more,
  };
}

/** Daily runs with these outcomes, the last one `hoursAgo` before now. */
export function runs(
  now: Date,
  outcomes: RunOutcome[],
  hoursAgo = 3,
): ApiRun[] {
  return outcomes.map((outcome, index) => {
    const age = hoursAgo + 24 * (outcomes.length - 1 - index);
    const hasBackup = ['good', 'partial', 'failed', 'running'].includes(
      outcome,
    );
    return {
      slot: hoursBefore(now, age),
      outcome,
      backup: hasBackup ? `daily-${index}` : null,
      schedule: 'velero/daily',
      message: outcome === 'partial' ? '1 of 214 items failed' : null,
    };
  });
}

/** How much is covered, of which no volume is counted. */
export function coverage(
  covered: number,
  needed: number,
  more: Partial<EntityReport['coverage']> = {},
): EntityReport['coverage'] {
  return {
    protected: covered,
    needed,
    atLeast: false,
    volumes: { protected: 0, needed: 0, protectedBytes: 0, neededBytes: 0 },
    ...more,
  };
}

/** One volume that must be protected. */
export function unit(name: string, more: Partial<ApiUnit> = {}): ApiUnit {
  return {
    id: `prod-1/shop/volume/${name}`,
    kind: 'volume',
    engine: 'velero',
    cluster: 'prod-1',
    namespace: 'shop',
    name,
    protection: protection('HEALTHY'),
    dataPath: 'fs-backup',
    dataPathRule: 'fs_backup',
    dataPathMessage: `The node agent copies the files of '${name}'.`,
    lastGoodAt: '2026-11-21T02:00:00.000Z',
    isLive: false,
    bytes: 10 * 2 ** 30,
    objective: { rpoSeconds: 24 * 3600, source: 'environment' },
    verified: { state: 'NEVER', at: null },
    running: false,
    schedules: ['prod-1/velero/daily'],
    evidence: [],
    remedy: null,
    ...more,
  };
}

/** A healthy report as of `now`, or with what is given replaced. */
export function entityReport(
  now: Date,
  more: Partial<EntityReport> = {},
): EntityReport {
  const lastGoodAt = hoursBefore(now, 3);
  return {
    entityRef: 'component:default/shop',
    subject: 'subject-shop',
    asOf: now.toISOString(),
    protection: protection('HEALTHY'),
    sync: sync('SYNCED'),
    running: false,
    lastGood: {
      at: lastGoodAt,
      engine: 'velero',
      backup: 'daily-29',
      isLive: false,
    },
    objective: { rpoSeconds: 24 * 3600, source: 'environment' },
    nextRun: { at: hoursBefore(now, -21), schedule: 'prod-1/velero/daily' },
    runs: runs(now, Array<RunOutcome>(30).fill('good')),
    success: {
      last7Days: successRate(now, { days: 7, good: 7 }),
      last30Days: successRate(now, { days: 30, good: 30 }),
    },
    coverage: coverage(8, 8),
    verified: { state: 'NEVER', at: null },
    rto: null,
    units: [unit('data')],
    remedy: null,
    schedules: [
      {
        id: 'prod-1/velero/daily',
        cluster: 'prod-1',
        namespace: 'velero',
        name: 'daily',
        cron: '0 2 * * *',
        zone: 'Asia/Tokyo',
        paused: false,
        protection: protection('HEALTHY'),
        storageLocation: 'default',
        ttlSeconds: 30 * 86_400,
        nextRuns: [hoursBefore(now, -21)],
        lastRun: null,
        lastGoodAt,
        success: {
          last7Days: successRate(now, { days: 7, good: 7 }),
          last30Days: successRate(now, { days: 30, good: 30 }),
        },
      },
    ],
    syncObjects: [],
    insights: [],
    traps: [],
    changes: [],
    clusters: [
      { name: 'prod-1', environment: 'production', contact: contact() },
    ],
    ...more,
  };
}
