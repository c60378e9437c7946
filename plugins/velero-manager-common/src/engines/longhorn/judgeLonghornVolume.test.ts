import { PersistentVolumeClaimFact } from '../../facts';
import { FactLists } from '../../facts/entityFacts';
import { at, claim, kind } from '../../health/__fixtures__/facts';
import { Horizon } from '../../health/Horizon';
import {
  backupTarget,
  clusterWith,
  condition,
  longhornBackup,
  longhornObjects,
  longhornVolume,
  NOW,
  options,
  persistentVolume,
  recurringJob,
} from '../__fixtures__/engines';
import { EngineOptions } from '../EngineStanding';
import { judgeLonghornVolume } from './judgeLonghornVolume';

interface Case {
  claim?: Partial<PersistentVolumeClaimFact>;
  objects?: FactLists;
  kinds?: Parameters<typeof clusterWith>[1];
  options?: Partial<EngineOptions>;
  now?: string;
}

function judge(given: Case = {}) {
  return judgeLonghornVolume(claim(given.claim), {
    ...options(given.now),
    cluster: clusterWith(longhornObjects(given.objects), given.kinds),
    ...given.options,
  });
}

const declared = (rpoSeconds: number) => ({
  declared: { rpoSeconds, source: 'entity' as const },
});
const setting = (value: string) => ({
  namespace: 'longhorn-system',
  name: 'allow-recurring-job-while-volume-detached',
  uid: 'setting',
  createdAt: '2026-01-01T00:00:00.000Z',
  value,
});
const detached = longhornVolume({ state: 'detached', robustness: 'unknown' });
const unavailable = backupTarget({
  isAvailable: false,
  conditions: [
    condition('Unavailable', 'True', {
      message: 'access denied.',
      at: at('10:00'),
    }),
  ],
});

