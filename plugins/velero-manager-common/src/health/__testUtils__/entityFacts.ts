import fc from 'fast-check';
import {
  backupTarget,
  condition,
  database,
  longhornBackup,
  longhornVolume,
  objectStore,
  persistentVolume,
  postgresBackup,
  recurringJob,
  scheduledBackup,
} from '../../engines/__fixtures__/engines';
import { Exemption } from '../../exemption';
import {
  BackupFact,
  BackupScope,
  ClusterFacts,
  EntityFacts,
  FactLists,
  VolumeCopyFact,
} from '../../facts';
import {
  at,
  claim,
  cluster,
  contact,
  entity,
  kind,
  location,
  pod,
  run,
  schedule,
  scope,
  veleroServer,
} from '../__fixtures__/facts';
import {
  copyFor,
  fileScope,
  machine,
  snapshotScope,
  volumeObjects,
} from '../__fixtures__/volumes';

/** Noon of a friday: what is made up lies some days around it. */
export const BASE = Date.parse(at('12:00'));

const MINUTE_MS = 60_000;
const stamp = (ms: number) => new Date(ms).toISOString();

/** Some moment from six days before the base to two after, to the minute. */
export const moments = fc
  .integer({ min: -6 * 24 * 60, max: 2 * 24 * 60 })
  .map(minutes => stamp(BASE + minutes * MINUTE_MS));

/** Mostly one thing, at times another. */
const mostly = <T>(usual: T, ...others: T[]) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  );

/** By which way schedules and runs take volumes. */
const SCOPES: BackupScope[] = [
  fileScope(),
  snapshotScope(),
  snapshotScope({ snapshotMoveData: true }),
  fileScope({ ttlSeconds: 2 * 86_400 }),
  fileScope({ includedNamespaces: ['*'] }),
  scope({
    hasLabelSelector: true,
    labelSelector: { matchLabels: { app: 'shop' }, matchExpressions: [] },
  }),
];

const schedules = fc.uniqueArray(
  fc
    .record({
      name: fc.constantFrom('daily', 'hourly', 'weekdays'),
      cron: fc.constantFrom(
        '0 2 * * *',
        '0 * * * *',
        '30 3 * * 1-5',
        '@every 6h',
        '0 5 1 * 1',
      ),
      paused: mostly(false, true),
      createdAt: fc.oneof(moments, fc.constant(at('00:00', '2026-01-01'))),
      scope: fc.constantFrom(...SCOPES),
    })
    .map(changes => schedule({ ...changes, uid: `schedule-${changes.name}` })),
  { selector: ({ name }) => name, minLength: 1, maxLength: 3 },
);

/** What a run left of the claim `data`. */
const copies = mostly<Partial<VolumeCopyFact> | null>(
  {},
  null,
  { phase: 'Failed' },
  { phase: 'InProgress' },
);

/** Runs by themselves, each with the copy of the claim `data` that it made. */
const runs = fc.uniqueArray(
  fc
    .record({
      startedAt: moments,
      lagMinutes: mostly(0, 1, 60),
      minutes: fc.integer({ min: 1, max: 200 }),
      phase: mostly('Completed', 'Failed', 'PartiallyFailed', 'InProgress', ''),
      keptHours: fc.constantFrom(20, 60, 720),
      schedule: fc.constantFrom('daily', 'hourly', null),
      scope: fc.constantFrom(...SCOPES),
      snapshots: fc.constantFrom(0, 1),
      copy: copies,
    })
    .map(
      ({ startedAt, lagMinutes, minutes, keptHours, snapshots, ...rest }) => {
        const { copy, ...changes } = rest;
        const start = Date.parse(startedAt);
        const isOpen = ['InProgress', ''].includes(changes.phase);
        const backup = run(startedAt, {
          ...changes,
          createdAt: stamp(start + lagMinutes * MINUTE_MS),
          completedAt: isOpen ? null : stamp(start + minutes * MINUTE_MS),
          expiresAt: stamp(start + keptHours * 3_600_000),
          csiSnapshotsAttempted: snapshots,
          csiSnapshotsCompleted: snapshots,
        });
        return { backup, copy: copy && copyFor(backup, copy) };
      },
    ),
  { selector: ({ backup }) => backup.name, maxLength: 8 },
);

const databases: fc.Arbitrary<FactLists> = fc
  .record({
    archives: fc.constantFrom('True', 'False'),
    since: moments,
    backups: fc.uniqueArray(moments, { maxLength: 3 }),
    failed: fc.uniqueArray(moments, { maxLength: 1 }),
    suspended: mostly(false, true),
    inStore: fc.option(moments, { nil: null }),
  })
  .map(({ archives, since, backups, failed, suspended, inStore }) => ({
    PostgresCluster: [
      database({
        conditions: [condition('ContinuousArchiving', archives, { at: since })],
      }),
    ],
    PostgresScheduledBackup: [scheduledBackup({ suspended })],
    PostgresBackup: [
      ...backups.map(moment => postgresBackup(moment)),
      ...failed.map(moment =>
        postgresBackup(moment, { name: 'failed', phase: 'failed' }),
      ),
    ],
    ObjectStore: [objectStore({ lastSuccessfulBackupAt: inStore })],
  }));

