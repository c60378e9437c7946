import {
  conditions,
  nodeAgent,
  resourcePolicy,
  snapshotClass,
  storageClass,
  volume,
} from '../../coverage/__fixtures__/storage';
import {
  backupTarget,
  longhornBackup,
  longhornVolume,
  persistentVolume,
  recurringJob,
  volumeSnapshot,
} from '../../engines/__fixtures__/engines';
import {
  BackupFact,
  defaultJudgeSettings,
  EntityFacts,
  FactLists,
} from '../../facts';
import { FactKind } from '../../kinds';
import {
  at,
  claim,
  cluster,
  kind,
  pod,
  run,
  schedule,
  veleroServer,
} from '../__fixtures__/facts';
import {
  copyFor,
  fileRun,
  fileRuns,
  fileScope,
  snapshotScope,
  volumeObjects,
  withVolume,
} from '../__fixtures__/volumes';
import { assessEntity } from '../assessEntity';

const noon = new Date(at('12:00'));
const yesterday = '2026-11-19';
const [today, before] = fileRuns;

const volumeOf = (facts: EntityFacts, now = noon) => {
  const { units } = assessEntity(facts, { now });
  const found = units.find(unit => unit.kind === 'volume');
  if (!found) throw new Error('There is no volume among the units');
  return found;
};

/** Runs and schedules of CSI snapshots. */
const snapshotRun = (startedAt: string, changes: Partial<BackupFact> = {}) =>
  run(startedAt, {
    scope: snapshotScope(),
    csiSnapshotsAttempted: 1,
    csiSnapshotsCompleted: 1,
    ...changes,
  });
const snapshots = (
  runs: BackupFact[] = [
    snapshotRun(at('02:00')),
    snapshotRun(at('02:00', yesterday)),
  ],
  objects: FactLists = {},
  settings = defaultJudgeSettings,
) =>
  withVolume(
    { PodVolumeBackup: [], ...objects },
    { schedules: [schedule({ scope: snapshotScope() })], runs },
    { settings },
  );
const provider = {
  ...defaultJudgeSettings,
  gradeByDriver: { 'csi.example.com': 'provider' as const },
};

/** Runs and schedules of the data mover. */
const moved = snapshotScope({ snapshotMoveData: true });
const moverRuns = [at('02:00'), at('02:00', yesterday)].map(moment =>
  run(moment, {
    scope: moved,
    itemOperationsAttempted: 1,
    itemOperationsCompleted: 1,
  }),
);
const mover = (objects: FactLists = {}, runs = moverRuns) =>
  withVolume(
    {
      PodVolumeBackup: [],
      DataUpload: runs.map(one =>
        copyFor(one, { path: 'data-mover', pod: null }),
      ),
      ...objects,
    },
    { schedules: [schedule({ scope: moved })], runs },
  );

const policy = (action: 'skip' | 'custom') =>
  resourcePolicy({
    name: 'volumes',
    volumePolicies: [{ conditions: conditions(), action }],
  });
const byPolicy = fileScope({ resourcePolicy: 'volumes' });
const withPolicy = (action: 'skip' | 'custom') =>
  withVolume(
    { ResourcePolicy: [policy(action)], PodVolumeBackup: [] },
    {
      schedules: [schedule({ scope: byPolicy })],
      runs: fileRuns.map(one => ({ ...one, scope: byPolicy })),
    },
  );

const unread = (
  kinds: Partial<Record<FactKind, ReturnType<typeof kind>>>,
  objects: FactLists = {},
  runs = fileRuns,
) => withVolume(objects, { runs, kinds: { ...cluster().kinds, ...kinds } });

/** The volume is one of Longhorn's, which copies it every night. */
const longhorn = (
  objects: FactLists = {},
  changes: Parameters<typeof withVolume>[1] = {},
) =>
  withVolume(
    {
      PersistentVolume: [persistentVolume()],
      LonghornVolume: [longhornVolume()],
      LonghornBackup: [
        longhornBackup(at('01:00')),
        longhornBackup(at('01:00', yesterday)),
      ],
      LonghornBackupTarget: [backupTarget()],
      LonghornRecurringJob: [recurringJob()],
      ...objects,
    },
    {
      ...changes,
      kinds: {
        ...cluster().kinds,
        LonghornVolume: kind(),
        LonghornBackup: kind(),
        LonghornBackupTarget: kind(),
        LonghornRecurringJob: kind(),
        LonghornBackupVolume: kind(),
        LonghornSetting: kind(),
        ...changes.kinds,
      },
    },
  );
