import {
  backupTarget,
  condition,
  database,
  longhornBackup,
  longhornObjects,
  longhornVolume,
  postgresBackup,
  postgresObjects,
  recurringJob,
  scheduledBackup,
} from '../../engines/__fixtures__/engines';
import { Exemption } from '../../exemption';
import { ClusterFacts, defaultJudgeSettings, FactLists } from '../../facts';
import { repository } from '../__fixtures__/engines';
import { at, cluster, kind, run } from '../__fixtures__/facts';
import { allRead } from '../__testUtils__/entityFacts';
import { assessCluster } from '../assessCluster';
import { ClusterAssessment } from '../clusterAssessments';

interface Case {
  exemptions?: Exemption[];
  rpoSeconds?: number;
  objects?: FactLists;
  facts?: Partial<ClusterFacts>;
  now?: string;
}

/** A cluster with a database, Longhorn volumes and repositories that are well. */
function assess({
  objects,
  facts,
  now,
  exemptions,
  rpoSeconds,
}: Case = {}): ClusterAssessment {
  return assessCluster(
    {
      facts: cluster({
        kinds: allRead(),
        runs: [
          run(at('02:00')),
          run(at('02:00', '2026-11-19')),
          run(at('02:00', '2026-11-18')),
        ],
        objects: {
          BackupRepository: [repository()],
          ...postgresObjects(),
          ...longhornObjects(),
          ...objects,
        },
        ...facts,
      }),
      syncObjects: [],
      exemptions,
      rpoSeconds,
      settings: defaultJudgeSettings,
    },
    { now: new Date(now ?? at('12:00')) },
  );
}

const told = (verdict: { state: string; reason: string } | null | undefined) =>
  `${verdict?.state} ${verdict?.reason}`;
const whole = ({ parts }: ClusterAssessment) => told(parts[0].protection);

const failing = database({
  conditions: [
    condition('ContinuousArchiving', 'False', {
      at: at('11:00'),
      message: 'AccessDenied',
    }),
  ],
});
const down = backupTarget({
  isAvailable: false,
  conditions: [condition('Unavailable', 'True', { message: 'no such host' })],
});
const without = (
  state: 'forbidden' | 'absent' | 'pending',
  ...names: string[]
) => ({
  kinds: {
    ...allRead(),
    ...Object.fromEntries(names.map(name => [name, kind({ state })])),
  },
});

