import { protectionStates } from '@velero-manager/backstage-plugin-velero-manager-common';
import type {
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
        units: [
          unit('cache', {
            protection: protection('DEGRADED', {
              message: 'The volume has no data path.',
            }),
            remedy: {
              action: 'resume_schedule',
              intent: 'schedule:save',
              values: { cluster: 'prod-1', existing: 'daily', paused: false },
            },
          }),
        ],
        verified: { state: 'STALE', at: hoursBefore(now, 24 * 120) },
        changes: [
          {
            id: '1',
            title: 'Back up shop hourly',
            url: 'https://git.example.com/1',
            state: 'approved',
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
          unit(name, { protection: protection('UNPROTECTED') }),
        ),
      }),
    },
    {
      title: 'objective breached',
      report: entityReport(now, {
        protection: protection('CRITICAL'),
        lastGood: {
          at: hoursBefore(now, 80),
          engine: 'velero',
          backup: 'daily-1',
          isLive: false,
        },
        sync: sync('FAILED'),
        runs: runs(now, [...mixed.slice(0, 22), 'missed', 'missed', 'missed']),
      }),
    },
  ];
}
