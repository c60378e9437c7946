import { protectionStates } from '@velero-manager/backstage-plugin-velero-manager-common';
import type {
  ApiUnit,
  EntityReport,
  RunOutcome,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import {
  contact,
  coverage,
  entityReport,
  hoursBefore,
  protection,
  runs,
  sync,
  unit,
} from '../src/__fixtures__/reports';

const mixed: RunOutcome[] = [
  ...Array<RunOutcome>(20).fill('good'),
  'partial',
  'failed',
  'missed',
  'skipped',
  'paused',
  'unknown',
  'good',
  'good',
  'partial',
  'running',
];

/** One report for each look of the card. */
export function cardReports(
  now: Date,
): { title: string; report: EntityReport }[] {
  const simple = protectionStates.map(state => ({
    title: state,
    report: entityReport(now, { protection: protection(state) }),
  }));
  return [...simple, ...special(now)].map(({ title, report }, index) => ({
    title,
    report: { ...report, entityRef: `component:default/fixture-${index}` },
  }));
}

/** One unit of each kind, some in trouble. */
function everyKind(now: Date): ApiUnit[] {
  return [
    unit('shop', { kind: 'objects', dataPath: null, bytes: null }),
    unit('cache', {
      engine: null,
      dataPath: 'none',
      dataPathRule: 'no_snapshot_plugin',
      dataPathMessage:
        "No plug-in of Velero can snapshot a volume of type 'nfs'.",
      lastGoodAt: null,
      bytes: 512 * 2 ** 30,
      protection: protection('DEGRADED', {
        reason: 'volume_no_data_path',
        message:
          "Schedule 'daily' takes the objects but not the data of volume 'cache'.",
      }),
    }),
    unit('orders', {
      kind: 'postgresql',
      engine: 'cloudnative-pg',
      dataPath: null,
      bytes: null,
      isLive: true,
      lastGoodAt: hoursBefore(now, 8),
      protection: protection('HEALTHY', {
        reason: 'point_in_time_recovery',
        message: 'It can be recovered to any moment since 2026-11-14T03:00Z.',
      }),
    }),
    unit('ledger', {
      kind: 'postgresql',
      engine: 'cloudnative-pg',
      dataPath: null,
      bytes: null,
      lastGoodAt: hoursBefore(now, 30),
      protection: protection('CRITICAL', {
        reason: 'wal_archiving_failing',
        message:
          'The WAL has not been archived since 2026-11-20T04:07Z: AccessDenied.',
      }),
    }),
    unit('till', {
      kind: 'virtual-machine',
      dataPath: null,
      bytes: null,
      running: true,
      lastGoodAt: hoursBefore(now, 2),
      protection: protection('PAUSED', { reason: 'schedule_paused' }),
      remedy: {
        action: 'resume_schedule',
        intent: 'schedule:pause',
        values: { cluster: 'prod-1', existing: 'daily', paused: false },
      },
    }),
    unit('pages', {
      engine: 'longhorn',
      dataPath: null,
      protection: protection('UNKNOWN', {
        reason: 'longhorn_target_stale',
        message: 'Longhorn has not looked at the backup target.',
        lastKnown: { state: 'HEALTHY', message: 'All was good.' },
      }),
    }),
    unit('scratch', {
      engine: null,
      dataPath: null,
      lastGoodAt: null,
      protection: protection('EXEMPT', { reason: 'exempt' }),
    }),
  ];
}

function special(now: Date) {
  return [
    {
      title: 'partly covered, running, drifted',
      report: entityReport(now, {
        protection: protection('DEGRADED'),
        sync: sync('DRIFTED'),
        running: true,
        runs: runs(now, mixed, 1),
        lastGood: {
          at: hoursBefore(now, 21),
          engine: 'cloudnative-pg',
          backup: 'orders-db-20261120-a-rather-long-name-of-a-backup-object',
          isLive: false,
        },
        coverage: coverage(7, 8, { atLeast: true }),
        units: everyKind(now),
        rto: { seconds: 700, confidence: 'medium' },
        insights: [
          {
            code: 'differs_from_git',
            message:
              "Schedule 'daily' in cluster 'prod-1' is not what the Git of Application 'shop' says.",
            syncObject: 'prod-1/Application/argocd/shop',
            object: {
              cluster: 'prod-1',
              kind: 'Schedule',
              namespace: 'velero',
              name: 'daily',
            },
          },
        ],
        verified: { state: 'STALE', at: hoursBefore(now, 24 * 120) },
        changes: [
          {
            id: '1',
            title: 'Back up shop hourly',
            url: 'https://git.example.com/1',
            state: 'approved',
            goal: 'first_run_good',
          },
        ],
      }),
    },
    {
      title: 'cluster silent',
      report: entityReport(now, {
        protection: protection('UNKNOWN', {
          lastKnown: { state: 'HEALTHY', message: 'All units were good.' },
        }),
        sync: sync('UNKNOWN', {
          lastKnown: { state: 'SYNCED', message: 'At 4f2a91c.' },
        }),
        clusters: [
          {
            name: 'prod-1',
            environment: 'production',
            contact: contact({
              state: 'silent',
              lastContactAt: hoursBefore(now, 14 / 60),
              message: 'connection refused',
            }),
          },
        ],
      }),
    },
    {
      title: 'nothing yet',
      report: entityReport(now, {
        protection: protection('UNPROTECTED'),
        sync: null,
        lastGood: null,
        nextRun: null,
        runs: [],
        coverage: coverage(0, 4),
        units: ['a', 'b', 'c', 'd'].map(name =>
          unit(name, {
            protection: protection('UNPROTECTED', { reason: 'no_schedule' }),
            engine: null,
            dataPath: null,
            lastGoodAt: null,
          }),
        ),
      }),
    },
    {
      title: 'continuously archived',
      report: entityReport(now, {
        lastGood: {
          at: hoursBefore(now, 8),
          engine: 'cloudnative-pg',
          backup: 'orders-20261121030000',
          isLive: true,
        },
      }),
    },
    {
      title: 'objective breached, many units',
      report: entityReport(now, {
        protection: protection('CRITICAL'),
        lastGood: {
          at: hoursBefore(now, 80),
          engine: 'velero',
          backup: 'daily-1',
          isLive: false,
        },
        sync: sync('FAILED'),
        units: ['eu-1', 'us-1'].flatMap(cluster =>
          Array.from({ length: 25 }, (_, index) =>
            unit(`data-${index}`, {
              id: `${cluster}/${index}`,
              cluster,
              namespace: index % 2 ? 'shop' : 'shop-jobs',
              protection: protection(index % 7 ? 'HEALTHY' : 'CRITICAL'),
            }),
          ),
        ),
        coverage: coverage(42, 50),
        verified: { state: 'VERIFIED', at: hoursBefore(now, 73) },
        rto: { seconds: 9_000, confidence: 'high' },
        runs: runs(now, [...mixed.slice(0, 22), 'missed', 'missed', 'missed']),
      }),
    },
  ];
}