describe('judgeLonghornVolume', () => {
  it('tells the newest backup and the next run, until that', () => {
    const horizon = Horizon.at(new Date(at('12:00')));
    const standing = judge({
      options: { horizon },
      objects: {
        LonghornBackupTarget: [backupTarget({ pollSeconds: 86_400 })],
      },
    });
    expect(standing).toEqual({
      volume: 'pvc-1',
      isSkipped: false,
      finding: {
        state: 'HEALTHY',
        reason: 'longhorn_protected',
        message:
          "The newest backup of volume 'pvc-1' (claim 'data' in namespace 'shop' of cluster 'prod-1') is of 2026-11-20T01:00Z; the next one is due 2026-11-21T01:00Z.",
      },
      cover: 'enabled',
      lastGood: {
        at: new Date('2026-11-20T01:00:10.000Z'),
        isLive: false,
        backup: 'backup-2026-11-20t01',
      },
      schedules: ['prod-1/longhorn-system/nightly'],
      derivedRpoSeconds: 86_400,
      objectiveStanding: 'met',
      running: false,
      traps: [],
    });
    expect(horizon.validUntil).toEqual(new Date(at('01:00', '2026-11-21')));
  });

  it.each<[string, Case]>([
    [
      'of another driver',
      {
        objects: {
          PersistentVolume: [
            persistentVolume({
              csi: {
                driver: 'ebs.csi.aws.com',
                handle: 'pvc-1',
                attributes: {},
              },
            }),
          ],
          LonghornVolume: [],
        },
      },
    ],
    [
      'whose PersistentVolume is not known',
      { objects: { PersistentVolume: [], LonghornVolume: [] } },
    ],
    [
      'that is bound to another volume than one that remembers its name',
      {
        claim: { volumeName: 'pv-other' },
        objects: {
          PersistentVolume: [persistentVolume({ name: 'pv-other', csi: null })],
        },
      },
    ],
    ['of Longhorn, whose volume is gone', { objects: { LonghornVolume: [] } }],
  ])('has nothing to say of a claim %s', (_, given) => {
    expect(judge(given)).toBeNull();
  });

  it.each<[string, Case]>([
    [
      'the handle of its PersistentVolume',
      {
        objects: {
          LonghornVolume: [
            longhornVolume({ claim: null, persistentVolume: null }),
          ],
        },
      },
    ],
    ['the name of its PersistentVolume', { objects: { PersistentVolume: [] } }],
    [
      'the claim that the volume names, while it is bound to none',
      { claim: { volumeName: null } },
    ],
  ])('finds the volume by %s', (_, given) => {
    expect(judge(given)?.volume).toBe('pvc-1');
  });

  it.each<[string, Case, string]>([
    ['good', {}, 'HEALTHY longhorn_protected'],
    [
      'a job named by label',
      {
        objects: {
          LonghornVolume: [
            longhornVolume({
              recurringJobs: ['nightly'],
              recurringJobGroups: [],
            }),
          ],
          LonghornRecurringJob: [recurringJob({ groups: [] })],
        },
      },
      'HEALTHY longhorn_protected',
    ],
    [
      'a job of several groups, one of them its own',
      {
        objects: {
          LonghornRecurringJob: [recurringJob({ groups: ['gold', 'default'] })],
        },
      },
      'HEALTHY longhorn_protected',
    ],
    [
      'a job that forces backups',
      {
        objects: {
          LonghornRecurringJob: [recurringJob({ task: 'backup-force-create' })],
        },
      },
      'HEALTHY longhorn_protected',
    ],
    [
      'cover first: no job',
      { objects: { LonghornRecurringJob: [], LonghornBackupTarget: [] } },
      'UNPROTECTED longhorn_no_job',
    ],
    [
      'a job of another group',
      {
        objects: { LonghornRecurringJob: [recurringJob({ groups: ['gold'] })] },
      },
      'UNPROTECTED longhorn_no_job',
    ],
    [
      'a job of another Longhorn',
      {
        objects: {
          LonghornRecurringJob: [recurringJob({ namespace: 'elsewhere' })],
        },
      },
      'UNPROTECTED longhorn_no_job',
    ],
    [
      'jobs that make snapshots only',
      {
        objects: {
          LonghornRecurringJob: [
            recurringJob({ task: 'snapshot' }),
            recurringJob({ name: 'trim', task: 'filesystem-trim' }),
          ],
        },
      },
      'UNPROTECTED longhorn_no_job',
    ],
    [
      'a job that cannot be read',
      {
        objects: { LonghornRecurringJob: [recurringJob({ cron: 'nightly' })] },
      },
      'CRITICAL longhorn_job_invalid',
    ],
    [
      'a zone in the text of a job is refused',
      {
        objects: {
          LonghornRecurringJob: [recurringJob({ cron: 'TZ=UTC 0 1 * * *' })],
        },
      },
      'CRITICAL longhorn_job_invalid',
    ],
    [
      'a job that cannot be read beside one that can',
      {
        objects: {
          LonghornRecurringJob: [
            recurringJob(),
            recurringJob({ name: 'odd', cron: 'nightly' }),
          ],
        },
      },
      'DEGRADED longhorn_job_invalid',
    ],

    [
      'no backup target',
      { objects: { LonghornBackupTarget: [] } },
      'CRITICAL longhorn_target_missing',
    ],
    [
      'a backup target without a URL',
      {
        objects: {
          LonghornBackupTarget: [
            backupTarget({
              url: ' ',
              isAvailable: false,
              conditions: [condition('Unavailable', 'True')],
            }),
          ],
        },
      },
      'CRITICAL longhorn_target_missing',
    ],
    [
      'the backup target of another name',
      {
        objects: {
          LonghornVolume: [longhornVolume({ backupTarget: 'second' })],
        },
      },
      'CRITICAL longhorn_target_missing',
    ],
    [
      'a volume that names no backup target uses the default one',
      { objects: { LonghornVolume: [longhornVolume({ backupTarget: '' })] } },
      'HEALTHY longhorn_protected',
    ],
    [
      'condition Unavailable is True: bad',
      { objects: { LonghornBackupTarget: [unavailable] } },
      'DEGRADED longhorn_target_unavailable',
    ],
    [
      'a backup target that is unavailable when the objective is breached',
      {
        objects: { LonghornBackupTarget: [unavailable] },
        now: at('16:00', '2026-11-21'),
      },
      'CRITICAL longhorn_target_unavailable',
    ],
    [
      'a backup target that is not available although its condition is old',
      {
        objects: {
          LonghornBackupTarget: [backupTarget({ isAvailable: false })],
        },
      },
      'DEGRADED longhorn_target_unavailable',
    ],
    [
      'a backup target that Longhorn has not looked at',
      {
        objects: {
          LonghornBackupTarget: [
            backupTarget({
              isAvailable: false,
              conditions: [],
              lastSyncedAt: null,
            }),
          ],
        },
      },
      'UNKNOWN longhorn_target_not_validated',
    ],
    [
      'a backup target that Longhorn stopped to look at',
      { now: at('12:16') },
      'UNKNOWN longhorn_target_stale',
    ],
    [
      'a backup target that nobody polls',
      {
        objects: { LonghornBackupTarget: [backupTarget({ pollSeconds: 0 })] },
        now: at('20:00'),
      },
      'HEALTHY longhorn_protected',
    ],

    [
      'faulted',
      {
        objects: {
          LonghornVolume: [longhornVolume({ robustness: 'faulted' })],
        },
      },
      'DEGRADED longhorn_volume_faulted',
    ],
    [
      'degraded replicas are no matter of backups',
      {
        objects: {
          LonghornVolume: [longhornVolume({ robustness: 'degraded' })],
        },
      },
      'HEALTHY longhorn_protected',
    ],
    [
      'detached since its last backup: no run was skipped yet',
      { objects: { LonghornVolume: [detached] } },
      'HEALTHY longhorn_protected',
    ],
    [
      'detached, and a run was skipped',
      {
        objects: {
          LonghornVolume: [detached],
          LonghornBackupTarget: [backupTarget({ pollSeconds: 0 })],
        },
        now: at('01:03', '2026-11-21'),
      },
      'DEGRADED longhorn_volume_detached',
    ],
    [
      'detached, and a run is about to start',
      {
        objects: {
          LonghornVolume: [detached],
          LonghornBackupTarget: [backupTarget({ pollSeconds: 0 })],
        },
        now: at('01:02', '2026-11-21'),
      },
      'HEALTHY longhorn_protected',
    ],
    [
      'detached for days: the age of its backup still counts',
      {
        objects: { LonghornVolume: [detached] },
        now: at('12:00', '2026-11-23'),
      },
      'CRITICAL longhorn_backup_overdue',
    ],
    [
      'detached, and never backed up',
      { objects: { LonghornVolume: [detached], LonghornBackup: [] } },
      'CRITICAL longhorn_never_backed_up',
    ],
    [
      'detached before its first slot',
      {
        objects: {
          LonghornVolume: [{ ...detached, createdAt: at('11:00') }],
          LonghornBackup: [],
        },
      },
      'PENDING longhorn_backup_pending',
    ],
    [
      'detached, and the setting lets jobs attach it',
      {
        objects: {
          LonghornVolume: [detached],
          LonghornSetting: [setting('true')],
          LonghornBackupTarget: [backupTarget({ pollSeconds: 0 })],
        },
        now: at('01:03', '2026-11-21'),
      },
      'HEALTHY longhorn_protected',
    ],
    [
      'detached, and the setting is off',
      {
        objects: {
          LonghornVolume: [detached],
          LonghornSetting: [setting('false')],
          LonghornBackupTarget: [backupTarget({ pollSeconds: 0 })],
        },
        now: at('01:03', '2026-11-21'),
      },
      'DEGRADED longhorn_volume_detached',
    ],

    [
      'the last backup ended in Error',
      {
        objects: {
          LonghornBackup: [
            longhornBackup(at('11:00'), {
              state: 'Error',
              error: 'timeout',
              snapshotAt: null,
              completedAt: null,
            }),
            longhornBackup(at('01:00')),
          ],
        },
      },
      'DEGRADED longhorn_backup_failed',
    ],
    [
      'the last backup was lost sight of',
      {
        objects: {
          LonghornBackup: [
            longhornBackup(at('11:00'), { state: 'Unknown' }),
            longhornBackup(at('01:00')),
          ],
        },
      },
      'DEGRADED longhorn_backup_failed',
    ],
    [
      'a failure of a backup by hand is no failure of the job',
      {
        objects: {
          LonghornBackup: [
            longhornBackup(at('11:00'), { state: 'Error', recurringJob: null }),
            longhornBackup(at('01:00')),
          ],
        },
      },
      'HEALTHY longhorn_protected',
    ],
    [
      'a backup is stuck',
      {
        objects: {
          LonghornBackup: [
            longhornBackup(at('07:00'), {
              state: 'InProgress',
              completedAt: null,
            }),
            longhornBackup(at('01:00')),
          ],
        },
      },
      'DEGRADED longhorn_backup_stuck',
    ],
    [
      'a backup on time that takes hours',
      {
        objects: {
          LonghornBackup: [
            longhornBackup(at('01:00', '2026-11-21'), {
              state: 'InProgress',
              completedAt: null,
            }),
            longhornBackup(at('01:00')),
          ],
          LonghornBackupTarget: [backupTarget({ pollSeconds: 0 })],
        },
        now: at('05:00', '2026-11-21'),
      },
      'HEALTHY longhorn_protected',
    ],
    [
      'late',
      {
        objects: { LonghornBackupTarget: [backupTarget({ pollSeconds: 0 })] },
        now: at('03:30', '2026-11-21'),
      },
      'DEGRADED longhorn_backup_late',
    ],
    [
      'overdue',
      { now: at('16:00', '2026-11-21') },
      'CRITICAL longhorn_backup_overdue',
    ],
    [
      'never',
      { objects: { LonghornBackup: [] } },
      'CRITICAL longhorn_never_backed_up',
    ],
    [
      'before the first slot',
      {
        objects: {
          LonghornVolume: [longhornVolume({ createdAt: at('11:00') })],
          LonghornBackup: [],
        },
      },
      'PENDING longhorn_backup_pending',
    ],
    [
      'a declared objective that is breached',
      { options: declared(3600) },
      'CRITICAL longhorn_backup_overdue',
    ],
    [
      'a declared objective, in the minutes in which the next run begins',
      {
        objects: {
          LonghornRecurringJob: [recurringJob({ cron: '0 * * * *' })],
          LonghornBackup: [longhornBackup(at('11:00'))],
        },
        options: declared(3600),
        now: '2026-11-20T12:00:30.000Z',
      },
      'HEALTHY longhorn_protected',
    ],
    [
      'a declared objective, when the next run did not begin',
      {
        objects: {
          LonghornRecurringJob: [recurringJob({ cron: '0 * * * *' })],
          LonghornBackup: [longhornBackup(at('11:00'))],
        },
        options: declared(3600),
        now: '2026-11-20T12:02:00.000Z',
      },
      'DEGRADED longhorn_backup_late',
    ],

    [
      'backups of a former volume of that name count for nothing',
      {
        objects: {
          LonghornVolume: [longhornVolume({ createdAt: at('11:00') })],
        },
      },
      'PENDING longhorn_backup_pending',
    ],
    [
      'backups of foreign volumes in a shared target count for nothing',
      {
        objects: {
          LonghornBackup: [longhornBackup(at('01:00'), { volume: 'pvc-2' })],
        },
      },
      'CRITICAL longhorn_never_backed_up',
    ],
    [
      'a backup that is being deleted counts for nothing',
      {
        objects: {
          LonghornBackup: [
            longhornBackup(at('01:00'), { deletedAt: NOW }),
            longhornBackup(at('02:00'), { state: 'Deleting' }),
          ],
        },
      },
      'CRITICAL longhorn_never_backed_up',
    ],
    [
      'a stamp from the future counts for nothing',
      { objects: { LonghornBackup: [longhornBackup(at('12:06'))] } },
      'CRITICAL longhorn_never_backed_up',
    ],
    [
      'a state that nobody knows',
      {
        objects: {
          LonghornBackup: [
            longhornBackup(at('11:00'), { state: 'Sublimated' }),
            longhornBackup(at('01:00')),
          ],
        },
      },
      'HEALTHY longhorn_protected',
    ],

    [
      'no right to list Backups',
      { kinds: { LonghornBackup: kind({ state: 'forbidden' }) } },
      'UNKNOWN forbidden',
    ],
    [
      'no right to list Volumes',
      {
        objects: { LonghornVolume: [] },
        kinds: { LonghornVolume: kind({ state: 'forbidden' }) },
      },
      'UNKNOWN forbidden',
    ],
    [
      'a release that knows no BackupTargets',
      {
        objects: { LonghornBackupTarget: [] },
        kinds: { LonghornBackupTarget: kind({ state: 'absent' }) },
      },
      'CRITICAL longhorn_target_missing',
    ],
  ])('%s', (_, given, expected) => {
    const finding = judge(given)?.finding;
    expect(`${finding?.state} ${finding?.reason}`).toBe(expected);
    expect(finding?.message).toMatch(/^[A-Z].*[^.]\.$/);
  });

  it.each<[string, Case, object]>([
    [
      'what the Volume says, when its Backups cannot be seen',
      {
        objects: {
          LonghornBackup: [],
          LonghornVolume: [
            longhornVolume({ lastBackup: 'b-9', lastBackupAt: at('01:00') }),
          ],
        },
      },
      { at: new Date(at('01:00')), backup: 'b-9' },
    ],
    [
      'what the BackupVolume says, when the Volume is detached',
      {
        objects: {
          LonghornBackup: [],
          LonghornBackupVolume: [
            {
              namespace: 'longhorn-system',
              name: 'pvc-1-default',
              uid: 'bv',
              createdAt: at('01:12'),
              volume: 'pvc-1',
              backupTarget: 'default',
              lastBackup: null,
              lastBackupAt: at('01:00'),
              messages: [],
            },
          ],
        },
      },
      { at: new Date(at('01:00')), backup: null },
    ],
    [
      'a Backup that came back from the target, at its snapshot',
      {
        objects: {
          LonghornBackup: [
            longhornBackup(at('01:00'), { createdAt: at('11:00') }),
          ],
        },
      },
      { at: new Date('2026-11-20T01:00:10.000Z') },
    ],
    [
      'a Backup without a snapshot time, at its end',
      {
        objects: {
          LonghornBackup: [longhornBackup(at('01:00'), { snapshotAt: null })],
        },
      },
      { at: new Date(at('01:12')) },
    ],
    [
      'a Backup without any time, at its creation',
      {
        objects: {
          LonghornBackup: [
            longhornBackup(at('01:00'), {
              snapshotAt: null,
              completedAt: null,
            }),
          ],
        },
      },
      { at: new Date('2026-11-20T01:00:10.000Z') },
    ],
  ])('takes as newest copy %s', (_, given, expected) => {
    expect(judge(given)?.lastGood).toMatchObject(expected);
  });

  it.each<[string, Case, string[]]>([
    [
      'a job that keeps one backup',
      { objects: { LonghornRecurringJob: [recurringJob({ retain: 1 })] } },
      ['longhorn_retain_low'],
    ],
    [
      'no number where age decides what is kept',
      {
        objects: {
          LonghornRecurringJob: [
            recurringJob({ retain: 0, isKeptByAge: true }),
          ],
        },
      },
      [],
    ],
    [
      'no number of a job that makes no backups',
      {
        objects: {
          LonghornRecurringJob: [
            recurringJob(),
            recurringJob({ name: 'trim', task: 'filesystem-trim', retain: 0 }),
          ],
        },
      },
      [],
    ],
    [
      'an objective that the slots cannot keep',
      { options: declared(3600) },
      ['longhorn_objective_unreachable'],
    ],
    ['no objective that they can keep', { options: declared(86_400) }, []],
  ])('warns of %s', (_, given, expected) => {
    expect(judge(given)?.traps.map(({ reason }) => reason)).toEqual(expected);
  });

  it('says that a volume is detached when its backup is late', () => {
    const judged = judge({
      objects: { LonghornVolume: [detached] },
      now: at('12:00', '2026-11-23'),
    });
    expect(judged?.finding.message).toMatch(
      /needed by 2026-11-21T03:24Z; it is detached, so recurring jobs pass it by\.$/,
    );
  });

  it.each([
    ['', "Backup target 'default' of volume 'pvc-1'"],
    ['second', "Backup target 'second' of volume 'pvc-1'"],
  ])('names the backup target that is missing: %p', (name, words) => {
    const judged = judge({
      objects: {
        LonghornVolume: [longhornVolume({ backupTarget: name })],
        LonghornBackupTarget: [],
      },
    });
    expect(judged?.finding.message).toContain(words);
    expect(judged?.finding.message).toContain('does not exist');
  });

  it('says how long a backup has not begun', () => {
    const judged = judge({
      objects: {
        LonghornBackup: [
          longhornBackup(at('07:00'), { state: '', completedAt: null }),
          longhornBackup(at('01:00')),
        ],
      },
    });
    expect(judged?.finding.message).toBe(
      "Backup 'backup-2026-11-20t07' of recurring job 'nightly' has been in phase 'New' since 2026-11-20T07:00Z.",
    );
  });

  it('gives a slow job the time that it takes', () => {
    const judged = judge({
      objects: {
        LonghornRecurringJob: [recurringJob({ cron: '0 * * * *' })],
        LonghornBackup: [
          longhornBackup(at('10:00'), { completedAt: at('10:40') }),
        ],
      },
      now: at('11:30'),
      options: {},
    });
    expect(judged?.objectiveStanding).toBe('met');
  });

  it('says that a backup is under way', () => {
    expect(
      judge({
        objects: {
          LonghornBackup: [
            longhornBackup(at('11:59'), { state: 'Pending' }),
            longhornBackup(at('01:00')),
          ],
        },
      })?.running,
    ).toBe(true);
  });
});