const noVelero = { schedules: [], runs: [] };

type Case = [name: string, facts: EntityFacts, expected: string, words: string];

const files: Case[] = [
  [
    'its files are copied for every run',
    withVolume(),
    'HEALTHY protected',
    "Newest good backup of volume 'data' of namespace 'shop' in cluster 'prod-1': 2026-11-20T02:00Z",
  ],
  [
    'the newest run skipped it',
    withVolume({ PodVolumeBackup: [copyFor(before)] }),
    'DEGRADED volume_without_evidence',
    "Run 'daily-20261120020000' of 2026-11-20T02:00Z ended well, but nothing shows that it holds volume 'data'",
  ],
  [
    'the copy of the newest run failed',
    withVolume({
      PodVolumeBackup: [
        copyFor(today, { phase: 'Failed', message: 'no space left' }),
        copyFor(before),
      ],
    }),
    'DEGRADED volume_copy_failed',
    'no space left',
  ],
  [
    'the copy of the newest run left no snapshot',
    withVolume({
      PodVolumeBackup: [
        copyFor(today, { hasSnapshot: false }),
        copyFor(before),
      ],
    }),
    'DEGRADED volume_copy_failed',
    'left nothing that could be restored',
  ],
  [
    'no run ever copied it',
    withVolume({ PodVolumeBackup: [] }),
    'CRITICAL never_backed_up',
    'There is no good backup',
  ],
  [
    'all copies are of a former claim of that name',
    withVolume({
      PodVolumeBackup: fileRuns.map(one =>
        copyFor(one, { claimUid: 'claim-former' }),
      ),
    }),
    'CRITICAL never_backed_up',
    'There is no good backup',
  ],
  [
    'it was made after the newest run',
    withVolume({
      PersistentVolumeClaim: [
        claim({ uid: 'claim-new', createdAt: at('11:00') }),
      ],
    }),
    'PENDING first_run_pending',
    'is due 2026-11-21T02:00Z',
  ],
  [
    'the only copy is in a run that failed in part',
    withVolume(
      { PodVolumeBackup: [copyFor(today)] },
      { runs: [fileRun(at('02:00'), { phase: 'PartiallyFailed' })] },
    ),
    'CRITICAL only_partial_backups',
    "'daily-20261120020000'",
  ],
  [
    'its pod does not run',
    withVolume({ Pod: [pod({ phase: 'Pending' })] }),
    'DEGRADED volume_no_data_path',
    'does not run',
  ],
  [
    'the node agent is missing',
    withVolume({ NodeAgent: [] }),
    'DEGRADED volume_no_data_path',
    'node agent, which is not installed',
  ],
  [
    'a policy skips it',
    withPolicy('skip'),
    'DEGRADED volume_no_data_path',
    'A volume policy skips it',
  ],
  [
    'a policy leaves it to another plug-in',
    withPolicy('custom'),
    'UNKNOWN volume_custom_action',
    'whose copies cannot be seen',
  ],
  [
    'no schedule takes its namespace',
    withVolume(
      {},
      {
        schedules: [
          schedule({ scope: fileScope({ includedNamespaces: ['billing'] }) }),
        ],
      },
    ),
    'UNPROTECTED no_schedule',
    'the last good backup is 2026-11-20T02:00Z and expires 2026-12-20T02:00Z',
  ],
  [
    'only somebody made a snapshot of it',
    withVolume(
      { VolumeSnapshot: [volumeSnapshot()] },
      {
        schedules: [
          schedule({ scope: fileScope({ includedNamespaces: ['billing'] }) }),
        ],
      },
    ),
    'UNPROTECTED no_schedule',
    "There is VolumeSnapshot 'before-upgrade' of 2026-11-20T09:00Z, and nothing makes another.",
  ],
  [
    'its repository is not ready',
    withVolume({
      BackupRepository: [
        {
          namespace: 'velero',
          name: 'shop-default-kopia',
          uid: 'repository',
          createdAt: at('00:00', '2026-01-01'),
          volumeNamespace: 'shop',
          storageLocation: 'default',
          repositoryType: 'kopia',
          phase: 'NotReady',
          message: 'wrong password',
          lastMaintainedAt: null,
          lastMaintenance: null,
        },
      ],
    }),
    'DEGRADED repository_not_ready',
    'is not ready: wrong password',
  ],
];