describe('assessEngines', () => {
  it('judges all that makes backups, and finds it well', () => {
    const found = assess();
    expect(whole(found)).toBe('HEALTHY protected');
    expect({
      repositories: found.repositories.map(({ verdict }) => told(verdict)),
      databases: found.databases.map(({ verdict }) => told(verdict)),
      scheduledBackups: found.scheduledBackups.map(one => told(one.verdict)),
      backupTargets: found.backupTargets.map(({ verdict }) => told(verdict)),
      volumes: found.volumes.map(({ verdict }) => told(verdict)),
    }).toEqual({
      repositories: ['HEALTHY repository_ready'],
      databases: ['HEALTHY point_in_time_recovery'],
      scheduledBackups: ['HEALTHY base_backup_kept'],
      backupTargets: ['HEALTHY longhorn_target_available'],
      volumes: ['HEALTHY longhorn_protected'],
    });
  });

  it('tells of a database what its archive brings back', () => {
    expect(assess().databases[0]).toMatchObject({
      id: 'prod-1/shop/db',
      walArchive: { state: 'archiving' },
      recoveryWindow: { from: new Date(at('00:20', '2026-10-21')), to: null },
      lastGood: { isLive: true },
      schedules: ['prod-1/shop/db-daily'],
    });
  });

  describe('makes a matter of the cluster of', () => {
    it.each<[string, Case, string, string]>([
      [
        'a database that is not archived any more',
        { objects: { PostgresCluster: [failing] } },
        'CRITICAL wal_archiving_failing',
        "PostgreSQL cluster 'db' in namespace 'shop'",
      ],
      [
        'a database whose object store is missing',
        { objects: { ObjectStore: [] } },
        'CRITICAL object_store_missing',
        "'offsite'",
      ],
      [
        'base backups that stopped to come',
        { now: at('14:25', '2026-11-21') },
        'CRITICAL base_backup_overdue',
        "ScheduledBackup 'db-daily' in namespace 'shop'",
      ],
      [
        'a base backup that failed',
        {
          objects: {
            PostgresBackup: [
              postgresBackup(at('00:00'), {
                phase: 'failed',
                error: 'no space left',
              }),
              postgresBackup(at('00:00', '2026-11-19')),
            ],
          },
        },
        'DEGRADED base_backup_failed',
        'no space left',
      ],
      [
        'a ScheduledBackup that cannot be read',
        {
          objects: {
            PostgresScheduledBackup: [scheduledBackup({ cron: 'x' })],
          },
        },
        'CRITICAL scheduled_backup_invalid',
        "'db-daily'",
      ],
      [
        'a backup target that is down',
        { objects: { LonghornBackupTarget: [down] } },
        'CRITICAL longhorn_target_unavailable',
        "Backup target 'default' is unavailable since 2026-01-01T00:10Z: no such host.",
      ],
      [
        'a backup target that is down, though nothing goes there yet',
        { objects: { LonghornBackupTarget: [down], LonghornVolume: [] } },
        'CRITICAL longhorn_target_unavailable',
        '',
      ],
      [
        'a backup target without a URL that jobs need',
        { objects: { LonghornBackupTarget: [backupTarget({ url: '' })] } },
        'CRITICAL longhorn_target_missing',
        'has no URL, although recurring jobs',
      ],
      [
        'a backup target that does not exist',
        { objects: { LonghornBackupTarget: [] } },
        'CRITICAL longhorn_target_missing',
        "volume 'pvc-1'",
      ],
      [
        'a backup target that Longhorn does not look at',
        {
          objects: {
            LonghornBackupTarget: [backupTarget({ lastSyncedAt: at('11:44') })],
          },
        },
        'UNKNOWN longhorn_target_stale',
        "Longhorn last looked at backup target 'default'",
      ],
      [
        'a backup of a volume that failed',
        {
          objects: {
            LonghornBackup: [
              longhornBackup(at('01:00'), {
                state: 'Error',
                error: 'timed out',
              }),
              longhornBackup(at('01:00', '2026-11-19')),
            ],
          },
        },
        'DEGRADED longhorn_backup_failed',
        'timed out',
      ],
      [
        'backups of a volume that stopped to come',
        {
          objects: {
            LonghornBackup: [longhornBackup(at('01:00', '2026-11-15'))],
          },
        },
        'CRITICAL longhorn_backup_overdue',
        "claim 'data' in namespace 'shop'",
      ],
      [
        'the same of a volume that nobody claims',
        {
          objects: {
            LonghornVolume: [longhornVolume({ claim: null })],
            LonghornBackup: [longhornBackup(at('01:00', '2026-11-15'))],
          },
        },
        'CRITICAL longhorn_backup_overdue',
        "of volume 'pvc-1' of cluster 'prod-1' is",
      ],
      [
        'a volume that Longhorn gave up',
        {
          objects: {
            LonghornVolume: [longhornVolume({ robustness: 'faulted' })],
          },
        },
        'DEGRADED longhorn_volume_faulted',
        '',
      ],
      [
        'a recurring job that cannot be read',
        { objects: { LonghornRecurringJob: [recurringJob({ cron: 'x' })] } },
        'CRITICAL longhorn_job_invalid',
        "'nightly'",
      ],
      [
        'a repository that cannot be opened',
        {
          objects: {
            BackupRepository: [
              repository({ phase: 'NotReady', message: 'wrong password' }),
            ],
          },
        },
        'DEGRADED repository_not_ready',
        "namespace 'shop' in storage location 'default' is not ready: wrong password.",
      ],
      [
        'databases that may not be read',
        { facts: without('forbidden', 'PostgresCluster') },
        'UNKNOWN forbidden',
        "'clusters'",
      ],
      [
        'backups of volumes that may not be read',
        { facts: without('forbidden', 'LonghornBackup') },
        'UNKNOWN forbidden',
        "'backups'",
      ],
      [
        'a broken archive, whatever else may not be read',
        {
          objects: { PostgresCluster: [failing] },
          facts: without('forbidden', 'PostgresBackup'),
        },
        'CRITICAL wal_archiving_failing',
        '',
      ],
      [
        'a broken archive where Velero is not installed',
        {
          objects: { PostgresCluster: [failing] },
          facts: without('absent', 'Schedule', 'Backup'),
        },
        'CRITICAL wal_archiving_failing',
        '',
      ],
    ])('%s', (_, given, expected, words) => {
      const found = assess(given);
      expect(whole(found)).toBe(expected);
      expect(found.parts[0].protection?.message).toContain(words);
    });
  });

  describe('leaves to the service', () => {
    it.each<
      [
        string,
        Case,
        keyof ClusterAssessment &
          ('databases' | 'scheduledBackups' | 'volumes'),
        string,
      ]
    >([
      [
        'a database that nobody backs up',
        {
          objects: {
            PostgresScheduledBackup: [],
            PostgresBackup: [],
            PostgresCluster: [database({ barmanPlugin: null })],
          },
        },
        'databases',
        'UNPROTECTED no_scheduled_backup',
      ],
      [
        'a database without an archive',
        {
          objects: {
            PostgresCluster: [
              database({
                barmanPlugin: {
                  isEnabled: true,
                  isWalArchiver: false,
                  objectStore: 'offsite',
                  serverName: null,
                },
              }),
            ],
          },
        },
        'databases',
        'DEGRADED no_wal_archive',
      ],
      [
        'an archive without new base backups',
        { objects: { PostgresScheduledBackup: [] } },
        'databases',
        'DEGRADED base_backup_not_scheduled',
      ],
      [
        'a database that is hibernated',
        {
          objects: {
            PostgresCluster: [
              database({
                isHibernated: true,
                conditions: [
                  condition('ContinuousArchiving', 'True'),
                  condition('cnpg.io/hibernation', 'True', { at: at('11:00') }),
                ],
              }),
            ],
          },
        },
        'databases',
        'PAUSED postgres_hibernated',
      ],
      [
        'a ScheduledBackup that is suspended',
        {
          objects: {
            PostgresScheduledBackup: [scheduledBackup({ suspended: true })],
          },
        },
        'scheduledBackups',
        'PAUSED scheduled_backup_suspended',
      ],
      [
        'a ScheduledBackup before its first slot',
        {
          objects: {
            PostgresScheduledBackup: [
              scheduledBackup(),
              scheduledBackup({ name: 'new', createdAt: at('08:00') }),
            ],
          },
        },
        'scheduledBackups',
        'HEALTHY base_backup_kept,PENDING base_backup_pending',
      ],
      [
        'a ScheduledBackup with five fields',
        {
          objects: {
            PostgresScheduledBackup: [scheduledBackup({ cron: '0 2 * * *' })],
            PostgresBackup: [postgresBackup(at('11:02'))],
          },
        },
        'scheduledBackups',
        'DEGRADED scheduled_backup_five_fields',
      ],
      [
        'a volume that is attached nowhere',
        {
          objects: {
            LonghornVolume: [
              longhornVolume({ state: 'detached', workloads: [] }),
            ],
            LonghornBackup: [longhornBackup(at('01:00', '2026-11-15'))],
          },
        },
        'volumes',
        'CRITICAL longhorn_backup_overdue',
      ],
      [
        'a volume before its first backup',
        {
          objects: {
            LonghornVolume: [longhornVolume({ createdAt: at('08:00') })],
            LonghornBackup: [],
          },
        },
        'volumes',
        'PENDING longhorn_backup_pending',
      ],
      [
        'a volume that no job backs up',
        { objects: { LonghornRecurringJob: [] } },
        'volumes',
        '',
      ],
    ])('%s', (_, given, section, expected) => {
      const found = assess(given);
      expect(found[section].map(({ verdict }) => told(verdict)).join()).toBe(
        expected,
      );
      expect(whole(found)).toBe('HEALTHY protected');
    });

    it('only until that becomes a broken promise', () => {
      const given = (now: string): Case => ({
        objects: {
          LonghornVolume: [],
          LonghornBackupTarget: [],
          PostgresScheduledBackup: [
            scheduledBackup(),
            scheduledBackup({ name: 'new', createdAt: at('08:00') }),
          ],
          PostgresBackup: [
            postgresBackup(at('00:00', '2026-11-21')),
            postgresBackup(at('00:00')),
          ],
        },
        now,
      });
      let found = assess(given(at('00:30', '2026-11-21')));
      expect(whole(found)).toBe('HEALTHY protected');
      for (let i = 0; i < 20 && whole(found).startsWith('HEALTHY'); i++) {
        found = assess(given(found.validUntil!.toISOString()));
      }
      expect(whole(found)).toBe('CRITICAL base_backup_never');
    });
  });

  it('takes the objective of the environment for that of its services', () => {
    const objects = {
      LonghornBackup: [longhornBackup(at('01:00', '2026-11-15'))],
    };
    const reasonOf = (rpoSeconds?: number) =>
      assess({ objects, rpoSeconds }).volumes[0].verdict.reason;
    expect([reasonOf(), reasonOf(6 * 86_400)]).toEqual([
      'longhorn_backup_overdue',
      'longhorn_protected',
    ]);
  });

  describe('asks nothing of what is exempt', () => {
    const exemption = (changes: Partial<Exemption> = {}): Exemption => ({
      environment: null,
      cluster: null,
      namespace: 'shop',
      claims: null,
      reason: 'It can be made anew.',
      approver: 'jane',
      expiresAt: at('13:00'),
      ...changes,
    });
    const broken: FactLists = {
      PostgresCluster: [failing],
      PostgresScheduledBackup: [scheduledBackup({ cron: 'x' })],
      LonghornBackup: [longhornBackup(at('01:00', '2026-11-15'))],
    };

    it('until it is not any more', () => {
      const given = { objects: broken, exemptions: [exemption()] };
      const found = assess(given);
      expect(whole(found)).toBe('HEALTHY protected');
      for (const { verdict } of [
        ...found.databases,
        ...found.scheduledBackups,
        ...found.volumes,
      ]) {
        expect(told(verdict)).toBe('EXEMPT exempt');
        expect(+verdict.validUntil!).toBeLessThanOrEqual(
          Date.parse(at('13:00')),
        );
        expect(verdict.message).toContain(
          "until 2026-11-20T13:00Z: It can be made anew (approved by 'jane').",
        );
      }
      expect(whole(assess({ ...given, now: at('13:00') }))).toBe(
        'CRITICAL wal_archiving_failing',
      );
    });

    it('by the claim of a volume', () => {
      const { databases, volumes } = assess({
        objects: broken,
        exemptions: [exemption({ claims: ['data'] })],
      });
      expect(databases.map(({ verdict }) => verdict.state)).toEqual([
        'CRITICAL',
      ]);
      expect(volumes.map(({ verdict }) => verdict.state)).toEqual(['EXEMPT']);
    });

    it('not of the volumes that nobody claims, nor of what all use', () => {
      const found = assess({
        objects: {
          ...broken,
          LonghornVolume: [longhornVolume({ claim: null })],
          LonghornBackupTarget: [down],
        },
        exemptions: [exemption(), exemption({ namespace: 'longhorn-system' })],
      });
      expect(whole(found)).toBe('CRITICAL longhorn_target_unavailable');
      expect(found.volumes[0].verdict.state).toBe('CRITICAL');
    });
  });

  it('says nothing of what lies about unused', () => {
    const found = assess({
      objects: {
        LonghornRecurringJob: [],
        LonghornBackupTarget: [backupTarget({ url: '' })],
        BackupRepository: [
          repository({ phase: 'NotReady', storageLocation: 'gone' }),
          repository({ phase: 'NotReady', volumeNamespace: 'gone' }),
          repository({ phase: 'New' }),
        ],
      },
      facts: { namespaceNames: ['shop'] },
    });
    expect(found.repositories).toEqual([]);
    expect(found.backupTargets).toEqual([]);
    expect(whole(found)).toBe('HEALTHY protected');
  });

  it('names the cause before what comes of it', () => {
    const found = assess({
      objects: {
        LonghornBackupTarget: [down],
        LonghornBackup: [longhornBackup(at('01:00', '2026-11-15'))],
      },
    });
    expect(whole(found)).toBe('CRITICAL longhorn_target_unavailable');
  });

  it('judges them where Velero cannot be read, which stays unknown', () => {
    const found = assess({ facts: without('absent', 'Schedule', 'Backup') });
    expect(whole(found)).toBe('UNKNOWN velero_absent');
    expect(found.databases).toHaveLength(1);
    expect(found.schedules).toEqual([]);
  });
});
