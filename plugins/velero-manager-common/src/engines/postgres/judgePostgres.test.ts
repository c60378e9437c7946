import { PostgresClusterFact } from '../../facts';
import { FactLists } from '../../facts/entityFacts';
import { at, kind } from '../../health/__fixtures__/facts';
import { Horizon } from '../../health/Horizon';
import {
  clusterWith,
  condition,
  database,
  inTree,
  NOW,
  objectStore,
  openPostgresBackup,
  options,
  postgresBackup,
  postgresObjects,
  scheduledBackup,
} from '../__fixtures__/engines';
import { judgePostgres, PostgresOptions } from './judgePostgres';

const DAY_BEFORE = '2026-11-19';
const archiving = condition('ContinuousArchiving', 'True');
const failingSince = (since: string | null) =>
  condition('ContinuousArchiving', 'False', {
    reason: 'ContinuousArchivingFailing',
    message: 'exit status 4',
    at: since,
  });

interface Case {
  fact?: PostgresClusterFact;
  objects?: FactLists;
  kinds?: Parameters<typeof clusterWith>[1];
  options?: Partial<PostgresOptions>;
  now?: string;
}

function judge({
  fact = database(),
  objects,
  kinds,
  now,
  options: more,
}: Case = {}) {
  return judgePostgres(fact, {
    ...options(now),
    cluster: clusterWith(
      postgresObjects({ PostgresCluster: [fact], ...objects }),
      kinds,
    ),
    ...more,
  });
}

const declared = (rpoSeconds: number) => ({
  declared: { rpoSeconds, source: 'entity' as const },
});
const noBackups: FactLists = {
  PostgresBackup: [],
  ObjectStore: [objectStore({}, { recoveryWindows: {} })],
};
const noArchive = {
  isEnabled: true,
  isWalArchiver: false,
  objectStore: 'offsite',
  serverName: null,
};
const disabled = { ...noArchive, isEnabled: false, isWalArchiver: true };
const hibernated = (since: string) =>
  database({
    isHibernated: true,
    conditions: [
      archiving,
      condition('cnpg.io/hibernation', 'True', { at: since }),
    ],
  });
const snapshots = (changes: Case = {}): Case => ({
  fact: database({ hasVolumeSnapshotMethod: true, barmanPlugin: null }),
  objects: {
    PostgresScheduledBackup: [scheduledBackup({ method: 'volumeSnapshot' })],
    PostgresBackup: [postgresBackup(at('00:00'), { method: 'volumeSnapshot' })],
    ObjectStore: [],
  },
  ...changes,
});

