import { FactLists } from '../../facts/entityFacts';
import { PostgresScheduledBackupFact } from '../../facts';
import { at } from '../../health/__fixtures__/facts';
import { Horizon } from '../../health/Horizon';
import {
  clusterWith,
  condition,
  database,
  NOW,
  openPostgresBackup,
  postgresBackup,
  postgresObjects,
  scheduledBackup,
} from '../__fixtures__/engines';
import { assessScheduledBackup } from './assessScheduledBackup';

interface Case {
  fact?: Partial<PostgresScheduledBackupFact>;
  objects?: FactLists;
  now?: string;
}

function assess({ fact, objects, now = NOW }: Case = {}) {
  return assessScheduledBackup(scheduledBackup(fact), {
    cluster: clusterWith(postgresObjects(objects)),
    horizon: Horizon.at(new Date(now)),
  });
}

const since = (moment: string) =>
  database({
    isHibernated: true,
    conditions: [condition('cnpg.io/hibernation', 'True', { at: moment })],
  });

describe('assessScheduledBackup', () => {
  it('tells its newest good backup and its next run, until that', () => {
    expect(assess()).toEqual({
      id: 'prod-1/shop/db-daily',
      cluster: 'prod-1',
      fact: scheduledBackup(),
      verdict: {
        state: 'HEALTHY',
        reason: 'base_backup_kept',
        message:
          "ScheduledBackup 'db-daily' in namespace 'shop': newest good backup 2026-11-20T00:00Z; the next one is due 2026-11-21T00:00Z.",
        validUntil: new Date(at('00:00', '2026-11-21')),
      },
      lastGood: {
        at: new Date(at('00:20')),
        isLive: false,
        backup: 'db-daily-20261120000000',
      },
      running: false,
      nextRunAt: new Date(at('00:00', '2026-11-21')),
    });
  });

  it.each<[string, Case, string]>([
    [
      'being deleted',
      { fact: { deletedAt: NOW } },
      'PAUSED scheduled_backup_deleted',
    ],
    [
      'suspended',
      { fact: { suspended: true } },
      'PAUSED scheduled_backup_suspended',
    ],
    [
      'a schedule that cannot be read',
      { fact: { cron: 'at night' } },
      'CRITICAL scheduled_backup_invalid',
    ],
    [
      'a zone in the schedule is not understood',
      { fact: { cron: 'TZ=UTC 0 0 2 * *' } },
      'CRITICAL scheduled_backup_invalid',
    ],
    [
      'its database does not exist',
      { objects: { PostgresCluster: [] } },
      'CRITICAL scheduled_backup_invalid',
    ],
    [
      'its database is not set up for its method',
      { fact: { method: 'volumeSnapshot' } },
      'CRITICAL scheduled_backup_invalid',
    ],
    [
      'before its first slot',
      {
        fact: { createdAt: at('08:00') },
        objects: { PostgresBackup: [] },
      },
      'PENDING base_backup_pending',
    ],
    [
      'never a good backup',
      { objects: { PostgresBackup: [] } },
      'CRITICAL base_backup_never',
    ],
    [
      'Backups of others are not its own',
      { fact: { name: 'other' } },
      'CRITICAL base_backup_never',
    ],
    [
      'its database is recovered elsewhere, and its Backups still its own',
      { objects: { ObjectStore: [] } },
      'HEALTHY base_backup_kept',
    ],
    ['late', { now: at('02:25', '2026-11-21') }, 'DEGRADED base_backup_late'],
    [
      'overdue',
      { now: at('14:25', '2026-11-21') },
      'CRITICAL base_backup_overdue',
    ],
    [
      'the last backup failed',
      {
        objects: {
          PostgresBackup: [
            postgresBackup(at('00:00'), { phase: 'failed', stoppedAt: null }),
            postgresBackup(at('00:00', '2026-11-19')),
          ],
        },
      },
      'DEGRADED base_backup_failed',
    ],
    [
      'a backup is stuck',
      {
        objects: {
          PostgresBackup: [
            openPostgresBackup(at('07:00')),
            postgresBackup(at('00:00')),
          ],
        },
      },
      'DEGRADED base_backup_stuck',
    ],
    [
      'not picked up',
      { fact: { lastCheckedAt: null } },
      'DEGRADED scheduled_backup_not_picked_up',
    ],
    [
      'not picked up within five minutes',
      {
        fact: { lastCheckedAt: null, createdAt: at('11:55') },
        objects: { PostgresBackup: [] },
      },
      'PENDING base_backup_pending',
    ],
    [
      'five fields',
      {
        fact: { cron: '0 2 * * *' },
        objects: { PostgresBackup: [postgresBackup(at('11:02'))] },
      },
      'DEGRADED scheduled_backup_five_fields',
    ],
    [
      'a fixed interval counts from when it was looked at',
      {
        fact: { cron: '@every 24h', lastCheckedAt: at('00:00') },
      },
      'HEALTHY base_backup_kept',
    ],
    [
      'its database is hibernated',
      {
        objects: {
          PostgresCluster: [since(at('01:00'))],
          PostgresBackup: [
            openPostgresBackup(at('02:00'), { phase: 'pending' }),
            postgresBackup(at('00:00')),
          ],
        },
        now: at('12:00', '2026-11-25'),
      },
      'PAUSED postgres_hibernated',
    ],
  ])('%s', (_, given, expected) => {
    const { verdict } = assess(given);
    expect(`${verdict.state} ${verdict.reason}`).toBe(expected);
  });

  it('names the next run of a fixed interval from when it was looked at', () => {
    expect(
      assess({ fact: { cron: '@every 24h', lastCheckedAt: at('00:00') } })
        .nextRunAt,
    ).toEqual(new Date(at('00:00', '2026-11-21')));
    expect(
      assess({
        fact: {
          cron: '@every 24h',
          lastCheckedAt: null,
          createdAt: at('03:00'),
        },
      }).nextRunAt,
    ).toEqual(new Date(at('03:00', '2026-11-21')));
  });

  it('says that a backup is under way, and what it will follow', () => {
    expect(
      assess({
        objects: {
          PostgresBackup: [
            openPostgresBackup(at('11:59')),
            postgresBackup(at('00:00')),
          ],
        },
      }),
    ).toMatchObject({
      running: true,
      lastGood: { backup: 'db-daily-20261120000000' },
    });
  });
});