const snapshotsAndMover: Case[] = [
  [
    'snapshots stay in the storage system',
    snapshots(),
    'DEGRADED snapshot_not_offsite',
    'are lost with it',
  ],
  [
    'snapshots stay in the storage system, and that is enough',
    snapshots(
      undefined,
      {},
      { ...defaultJudgeSettings, requireOffsite: false },
    ),
    'HEALTHY protected',
    'Newest',
  ],
  [
    'snapshots lie with the provider',
    snapshots(undefined, {}, provider),
    'HEALTHY protected',
    'Newest',
  ],
  [
    'the newest run took no snapshots',
    snapshots(
      [
        snapshotRun(at('02:00'), {
          csiSnapshotsAttempted: 0,
          csiSnapshotsCompleted: 0,
        }),
        snapshotRun(at('02:00', yesterday)),
      ],
      {},
      provider,
    ),
    'DEGRADED volume_without_evidence',
    'The run took no snapshots',
  ],
  [
    'the newest run took one snapshot of two',
    snapshots(
      [
        snapshotRun(at('02:00'), { csiSnapshotsAttempted: 2 }),
        snapshotRun(at('02:00', yesterday)),
      ],
      {},
      provider,
    ),
    'DEGRADED volume_without_evidence',
    'took 1 of 2 snapshots',
  ],
  [
    'no snapshot class fits',
    snapshots(undefined, { VolumeSnapshotClass: [] }),
    'DEGRADED volume_no_data_path',
    'No VolumeSnapshotClass fits',
  ],
  [
    'the server has no CSI',
    snapshots(undefined, { VeleroServer: [veleroServer({ features: [] })] }),
    'DEGRADED volume_no_data_path',
    'without the feature EnableCSI',
  ],
  ['its data is moved', mover(), 'HEALTHY protected', 'Newest'],
  [
    'its data was not moved by the newest run',
    mover(
      {
        DataUpload: [copyFor(moverRuns[1], { path: 'data-mover', pod: null })],
      },
      [{ ...moverRuns[0], itemOperationsAttempted: 0 }, moverRuns[1]],
    ),
    'DEGRADED volume_without_evidence',
    'No moved copy',
  ],
  [
    'nothing moves its data',
    mover({ NodeAgent: [nodeAgent({ ready: 0 })] }),
    'DEGRADED volume_no_data_path',
    'of which no pod is ready',
  ],
];