const longhorn: fc.Arbitrary<FactLists> = fc
  .record({
    backups: fc.uniqueArray(moments, { maxLength: 3 }),
    state: mostly('attached', 'detached'),
    isAvailable: mostly(true, false),
    lastSyncedAt: fc.option(moments, { nil: null }),
    cron: fc.constantFrom('0 1 * * *', '0 * * * *'),
  })
  .map(({ backups, state, isAvailable, lastSyncedAt, cron }) => ({
    PersistentVolume: [persistentVolume()],
    LonghornVolume: [
      longhornVolume({
        state,
        workloads: state === 'attached' ? ['shop'] : [],
      }),
    ],
    LonghornBackup: backups.map(moment =>
      longhornBackup(moment, { name: `backup-${moment}` }),
    ),
    LonghornBackupTarget: [backupTarget({ isAvailable, lastSyncedAt })],
    LonghornRecurringJob: [recurringJob({ cron })],
  }));

/** What the namespace holds beside its objects. */
const holdings = fc.oneof(
  fc.constant<FactLists>({ PersistentVolumeClaim: [] }),
  fc.constant<FactLists>({}),
  longhorn,
  databases.map(lists => ({
    ...lists,
    PersistentVolumeClaim: [claim({ postgresCluster: 'db' })],
  })),
  fc.constantFrom<FactLists>(
    { VirtualMachine: [machine()] },
    { VirtualMachine: [machine()], VeleroServer: [veleroServer()] },
    { Pod: [pod({ phase: 'Pending' })] },
  ),
);

const WATCHED = [
  'Backup',
  'PersistentVolumeClaim',
  'PodVolumeBackup',
  'VirtualMachine',
  'PostgresBackup',
  'LonghornBackup',
] as const;

/** Mostly all kinds are read; at times one broke at some moment. */
const kinds: fc.Arbitrary<ClusterFacts['kinds']> = fc
  .record({
    broken: fc.oneof(
      { weight: 3, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.constantFrom(...WATCHED) },
    ),
    since: moments,
  })
  .map(({ broken, since }) => ({
    ...allRead(),
    ...(broken && { [broken]: kind({ state: 'failed', syncedAt: since }) }),
  }));

/** Every kind that an entity is judged by, read in full. */
export function allRead(): ClusterFacts['kinds'] {
  const names = [
    'VirtualMachine',
    'PostgresCluster',
    'PostgresBackup',
    'PostgresScheduledBackup',
    'ObjectStore',
    'LonghornVolume',
    'LonghornBackup',
    'LonghornBackupTarget',
    'LonghornRecurringJob',
    'LonghornBackupVolume',
    'LonghornSetting',
  ] as const;
  return {
    ...cluster().kinds,
    ...Object.fromEntries(names.map(name => [name, kind()])),
  };
}

const exemptions: fc.Arbitrary<Exemption[]> = fc.array(
  fc
    .record({
      claims: fc.constantFrom<string[] | null>(null, ['data']),
      expiresAt: moments,
      reason: fc.constantFrom('scratch', 'can be built again'),
    })
    .map(changes => ({
      environment: null,
      cluster: null,
      namespace: 'shop',
      approver: 'jane',
      ...changes,
    })),
  { maxLength: 2 },
);

/** An entity with volumes, databases or machines, in all states of health. */
export const entityFacts: fc.Arbitrary<EntityFacts> = fc
  .record({
    schedules,
    runs,
    holdings,
    kinds,
    exemptions: fc.oneof(
      { weight: 3, arbitrary: fc.constant<Exemption[]>([]) },
      { weight: 1, arbitrary: exemptions },
    ),
    rpoSeconds: fc.constantFrom(null, null, 3600, 86_400),
    phase: mostly<'Available' | 'Unavailable'>('Available', 'Unavailable'),
    lastValidatedAt: fc.oneof(fc.constant(null), moments),
    clockSkewMs: mostly(0, 7_200_000, -90_000),
  })
  .map(made =>
    entity({
      exemptions: made.exemptions,
      claims: { ...entity().claims, rpoSeconds: made.rpoSeconds },
      clusters: [
        cluster({
          kinds: made.kinds,
          contact: contact({ clockSkewMs: made.clockSkewMs }),
          schedules: made.schedules,
          runs: made.runs.map(({ backup }) => backup),
          storageLocations: [
            location({
              phase: made.phase,
              lastValidatedAt: made.lastValidatedAt,
            }),
          ],
          objects: volumeObjects({
            PodVolumeBackup: made.runs.flatMap(({ copy }) => copy ?? []),
            VeleroServer: [veleroServer({ plugins: ['kubevirt:v1'] })],
            ...made.holdings,
          }),
        }),
      ],
    }),
  );

/** The facts with one more run, and the copy of the claim `data` it made. */
export function withRun(
  facts: EntityFacts,
  added: BackupFact,
  copy: VolumeCopyFact | null,
): EntityFacts {
  return {
    ...facts,
    clusters: facts.clusters.map(one => ({
      ...one,
      runs: [added, ...one.runs],
      objects: {
        ...one.objects,
        PodVolumeBackup: [
          ...(copy ? [copy] : []),
          ...(one.objects.PodVolumeBackup ?? []),
        ],
      },
    })),
  };
}