describe('judgePostgres', () => {
  it('says what can be recovered, and until when that holds', () => {
    const horizon = Horizon.at(new Date(NOW));
    const standing = judge({ options: { horizon } });
    expect(standing).toEqual({
      finding: {
        state: 'HEALTHY',
        reason: 'point_in_time_recovery',
        message:
          "PostgreSQL cluster 'db' in namespace 'shop' of cluster 'prod-1' can be recovered to any moment from 2026-10-21T00:20Z on: WAL archiving has worked since 2026-01-01T00:10Z (an idle database archives nothing new), and the newest base backup is of 2026-11-20T00:20Z; the next one is due 2026-11-21T00:00Z.",
      },
      cover: 'enabled',
      lastGood: {
        at: new Date(at('00:20')),
        isLive: true,
        backup: 'db-daily-20261120000000',
      },
      recoveryWindow: {
        from: new Date(at('00:20', '2026-10-21')),
        to: null,
        isIdleUnknown: true,
      },
      schedules: ['prod-1/shop/db-daily'],
      derivedRpoSeconds: 300,
      objectiveStanding: 'met',
      running: false,
      traps: [],
    });
    expect(horizon.validUntil).toEqual(new Date(at('00:00', '2026-11-21')));
  });

  it.each<[string, Case, string]>([
    ['good, with the plug-in', {}, 'HEALTHY point_in_time_recovery'],
    [
      'good, with the object store in the Cluster',
      {
        fact: inTree(),
        objects: {
          PostgresScheduledBackup: [
            scheduledBackup({ method: 'barmanObjectStore' }),
          ],
          PostgresBackup: [],
          ObjectStore: [],
        },
      },
      'HEALTHY point_in_time_recovery',
    ],
    [
      'good, with the fields of Clusters before methods were told apart',
      {
        fact: inTree({
          firstRecoverabilityPointByMethod: {},
          lastSuccessfulBackupByMethod: {},
          firstRecoverabilityPoint: at('00:20', DAY_BEFORE),
          lastSuccessfulBackupAt: at('00:20'),
        }),
        objects: {
          PostgresScheduledBackup: [
            scheduledBackup({ method: 'barmanObjectStore' }),
          ],
          PostgresBackup: [],
        },
      },
      'HEALTHY point_in_time_recovery',
    ],
    [
      'good, with another plug-in that archives WAL',
      {
        fact: database({ barmanPlugin: null, hasOtherWalArchiver: true }),
        objects: { ObjectStore: [] },
      },
      'HEALTHY point_in_time_recovery',
    ],
    [
      'the status fields of the Cluster, which plug-ins do not set, count for nothing',
      {
        fact: database({ lastSuccessfulBackupAt: at('00:20') }),
        objects: noBackups,
      },
      'CRITICAL base_backup_never',
    ],
    [
      'the truth of the plug-in lies under the server name',
      {
        fact: database({
          barmanPlugin: {
            isEnabled: true,
            isWalArchiver: true,
            objectStore: 'offsite',
            serverName: 'db-2',
          },
        }),
        objects: { PostgresBackup: [] },
      },
      'CRITICAL base_backup_never',
    ],

    [
      'cover first: no ScheduledBackup and nothing else',
      { objects: { ...noBackups, PostgresScheduledBackup: [] } },
      'UNPROTECTED no_scheduled_backup',
    ],
    [
      'cover first, even while WAL archiving fails',
      {
        fact: database({ conditions: [failingSince(at('08:00'))] }),
        objects: { ...noBackups, PostgresScheduledBackup: [] },
      },
      'UNPROTECTED no_scheduled_backup',
    ],
    [
      'no ScheduledBackup, and an old base backup without WAL',
      {
        fact: database({ barmanPlugin: noArchive }),
        objects: { PostgresScheduledBackup: [] },
      },
      'UNPROTECTED no_scheduled_backup',
    ],
    [
      'a ScheduledBackup that is being deleted is none',
      {
        objects: {
          ...noBackups,
          PostgresScheduledBackup: [scheduledBackup({ deletedAt: NOW })],
        },
      },
      'UNPROTECTED no_scheduled_backup',
    ],
    [
      'a ScheduledBackup of another database is none',
      {
        objects: {
          ...noBackups,
          PostgresScheduledBackup: [scheduledBackup({ cluster: 'other' })],
        },
      },
      'UNPROTECTED no_scheduled_backup',
    ],
    [
      'only file copies by another engine',
      {
        objects: { ...noBackups, PostgresScheduledBackup: [] },
        options: { otherCover: ['daily'] },
      },
      'DEGRADED only_file_copies',
    ],
    [
      'ScheduledBackups that could not be read may cover it',
      {
        objects: { ...noBackups, PostgresScheduledBackup: [] },
        kinds: { PostgresScheduledBackup: kind({ malformed: 2 }) },
      },
      'UNKNOWN scheduled_backups_malformed',
    ],
    [
      'WAL is archived on a base backup that nobody renews',
      { objects: { PostgresScheduledBackup: [] } },
      'DEGRADED base_backup_not_scheduled',
    ],
    [
      'WAL has just failed on a base backup that nobody renews',
      {
        fact: database({ conditions: [failingSince(at('11:45'))] }),
        objects: { PostgresScheduledBackup: [] },
      },
      'DEGRADED wal_archiving_failing',
    ],
    [
      'WAL fails for long on a base backup that nobody renews: nothing covers it',
      {
        fact: database({ conditions: [failingSince(at('11:44'))] }),
        objects: { PostgresScheduledBackup: [] },
      },
      'UNPROTECTED no_scheduled_backup',
    ],

    [
      'all ScheduledBackups suspended',
      {
        objects: {
          PostgresScheduledBackup: [scheduledBackup({ suspended: true })],
        },
      },
      'PAUSED scheduled_backup_suspended',
    ],
    [
      'all suspended, and the base backup is overdue though WAL runs',
      {
        objects: {
          PostgresScheduledBackup: [scheduledBackup({ suspended: true })],
        },
        now: at('12:00', '2026-11-23'),
      },
      'DEGRADED base_backup_late',
    ],
    [
      'all suspended, and the base backup is overdue without WAL',
      {
        fact: database({ barmanPlugin: noArchive }),
        objects: {
          PostgresScheduledBackup: [scheduledBackup({ suspended: true })],
        },
        now: at('12:00', '2026-11-23'),
      },
      'CRITICAL base_backup_overdue',
    ],
    [
      'all suspended, and there never was a base backup',
      {
        objects: {
          ...noBackups,
          PostgresScheduledBackup: [scheduledBackup({ suspended: true })],
        },
      },
      'CRITICAL base_backup_never',
    ],
    [
      'all suspended before the first slot',
      {
        fact: database({ createdAt: at('11:00') }),
        objects: {
          ...noBackups,
          PostgresScheduledBackup: [scheduledBackup({ suspended: true })],
        },
      },
      'PAUSED scheduled_backup_suspended',
    ],
    [
      'suspending one of two improves nothing',
      {
        objects: {
          PostgresScheduledBackup: [
            scheduledBackup(),
            scheduledBackup({
              name: 'db-hourly',
              cron: '0 0 * * * *',
              suspended: true,
            }),
          ],
          PostgresBackup: [
            postgresBackup(at('00:00'), { scheduledBackup: 'db-hourly' }),
          ],
        },
      },
      'DEGRADED base_backup_late',
    ],

    [
      'WAL archiving False for fifteen minutes',
      { fact: database({ conditions: [failingSince(at('11:45'))] }) },
      'DEGRADED wal_archiving_failing',
    ],
    [
      'WAL archiving False for more than fifteen minutes',
      {
        fact: database({ conditions: [failingSince(at('11:45'))] }),
        now: '2026-11-20T12:00:00.001Z',
      },
      'CRITICAL wal_archiving_failing',
    ],
    [
      'WAL archiving False since nobody knows when',
      { fact: database({ conditions: [failingSince(null)] }) },
      'CRITICAL wal_archiving_failing',
    ],
    [
      'a Backup in phase walArchivingFailing tells it sooner',
      {
        objects: {
          PostgresBackup: [
            postgresBackup(at('00:00')),
            openPostgresBackup(at('11:59'), { phase: 'walArchivingFailing' }),
          ],
        },
      },
      'DEGRADED wal_archiving_failing',
    ],
    [
      'no condition ContinuousArchiving',
      { fact: database({ conditions: [] }) },
      'UNKNOWN wal_archiving_unproven',
    ],
    [
      'condition ContinuousArchiving Unknown',
      {
        fact: database({
          conditions: [condition('ContinuousArchiving', 'Unknown')],
        }),
      },
      'UNKNOWN wal_archiving_unproven',
    ],
    [
      'no condition yet, on a database that is minutes old',
      {
        fact: database({ conditions: [], createdAt: at('11:50') }),
        objects: noBackups,
      },
      'PENDING base_backup_pending',
    ],
    [
      'no WAL archiver anywhere, although the condition is True',
      { fact: database({ barmanPlugin: noArchive }) },
      'DEGRADED no_wal_archive',
    ],

    [
      'the object store is missing',
      { objects: { ObjectStore: [] } },
      'CRITICAL object_store_missing',
    ],
    [
      'an object store in another namespace is not it',
      {
        objects: { ObjectStore: [objectStore({}, { namespace: 'elsewhere' })] },
      },
      'CRITICAL object_store_missing',
    ],
    [
      'the plug-in names no object store',
      {
        fact: database({
          barmanPlugin: {
            isEnabled: true,
            isWalArchiver: true,
            objectStore: null,
            serverName: null,
          },
        }),
      },
      'CRITICAL object_store_missing',
    ],
    [
      'the plug-in is disabled',
      { fact: database({ barmanPlugin: disabled }) },
      'CRITICAL scheduled_backup_invalid',
    ],
    [
      'the plug-in is disabled beside an object store in the Cluster',
      { fact: inTree({ barmanPlugin: disabled }) },
      'DEGRADED scheduled_backup_invalid',
    ],
    [
      'the Cluster is not set up for the method',
      {
        objects: {
          PostgresScheduledBackup: [
            scheduledBackup({ method: 'barmanObjectStore' }),
            scheduledBackup({ name: 'db-snapshots', method: 'volumeSnapshot' }),
            scheduledBackup({ name: 'db-odd', method: 'tape' }),
          ],
          ...noBackups,
        },
      },
      'CRITICAL scheduled_backup_invalid',
    ],
    [
      'a schedule that cannot be read beside one that can',
      {
        objects: {
          PostgresScheduledBackup: [
            scheduledBackup(),
            scheduledBackup({ name: 'db-odd', cron: 'at night' }),
          ],
        },
      },
      'DEGRADED scheduled_backup_invalid',
    ],

    [
      'a new database before its first slot',
      {
        fact: database({ createdAt: at('08:00') }),
        objects: noBackups,
      },
      'PENDING base_backup_pending',
    ],
    [
      'no base backup after the first slot',
      { objects: noBackups },
      'CRITICAL base_backup_never',
    ],
    [
      'base backups of a former Cluster of that name count for nothing',
      { fact: database({ createdAt: at('08:00') }) },
      'PENDING base_backup_pending',
    ],
    [
      'a base backup that is late though WAL runs',
      { now: at('02:25', '2026-11-21') },
      'DEGRADED base_backup_late',
    ],
    [
      'a base backup that is overdue though WAL runs',
      { now: at('12:00', '2026-11-25') },
      'DEGRADED base_backup_late',
    ],
    [
      'a base backup within its grace',
      { now: at('02:23', '2026-11-21') },
      'HEALTHY point_in_time_recovery',
    ],
    [
      'a base backup that is late without WAL',
      {
        fact: database({ barmanPlugin: noArchive }),
        now: at('02:25', '2026-11-21'),
      },
      'DEGRADED no_wal_archive',
    ],
    [
      'a base backup that is overdue without WAL',
      {
        fact: database({ barmanPlugin: noArchive }),
        now: at('14:25', '2026-11-21'),
      },
      'CRITICAL base_backup_overdue',
    ],
    [
      'a declared objective that WAL keeps whatever its base backup',
      { options: declared(3600) },
      'HEALTHY point_in_time_recovery',
    ],
    [
      'a declared objective that is at risk without WAL',
      {
        fact: database({ barmanPlugin: noArchive }),
        options: declared(11 * 3600),
      },
      'DEGRADED no_wal_archive',
    ],
    [
      'a declared objective that is breached without WAL',
      {
        fact: database({ barmanPlugin: noArchive }),
        options: declared(6 * 3600),
      },
      'CRITICAL base_backup_overdue',
    ],

    [
      'a base backup that is running: the condition is False, and that is no failure',
      {
        fact: database({
          conditions: [
            archiving,
            condition('LastBackupSucceeded', 'False', {
              reason: 'BackupStarted',
              at: at('11:59'),
            }),
          ],
        }),
        objects: {
          PostgresBackup: [
            openPostgresBackup(at('11:59'), { scheduledBackup: null }),
            postgresBackup(at('00:00')),
          ],
        },
      },
      'HEALTHY point_in_time_recovery',
    ],
    [
      'a base backup on time that takes hours',
      {
        objects: {
          PostgresBackup: [
            openPostgresBackup(at('00:00', '2026-11-21')),
            postgresBackup(at('00:00')),
          ],
        },
        now: at('04:00', '2026-11-21'),
      },
      'HEALTHY point_in_time_recovery',
    ],
    [
      'a base backup that is stuck',
      {
        objects: {
          PostgresBackup: [
            openPostgresBackup(at('07:29'), { phase: 'pending' }),
            postgresBackup(at('00:00')),
          ],
        },
      },
      'DEGRADED base_backup_stuck',
    ],
    [
      'the last base backup failed',
      {
        objects: {
          PostgresBackup: [
            postgresBackup(at('06:00'), {
              phase: 'failed',
              error: 'no space left',
            }),
            postgresBackup(at('00:00')),
          ],
        },
      },
      'DEGRADED base_backup_failed',
    ],
    [
      'an invalid backup definition is a failure, too',
      {
        objects: {
          PostgresBackup: [
            postgresBackup(at('06:00'), {
              phase: 'invalid backup definition',
              stoppedAt: null,
            }),
            postgresBackup(at('00:00')),
          ],
        },
      },
      'DEGRADED base_backup_failed',
    ],
    [
      'a phase nobody knows is neither',
      {
        objects: {
          PostgresBackup: [
            postgresBackup(at('06:00'), { phase: 'sublimated' }),
            postgresBackup(at('00:00')),
          ],
        },
      },
      'HEALTHY point_in_time_recovery',
    ],
    [
      'the store tells of a failure that no Backup tells of',
      {
        objects: {
          ObjectStore: [objectStore({ lastFailedBackupAt: at('06:00') })],
        },
      },
      'DEGRADED base_backup_failed',
    ],
    [
      'the store tells of a failure before the newest base backup',
      {
        objects: {
          ObjectStore: [objectStore({ lastFailedBackupAt: at('00:10') })],
        },
      },
      'HEALTHY point_in_time_recovery',
    ],
    [
      'the condition tells of a failure that no Backup tells of',
      {
        fact: database({
          conditions: [
            archiving,
            condition('LastBackupSucceeded', 'False', {
              reason: 'LastBackupFailed',
              at: at('06:00'),
            }),
          ],
        }),
      },
      'DEGRADED base_backup_failed',
    ],
    [
      'a failure of a former Cluster of that name is forgotten',
      {
        fact: database({ createdAt: at('08:00') }),
        objects: {
          PostgresBackup: [],
          ObjectStore: [objectStore({ lastFailedBackupAt: at('06:00') })],
        },
      },
      'PENDING base_backup_pending',
    ],
    [
      'the operator does not look at a new ScheduledBackup',
      {
        objects: {
          PostgresScheduledBackup: [
            scheduledBackup({ createdAt: at('11:54'), lastCheckedAt: null }),
          ],
        },
      },
      'DEGRADED scheduled_backup_not_picked_up',
    ],

    [
      'the store lags behind a Backup by less than an hour',
      {
        objects: {
          PostgresBackup: [postgresBackup(at('10:50'))],
          ObjectStore: [objectStore({}, { recoveryWindows: {} })],
        },
      },
      'HEALTHY point_in_time_recovery',
    ],
    [
      'the store lists nothing an hour after a Backup',
      { objects: { ObjectStore: [objectStore({}, { recoveryWindows: {} })] } },
      'DEGRADED recovery_window_empty',
    ],
    [
      'Backups that retention removed from the store are gone',
      {
        objects: {
          ObjectStore: [
            objectStore({
              firstRecoverabilityPoint: at('00:20', '2026-11-21'),
              lastSuccessfulBackupAt: null,
            }),
          ],
        },
      },
      'CRITICAL base_backup_never',
    ],
    [
      'a Backup that is being deleted counts for nothing',
      {
        objects: {
          ...noBackups,
          PostgresBackup: [postgresBackup(at('00:00'), { deletedAt: NOW })],
        },
      },
      'CRITICAL base_backup_never',
    ],
    [
      'a stamp from the future counts for nothing',
      {
        objects: {
          ...noBackups,
          PostgresBackup: [
            postgresBackup(at('00:00'), { stoppedAt: at('12:06') }),
          ],
        },
      },
      'CRITICAL base_backup_never',
    ],

    [
      'a volume snapshot is not outside the cluster',
      snapshots(),
      'DEGRADED base_backup_on_volume_snapshot',
    ],
    [
      'a volume snapshot where it is enough',
      snapshots({ options: { requireOffsite: false } }),
      'HEALTHY base_backup_kept',
    ],
    [
      'a volume snapshot with WAL outside the cluster',
      snapshots({
        fact: database({ hasVolumeSnapshotMethod: true }),
        objects: {
          PostgresScheduledBackup: [
            scheduledBackup({ method: 'volumeSnapshot' }),
          ],
          PostgresBackup: [
            postgresBackup(at('00:00'), { method: 'volumeSnapshot' }),
          ],
          ObjectStore: [objectStore({}, { recoveryWindows: {} })],
        },
      }),
      'DEGRADED base_backup_on_volume_snapshot',
    ],
    [
      'snapshots do not stand in for base backups outside the cluster that never came',
      {
        fact: database({ hasVolumeSnapshotMethod: true }),
        objects: {
          PostgresScheduledBackup: [
            scheduledBackup(),
            scheduledBackup({ name: 'db-snapshots', method: 'volumeSnapshot' }),
          ],
          PostgresBackup: [
            postgresBackup(at('00:00'), {
              method: 'volumeSnapshot',
              scheduledBackup: 'db-snapshots',
            }),
          ],
          ObjectStore: [objectStore({}, { recoveryWindows: {} })],
        },
      },
      'DEGRADED base_backup_never',
    ],
    [
      'a snapshot, and a first base backup outside the cluster that is not due yet',
      {
        fact: database({
          hasVolumeSnapshotMethod: true,
          createdAt: at('08:00'),
        }),
        objects: {
          PostgresScheduledBackup: [
            scheduledBackup(),
            scheduledBackup({ name: 'db-snapshots', method: 'volumeSnapshot' }),
          ],
          PostgresBackup: [
            postgresBackup(at('09:00'), { method: 'volumeSnapshot' }),
          ],
          ObjectStore: [objectStore({}, { recoveryWindows: {} })],
        },
      },
      'PENDING base_backup_pending',
    ],
    [
      'snapshots alone are scheduled: that is known before the first one',
      snapshots({
        fact: database({
          hasVolumeSnapshotMethod: true,
          barmanPlugin: null,
          createdAt: at('08:00'),
        }),
      }),
      'DEGRADED base_backup_on_volume_snapshot',
    ],
    [
      'snapshots alone are scheduled, and an old base backup lies outside the cluster',
      {
        fact: database({ hasVolumeSnapshotMethod: true }),
        objects: {
          PostgresScheduledBackup: [
            scheduledBackup({ method: 'volumeSnapshot' }),
          ],
        },
      },
      'DEGRADED base_backup_on_volume_snapshot',
    ],
    [
      'base backups without WAL are scheduled: that is known before the first one',
      {
        fact: database({ barmanPlugin: noArchive, createdAt: at('08:00') }),
        objects: noBackups,
      },
      'DEGRADED no_wal_archive',
    ],
    [
      'hourly snapshots beside daily base backups promise nothing more',
      {
        fact: database({ hasVolumeSnapshotMethod: true }),
        objects: {
          PostgresScheduledBackup: [
            scheduledBackup(),
            scheduledBackup({
              name: 'db-snapshots',
              method: 'volumeSnapshot',
              cron: '0 0 * * * *',
            }),
          ],
        },
      },
      'HEALTHY point_in_time_recovery',
    ],
    [
      'where snapshots are enough the newer of both counts',
      {
        fact: database({ hasVolumeSnapshotMethod: true }),
        objects: {
          PostgresScheduledBackup: [
            scheduledBackup({ method: 'volumeSnapshot', cron: '0 0 * * * *' }),
          ],
          PostgresBackup: [
            postgresBackup(at('00:00')),
            postgresBackup(at('11:00'), { method: 'volumeSnapshot' }),
          ],
        },
        options: { requireOffsite: false },
        now: at('11:30'),
      },
      'HEALTHY point_in_time_recovery',
    ],

    [
      'hibernated',
      { fact: hibernated(at('08:00')) },
      'PAUSED postgres_hibernated',
    ],
    [
      'hibernated for days: nothing was written since, so nothing is late',
      { fact: hibernated(at('08:00')), now: at('12:00', '2026-11-29') },
      'PAUSED postgres_hibernated',
    ],
    [
      'hibernated when its base backup was late already',
      {
        fact: hibernated(at('04:00', '2026-11-21')),
        now: at('12:00', '2026-11-29'),
      },
      'DEGRADED base_backup_late',
    ],
    [
      'hibernated, and a base backup waits for its pod',
      {
        fact: hibernated(at('01:00')),
        objects: {
          PostgresBackup: [
            openPostgresBackup(at('02:00'), { phase: 'pending' }),
            postgresBackup(at('00:00')),
          ],
        },
      },
      'PAUSED postgres_hibernated',
    ],
    [
      'to be hibernated, and not yet stopped',
      { fact: database({ isHibernated: true }) },
      'HEALTHY point_in_time_recovery',
    ],

    [
      'no right to list Backups',
      { kinds: { PostgresBackup: kind({ state: 'forbidden' }) } },
      'UNKNOWN forbidden',
    ],
    [
      'no right to list ObjectStores',
      { kinds: { ObjectStore: kind({ state: 'forbidden' }) } },
      'UNKNOWN forbidden',
    ],
    [
      'no right to list ObjectStores, and no plug-in that needs them',
      {
        fact: inTree(),
        objects: {
          PostgresScheduledBackup: [
            scheduledBackup({ method: 'barmanObjectStore' }),
          ],
        },
        kinds: { ObjectStore: kind({ state: 'forbidden' }) },
      },
      'HEALTHY point_in_time_recovery',
    ],
    [
      'no ObjectStores are served although the plug-in needs one',
      {
        objects: { ObjectStore: undefined },
        kinds: { ObjectStore: kind({ state: 'absent' }) },
      },
      'CRITICAL object_store_missing',
    ],
    [
      'nothing is concluded from what may not be listed',
      {
        fact: database({ barmanPlugin: noArchive }),
        kinds: { PostgresBackup: kind({ state: 'forbidden' }) },
      },
      'UNKNOWN forbidden',
    ],
    [
      'what is known to be bad is said although something may not be listed',
      {
        fact: database({ conditions: [failingSince(at('08:00'))] }),
        kinds: { PostgresBackup: kind({ state: 'forbidden' }) },
      },
      'CRITICAL wal_archiving_failing',
    ],
  ])('%s', (_, given, expected) => {
    const { finding } = judge(given);
    expect(`${finding.state} ${finding.reason}`).toBe(expected);
    expect(finding.message).toMatch(/^[A-Z].*[^.]\.$/);
  });

  it.each<[string, Case, object]>([
    [
      'while WAL fails: up to five minutes before',
      { fact: database({ conditions: [failingSince(at('11:50'))] }) },
      {
        lastGood: {
          at: new Date(at('11:45')),
          isLive: false,
          backup: 'db-daily-20261120000000',
        },
        recoveryWindow: {
          from: new Date(at('00:20', '2026-10-21')),
          to: new Date(at('11:45')),
          isIdleUnknown: false,
        },
        objectiveStanding: 'at_risk',
        derivedRpoSeconds: 300,
      },
    ],
    [
      'while WAL fails since before the base backup: the base backup',
      { fact: database({ conditions: [failingSince(at('00:22'))] }) },
      {
        lastGood: {
          at: new Date(at('00:20')),
          isLive: false,
          backup: 'db-daily-20261120000000',
        },
        objectiveStanding: 'breached',
      },
    ],
    [
      'while WAL fails within a declared objective',
      {
        fact: database({ conditions: [failingSince(at('11:00'))] }),
        options: declared(7200),
      },
      { objectiveStanding: 'met' },
    ],
    [
      'without WAL: the base backup, and the schedule promises a day',
      { fact: database({ barmanPlugin: noArchive }) },
      {
        lastGood: {
          at: new Date(at('00:20')),
          isLive: false,
          backup: 'db-daily-20261120000000',
        },
        recoveryWindow: {
          from: new Date(at('00:20')),
          to: new Date(at('00:20')),
          isIdleUnknown: false,
        },
        objectiveStanding: 'met',
        derivedRpoSeconds: 86_400,
      },
    ],
    [
      'when only the store tells of the newest base backup: no name',
      { objects: { PostgresBackup: [] } },
      { lastGood: { at: new Date(at('00:20')), isLive: true, backup: null } },
    ],
    [
      'when a Backup is newer than what the store has written down',
      {
        objects: {
          ObjectStore: [
            objectStore({ lastSuccessfulBackupAt: at('00:20', DAY_BEFORE) }),
          ],
        },
      },
      { lastGood: { backup: 'db-daily-20261120000000' } },
    ],
    [
      'without any base backup: nothing',
      { objects: noBackups },
      { lastGood: null, recoveryWindow: null, objectiveStanding: 'never' },
    ],
    [
      'when the store lists nothing: no window',
      { objects: { ObjectStore: [objectStore({}, { recoveryWindows: {} })] } },
      { recoveryWindow: null, lastGood: { isLive: false } },
    ],
    [
      'with nothing that covers it: no objective',
      { objects: { ...noBackups, PostgresScheduledBackup: [] } },
      {
        cover: 'none',
        derivedRpoSeconds: null,
        objectiveStanding: null,
        schedules: [],
      },
    ],
    [
      'while a base backup runs',
      {
        objects: {
          PostgresBackup: [
            openPostgresBackup(at('11:59')),
            postgresBackup(at('00:00')),
          ],
        },
      },
      { running: true, lastGood: { backup: 'db-daily-20261120000000' } },
    ],
    [
      'with all schedules suspended',
      {
        objects: {
          PostgresScheduledBackup: [scheduledBackup({ suspended: true })],
        },
      },
      { cover: 'paused' },
    ],
    [
      'with invalid schedules alone',
      { fact: database({ barmanPlugin: disabled }) },
      { cover: 'invalid' },
    ],
    [
      'when not all may be listed',
      { kinds: { PostgresBackup: kind({ state: 'forbidden' }) } },
      { objectiveStanding: null },
    ],
  ])('tells what comes back %s', (_, given, expected) => {
    expect(judge(given)).toMatchObject(expected);
  });

  it.each<[string, Case, string[]]>([
    [
      'five fields',
      {
        objects: {
          PostgresScheduledBackup: [scheduledBackup({ cron: '0 2 * * *' })],
        },
      },
      ['scheduled_backup_five_fields'],
    ],
    [
      'a retention in days that is shorter than the interval',
      {
        objects: {
          PostgresScheduledBackup: [scheduledBackup({ cron: '0 0 0 * * 1' })],
          ObjectStore: [objectStore({}, { retentionPolicy: '6d' })],
        },
      },
      ['retention_shorter_than_interval'],
    ],
    [
      'a retention in weeks that is as long as the interval',
      {
        objects: {
          PostgresScheduledBackup: [scheduledBackup({ cron: '0 0 0 * * 1' })],
          ObjectStore: [objectStore({}, { retentionPolicy: '1w' })],
        },
      },
      [],
    ],
    [
      'a retention of the Cluster itself, in months',
      {
        fact: inTree({ retentionPolicy: '1m' }),
        objects: {
          PostgresScheduledBackup: [
            scheduledBackup({
              method: 'barmanObjectStore',
              cron: '0 0 0 1 */3 *',
            }),
          ],
          ObjectStore: [],
        },
      },
      ['retention_shorter_than_interval'],
    ],
    [
      'a retention that cannot be read',
      {
        objects: {
          ObjectStore: [objectStore({}, { retentionPolicy: 'long' })],
        },
      },
      [],
    ],
    [
      'an objective below what an archive can keep',
      { options: declared(60) },
      ['postgres_objective_unreachable'],
    ],
    [
      'an objective below what the slots can keep',
      {
        fact: database({ barmanPlugin: noArchive }),
        options: declared(12 * 3600),
      },
      ['postgres_objective_unreachable'],
    ],
    ['an objective that can be kept', { options: declared(300) }, []],
  ])('warns of %s', (_, given, expected) => {
    expect(judge(given).traps.map(({ reason }) => reason)).toEqual(expected);
  });

  it.each([
    ['fails', failingSince(at('08:00')), 'Z, and its WAL is not archived.'],
    ['works', archiving, 'Z.'],
  ])(
    'says of a database without a schedule whether its archive still %s',
    (_, archive, end) => {
      const { finding } = judge({
        fact: database({ conditions: [archive] }),
        objects: {
          PostgresScheduledBackup: [],
          ObjectStore: [objectStore({}, { recoveryWindows: {} })],
        },
      });
      expect(finding.reason).toBe('no_scheduled_backup');
      expect(finding.message.endsWith(end)).toBe(true);
    },
  );

  it('says what five fields mean', () => {
    const { traps, finding } = judge({
      objects: {
        PostgresScheduledBackup: [scheduledBackup({ cron: '0 2 * * *' })],
        PostgresBackup: [postgresBackup(at('11:02'))],
      },
    });
    expect(traps[0].message).toBe(
      'ScheduledBackup \'db-daily\' has the five fields "0 2 * * *", which CloudNative-PG reads as second "0", minute "2", hour "*", day "*" and month "*".',
    );
    // It runs every hour, so the base backup of 11:02 is followed by one at 12:02.
    expect(finding.message).toContain('due 2026-11-20T12:02Z');
  });
});