const notRead: Case[] = [
  [
    'its copies may not be read',
    unread(
      { PodVolumeBackup: kind({ state: 'forbidden', syncedAt: null }) },
      { PodVolumeBackup: [] },
    ),
    'UNKNOWN volume_evidence_unread',
    "'podvolumebackups' could not be read",
  ],
  [
    'copies of older runs are known, and newer ones may not be read',
    unread(
      { PodVolumeBackup: kind({ state: 'forbidden', syncedAt: null }) },
      { PodVolumeBackup: [copyFor(before)] },
    ),
    'UNKNOWN volume_evidence_unread',
    'cannot be told',
  ],
  [
    'copies cannot be read and the objective would be breached without them',
    unread(
      { PodVolumeBackup: kind({ state: 'failed', syncedAt: at('00:00') }) },
      { PodVolumeBackup: [copyFor(fileRun(at('02:00', '2026-11-17')))] },
      [...fileRuns, fileRun(at('02:00', '2026-11-17'))],
    ),
    'UNKNOWN volume_evidence_unread',
    'cannot be told',
  ],
  [
    'copies cannot be read, and no run was made that could hold one',
    unread(
      { PodVolumeBackup: kind({ state: 'failed', syncedAt: at('00:00') }) },
      { PodVolumeBackup: [copyFor(fileRun(at('02:00', '2026-11-17')))] },
      [fileRun(at('02:00', '2026-11-17'))],
    ),
    'CRITICAL objective_breached',
    'is 2026-11-17T02:00Z',
  ],
  [
    'the watch on copies broke a minute ago',
    unread({
      PodVolumeBackup: kind({ state: 'failed', syncedAt: at('11:59') }),
    }),
    'HEALTHY protected',
    'Newest',
  ],
  [
    'the watches on what decides its path broke a while ago',
    withVolume(
      { PodVolumeBackup: [] },
      {
        schedules: [schedule({ scope: snapshotScope() })],
        runs: [snapshotRun(at('02:00'))],
        kinds: {
          PersistentVolume: kind({ state: 'failed', syncedAt: at('11:00') }),
          StorageClass: kind({ state: 'failed', syncedAt: at('11:00') }),
        },
      },
      { settings: provider },
    ),
    'HEALTHY protected',
    'Newest',
  ],
  [
    'a kind of copies is not served, as in old releases',
    unread({ DataUpload: kind({ state: 'absent', syncedAt: null }) }),
    'HEALTHY protected',
    'Newest',
  ],
  [
    'neither its pods nor its volume may be read and no run copied it',
    unread(
      {
        Pod: kind({ state: 'forbidden', syncedAt: null }),
        PersistentVolume: kind({ state: 'forbidden', syncedAt: null }),
      },
      { PodVolumeBackup: [], Pod: [], PersistentVolume: [] },
    ),
    'CRITICAL never_backed_up',
    'There is no good backup',
  ],
  [
    'its volume may not be read and snapshots are to be taken',
    withVolume(
      { PersistentVolume: [], StorageClass: [], PodVolumeBackup: [] },
      {
        schedules: [schedule({ scope: snapshotScope() })],
        runs: [snapshotRun(at('02:00'))],
        kinds: {
          ...cluster().kinds,
          PersistentVolume: kind({ state: 'forbidden', syncedAt: null }),
        },
      },
    ),
    'UNKNOWN data_path_unknown',
    "Whether schedule 'daily' takes the data of volume 'data'",
  ],
  [
    'claims may not be read',
    unread(
      { PersistentVolumeClaim: kind({ state: 'forbidden', syncedAt: null }) },
      { PersistentVolumeClaim: [] },
    ),
    'UNKNOWN forbidden',
    "'persistentvolumeclaims'",
  ],
];

const engines: Case[] = [
  [
    'both Velero and Longhorn copy it',
    longhorn(),
    'HEALTHY protected',
    'Newest',
  ],
  [
    'Longhorn alone copies it',
    longhorn({}, noVelero),
    'HEALTHY longhorn_protected',
    'is of 2026-11-20T01:00Z',
  ],
  [
    'Velero copies it, and the backup target of Longhorn is gone',
    longhorn({ LonghornBackupTarget: [] }),
    'DEGRADED longhorn_target_missing',
    "'default'",
  ],
  [
    'Longhorn copies it, and the newest run of Velero failed',
    longhorn({}, { runs: [fileRun(at('02:00'), { phase: 'Failed' })] }),
    'DEGRADED never_backed_up',
    'There is no good backup',
  ],
  [
    'neither copies it and Velero skips it',
    longhorn({ LonghornRecurringJob: [], Pod: [pod({ phase: 'Failed' })] }),
    'DEGRADED volume_no_data_path',
    'does not run',
  ],
  [
    'neither was asked to copy it',
    longhorn({ LonghornRecurringJob: [] }, noVelero),
    'UNPROTECTED no_schedule',
    'No enabled schedule',
  ],
  [
    'Longhorn does not copy it, and schedules of Velero may not be read',
    longhorn(
      { LonghornRecurringJob: [] },
      {
        ...noVelero,
        kinds: { Schedule: kind({ state: 'forbidden', syncedAt: null }) },
      },
    ),
    'UNKNOWN forbidden',
    "'schedules'",
  ],
  [
    'Velero does not copy it, and what Longhorn does cannot be read',
    longhorn(
      { LonghornVolume: [], LonghornRecurringJob: [] },
      {
        ...noVelero,
        kinds: {
          LonghornVolume: kind({ state: 'forbidden', syncedAt: null }),
        },
      },
    ),
    'UNKNOWN forbidden',
    "'volumes'",
  ],
];

describe('a volume', () => {
  it.each([...files, ...snapshotsAndMover, ...notRead, ...engines])(
    'is judged when %s',
    (_, facts, expected, words) => {
      const { verdict } = volumeOf(facts);
      expect(`${verdict.state} ${verdict.reason}`).toBe(expected);
      expect(verdict.message).toContain(words);
      expect(verdict.message).not.toMatch(/\bago\b|undefined|null|NaN/);
    },
  );

  it('says by which way its data is taken and where that lies', () => {
    const paths = [withVolume(), mover(), snapshots(), withPolicy('skip')];
    expect(
      paths.map(facts => {
        const { dataPath } = volumeOf(facts);
        return `${dataPath?.path} ${dataPath?.grade}`;
      }),
    ).toEqual([
      'fs-backup off-cluster',
      'data-mover off-cluster',
      'csi-snapshot local',
      'none none',
    ]);
  });

  it('says why its data is not taken by the schedule that takes its namespace', () => {
    const facts = withVolume(
      { NodeAgent: [] },
      {
        schedules: [
          schedule({
            name: 'billing',
            scope: fileScope({ includedNamespaces: ['billing'] }),
          }),
          schedule({ scope: fileScope() }),
        ],
      },
    );
    expect(volumeOf(facts).dataPath?.rule).toBe('fs_no_node_agent');
  });

  it('gives a copy five minutes to be seen before its lack is told', () => {
    const facts = withVolume({
      PodVolumeBackup: [
        copyFor(today, { phase: 'InProgress', completedAt: null }),
        copyFor(before),
      ],
    });
    const states = ['02:09', '02:10', '02:15', '02:16'].map(
      time => volumeOf(facts, new Date(at(time))).verdict.state,
    );
    // The run ended at 02:10.
    expect(states).toEqual(['HEALTHY', 'HEALTHY', 'HEALTHY', 'DEGRADED']);
    expect(volumeOf(facts, new Date(at('02:11'))).verdict.validUntil).toEqual(
      new Date('2026-11-20T02:15:00.001Z'),
    );
  });

  it('is as good as the newest copy of either engine', () => {
    expect(volumeOf(longhorn()).lastGood).toMatchObject({
      engine: 'velero',
      at: at('02:00'),
    });
    expect(
      volumeOf(longhorn({ PodVolumeBackup: [copyFor(before)] })).lastGood,
    ).toMatchObject({ engine: 'longhorn', at: '2026-11-20T01:00:10.000Z' });
  });

  it('is no unit when its claim is going, or was made for one pod', () => {
    const kinds = (changes: Parameters<typeof claim>[0]) =>
      assessEntity(withVolume({ PersistentVolumeClaim: [claim(changes)] }), {
        now: noon,
      }).units.map(unit => unit.kind);
    expect(kinds({ deletedAt: at('11:00') })).toEqual(['objects']);
    expect(kinds({ isEphemeral: true })).toEqual(['objects']);
    expect(kinds({})).toEqual(['objects', 'volume']);
  });

  it('counts a copy that came back with its backup from the bucket', () => {
    const resynced = fileRuns.map(one => ({
      ...one,
      createdAt: at('10:00'),
      clusterLabel: 'prod-1',
    }));
    const facts = withVolume(
      {
        ...volumeObjects(),
        PodVolumeBackup: resynced.map(one => copyFor(one)),
      },
      { runs: resynced },
    );
    expect(volumeOf(facts).verdict.reason).toBe('protected');
    expect(volumeOf(facts).lastGood?.at).toBe(at('02:00'));
  });

  it('takes its storage class and snapshot class from what the cluster has', () => {
    const other = snapshots(undefined, {
      StorageClass: [storageClass({ provisioner: 'ebs.csi.aws.com' })],
      PersistentVolume: [
        volume({
          csi: { driver: 'ebs.csi.aws.com', handle: 'v', attributes: {} },
        }),
      ],
      VolumeSnapshotClass: [
        snapshotClass({ driver: 'ebs.csi.aws.com', isForVelero: true }),
      ],
    });
    expect(volumeOf(other).dataPath?.grade).toBe('provider');
    expect(volumeOf(other).verdict.state).toBe('HEALTHY');
  });
});
