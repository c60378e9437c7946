import fc from 'fast-check';
import { ClusterFacts, ConditionFact } from '../facts';
import { claim } from '../health/__fixtures__/facts';
import { firstSilence } from '../health/__testUtils__/firstSilence';
import { Horizon } from '../health/Horizon';
import { longhornReasons } from '../health/reasons/longhorn';
import { postgresReasons } from '../health/reasons/postgresql';
import { ReasonTable } from '../health/reasons/ReasonTable';
import { protectionStates } from '../health/states';
import { ProtectionVerdict } from '../health/verdict';
import {
  backupTarget,
  clusterWith,
  condition,
  database,
  longhornBackup,
  longhornVolume,
  objectStore,
  persistentVolume,
  postgresBackup,
  recurringJob,
  scheduledBackup,
  volumeSnapshot,
} from './__fixtures__/engines';
import { judgeLonghornVolume } from './longhorn';
import { assessScheduledBackup, judgePostgres } from './postgres';
import { newestVolumeSnapshot } from './snapshot';

const BASE = Date.parse('2026-11-20T00:00:00.000Z');
const HOUR_MS = 3_600_000;
const stamp = (ms: number) => new Date(ms).toISOString();
const moment = fc
  .integer({ min: -7 * 24 * 60, max: 3 * 24 * 60 })
  .map(minutes => stamp(BASE + minutes * 60_000));
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null });

const databases = fc
  .record({
    createdAt: moment,
    plugin: fc.constantFrom('archives', 'archives', 'copies', 'disabled', null),
    hasInTreeObjectStore: fc.boolean(),
    hasVolumeSnapshotMethod: fc.boolean(),
    isHibernated: fc.boolean(),
    archiving: maybe(fc.constantFrom('True', 'True', 'False', 'Unknown')),
    archivingSince: maybe(moment),
    stoppedAt: maybe(moment),
    failedAt: maybe(moment),
  })
  .map(({ plugin, archiving, archivingSince, stoppedAt, failedAt, ...rest }) =>
    database({
      ...rest,
      barmanPlugin: plugin && {
        isEnabled: plugin !== 'disabled',
        isWalArchiver: plugin === 'archives',
        objectStore: 'offsite',
        serverName: null,
      },
      conditions: [
        ...(archiving
          ? [
              condition('ContinuousArchiving', archiving, {
                at: archivingSince,
              }),
            ]
          : []),
        ...(stoppedAt
          ? [condition('cnpg.io/hibernation', 'True', { at: stoppedAt })]
          : []),
        ...(failedAt
          ? [
              condition('LastBackupSucceeded', 'False', {
                reason: 'LastBackupFailed',
                at: failedAt,
              }),
            ]
          : []),
      ],
    }),
  );
const scheduledBackups = fc.array(
  fc
    .record({
      name: fc.constantFrom('db-daily', 'db-hourly'),
      cron: fc.constantFrom(
        '0 0 0 * * *',
        '0 0 * * * *',
        '0 30 3 * * 1-5',
        '0 2 * * *',
        '@every 6h',
        'nonsense',
      ),
      suspended: fc.boolean(),
      createdAt: moment,
      lastCheckedAt: maybe(moment),
      method: fc.constantFrom('plugin', 'barmanObjectStore', 'volumeSnapshot'),
    })
    .map(changes => scheduledBackup(changes)),
  { maxLength: 3 },
);
const postgresBackups = fc.array(
  fc
    .record({
      createdAt: moment,
      minutes: fc.integer({ min: 1, max: 400 }),
      phase: fc.constantFrom(
        'completed',
        'completed',
        'failed',
        'running',
        'pending',
        'walArchivingFailing',
        '',
      ),
      scheduledBackup: fc.constantFrom('db-daily', 'db-hourly', null),
      method: fc.constantFrom('plugin', 'volumeSnapshot'),
    })
    .map(({ createdAt, minutes, ...rest }) =>
      postgresBackup(createdAt, {
        ...rest,
        stoppedAt: stamp(Date.parse(createdAt) + minutes * 60_000),
      }),
    ),
  { maxLength: 6 },
);
const stores = fc.array(
  fc
    .record({
      firstRecoverabilityPoint: maybe(moment),
      lastSuccessfulBackupAt: maybe(moment),
      lastFailedBackupAt: maybe(moment),
    })
    .map(window => objectStore(window)),
  { maxLength: 1 },
);
const volumes = fc
  .record({
    createdAt: moment,
    state: fc.constantFrom('attached', 'attached', 'detached'),
    robustness: fc.constantFrom('healthy', 'healthy', 'faulted'),
    lastBackupAt: maybe(moment),
  })
  .map(changes => longhornVolume(changes));
const longhornBackups = fc.array(
  fc
    .record({
      slot: moment,
      minutes: fc.integer({ min: 1, max: 400 }),
      state: fc.constantFrom(
        'Completed',
        'Completed',
        'Error',
        'InProgress',
        'Unknown',
        '',
      ),
      recurringJob: fc.constantFrom('nightly', 'hourly', null),
    })
    .map(({ slot, minutes, ...rest }) =>
      longhornBackup(slot, {
        ...rest,
        completedAt: stamp(Date.parse(slot) + minutes * 60_000),
      }),
    ),
  { maxLength: 6 },
);
const jobs = fc.array(
  fc
    .record({
      name: fc.constantFrom('nightly', 'hourly'),
      cron: fc.constantFrom('0 1 * * *', '0 * * * *', '@every 6h', 'nonsense'),
      task: fc.constantFrom('backup', 'backup', 'snapshot'),
      createdAt: moment,
    })
    .map(changes => recurringJob(changes)),
  { maxLength: 3 },
);
const targets = fc
  .record({
    isAvailable: fc.boolean(),
    conditions: fc.constantFrom<ConditionFact[][]>(
      [],
      [condition('Unavailable', 'False')],
      [condition('Unavailable', 'True')],
    ),
    lastSyncedAt: maybe(moment),
    pollSeconds: fc.constantFrom(0, 300, 86_400),
  })
  .map(changes => backupTarget(changes));

const clusters: fc.Arbitrary<ClusterFacts> = fc
  .record({
    databases,
    scheduledBackups,
    postgresBackups,
    stores,
    volumes,
    longhornBackups,
    jobs,
    targets,
    takenAt: moment,
  })
  .map(facts =>
    clusterWith({
      PostgresCluster: [facts.databases],
      PostgresScheduledBackup: facts.scheduledBackups,
      PostgresBackup: facts.postgresBackups,
      ObjectStore: facts.stores,
      PersistentVolume: [persistentVolume()],
      LonghornVolume: [facts.volumes],
      LonghornBackup: facts.longhornBackups,
      LonghornRecurringJob: facts.jobs,
      LonghornBackupTarget: [facts.targets],
      VolumeSnapshot: [volumeSnapshot({ takenAt: facts.takenAt })],
    }),
  );

/** Facts that are nearly all well, around a slot: where verdicts hang on seconds. */
const aroundSlot: fc.Arbitrary<ClusterFacts> = fc
  .record({
    agoMinutes: fc.constantFrom(60, 24 * 60),
    offsetSeconds: fc.integer({ min: -30, max: 90 }),
    isOpen: fc.boolean(),
    state: fc.constantFrom('attached', 'detached'),
    failing: fc.boolean(),
  })
  .map(({ agoMinutes, offsetSeconds, isOpen, state, failing }) => {
    const good = stamp(BASE - agoMinutes * 60_000 + offsetSeconds * 1000);
    const begun = stamp(BASE + offsetSeconds * 1000);
    const archiving = condition(
      'ContinuousArchiving',
      failing ? 'False' : 'True',
      { at: stamp(BASE - 14 * 60_000) },
    );
    return clusterWith({
      PostgresCluster: [
        database({
          barmanPlugin: null,
          hasInTreeObjectStore: failing,
          conditions: [archiving],
        }),
      ],
      PostgresScheduledBackup: [
        scheduledBackup({ cron: '0 0 * * * *', method: 'plugin' }),
      ],
      PostgresBackup: [
        postgresBackup(good),
        ...(isOpen ? [postgresBackup(begun, { phase: 'running' })] : []),
      ],
      PersistentVolume: [persistentVolume()],
      LonghornVolume: [longhornVolume({ state })],
      LonghornBackup: [
        longhornBackup(good),
        ...(isOpen ? [longhornBackup(begun, { state: 'Pending' })] : []),
      ],
      LonghornRecurringJob: [recurringJob({ cron: '0 * * * *' })],
      LonghornBackupTarget: [backupTarget({ pollSeconds: 0 })],
    });
  });
const nearBase = fc
  .integer({ min: -120_000, max: 1_200_000 })
  .map(ms => stamp(BASE + ms));

const objectives = maybe(fc.constantFrom(900, 3600, 86_400));

/** Everything that the engines say of one cluster at a moment. */
function judgeAll(
  cluster: ClusterFacts,
  asked: { now: Date; rpoSeconds: number | null; requireOffsite: boolean },
) {
  const horizon = Horizon.at(asked.now);
  const options = {
    cluster,
    horizon,
    declared:
      asked.rpoSeconds === null
        ? null
        : { rpoSeconds: asked.rpoSeconds, source: 'entity' as const },
    requireOffsite: asked.requireOffsite,
    otherCover: [],
  };
  const { PostgresCluster = [], PostgresScheduledBackup = [] } =
    cluster.objects;
  const said = [
    ...PostgresCluster.map(fact => judgePostgres(fact, options)),
    judgeLonghornVolume(claim(), options),
    newestVolumeSnapshot(claim(), options),
    ...PostgresScheduledBackup.map(fact => {
      const { verdict, ...rest } = assessScheduledBackup(fact, options);
      return { ...rest, verdict: { ...verdict, validUntil: null } };
    }),
  ];
  return { said, validUntil: horizon.validUntil };
}

/** The place in the roll-up order of the database, the volume and the schedules. */
function ranksOf({ said }: ReturnType<typeof judgeAll>): number[] {
  return said.flatMap(one => {
    if (one && 'finding' in one) {
      return [protectionStates.indexOf(one.finding.state)];
    }
    return one && 'verdict' in one
      ? [protectionStates.indexOf(one.verdict.state)]
      : [];
  });
}

type Found = Pick<ProtectionVerdict, 'state' | 'reason'>;

/** What was found, traps too, with its reason. */
function findingsOf({ said }: ReturnType<typeof judgeAll>): Found[] {
  return said.flatMap((one): Found[] => {
    if (one && 'finding' in one) return [one.finding, ...one.traps];
    return one && 'verdict' in one ? [one.verdict] : [];
  });
}

describe('what engines say', () => {
  it('has a reason that stands in the tables, with its state', () => {
    const table: ReasonTable = { ...postgresReasons, ...longhornReasons };
    const found = new Set<string>();
    fc.assert(
      fc.property(clusters, moment, objectives, (cluster, now, rpoSeconds) => {
        const asked = { now: new Date(now), rpoSeconds, requireOffsite: true };
        for (const { state, reason } of findingsOf(judgeAll(cluster, asked))) {
          expect(table[reason]?.states ?? reason).toContain(state);
          found.add(reason);
        }
      }),
      { numRuns: 300 },
    );
    expect(found.size).toBeGreaterThan(15);
  });

  it('holds until its horizon, which is later than now', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.tuple(clusters, moment), fc.tuple(aroundSlot, nearBase)),
        objectives,
        fc.boolean(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        ([cluster, start], rpoSeconds, requireOffsite, share) => {
          const judgeAt = (ms: number) =>
            judgeAll(cluster, {
              now: new Date(ms),
              rpoSeconds,
              requireOffsite,
            });
          const now = Date.parse(start);
          const first = judgeAt(now);
          const holdsUntil =
            first.validUntil?.getTime() ?? now + 1000 * HOUR_MS;
          expect(holdsUntil).toBeGreaterThan(now);
          const until = Math.min(
            holdsUntil,
            firstSilence({ clusters: [cluster] }, now),
          );
          for (const later of [
            until - 1,
            Math.floor(now + share * (until - 1 - now)),
          ]) {
            expect(judgeAt(later).said).toEqual(first.said);
          }
        },
      ),
      { numRuns: 600 },
    );
  });

  it('is never worse for one more good backup, and never better for a failed one', () => {
    const asked = fc.record({
      now: moment.map(text => new Date(text)),
      rpoSeconds: objectives,
      requireOffsite: fc.boolean(),
    });
    const made = fc.record({
      schedule: fc.constantFrom('db-daily', 'db-hourly', null),
      job: fc.constantFrom('nightly', 'hourly', null),
      method: fc.constantFrom('plugin', 'volumeSnapshot'),
    });
    fc.assert(
      fc.property(clusters, asked, made, (cluster, question, more) => {
        const before = ranksOf(judgeAll(cluster, question));
        const justNow = stamp(question.now.getTime() - 60_000);
        const withOneMore = (phase: string, state: string): ClusterFacts => ({
          ...cluster,
          objects: {
            ...cluster.objects,
            PostgresBackup: [
              ...(cluster.objects.PostgresBackup ?? []),
              postgresBackup(justNow, {
                name: 'one-more',
                scheduledBackup: more.schedule,
                method: more.method,
                phase,
                stoppedAt: justNow,
              }),
            ],
            LonghornBackup: [
              ...(cluster.objects.LonghornBackup ?? []),
              longhornBackup(justNow, {
                name: 'one-more',
                recurringJob: more.job,
                state,
                snapshotAt: justNow,
                completedAt: justNow,
              }),
            ],
          },
        });
        const good = ranksOf(
          judgeAll(withOneMore('completed', 'Completed'), question),
        );
        const failed = ranksOf(
          judgeAll(withOneMore('failed', 'Error'), question),
        );
        before.forEach((rank, index) => {
          expect(good[index]).toBeGreaterThanOrEqual(rank);
          expect(failed[index]).toBeLessThanOrEqual(rank);
        });
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['daily', '0 0 0 * * *', 24, 50],
    ['hourly', '0 0 * * * *', 1, 40],
    ['daily, slow', '0 0 0 * * *', 24, 600],
  ])(
    'gives %s base backups, with WAL or without, no transition in 30 days',
    (_, cron, everyHours, minutes) => {
      const states = new Set<string>();
      for (const withWal of [true, false]) {
        for (const now of thirtyDays()) {
          const slots = slotsBefore(now, everyHours * HOUR_MS);
          const cluster = clusterWith({
            PostgresScheduledBackup: [scheduledBackup({ cron })],
            PostgresBackup: slots.map(slot =>
              ended(slot, minutes) <= now
                ? postgresBackup(stamp(slot + 1000), {
                    stoppedAt: stamp(ended(slot, minutes)),
                  })
                : postgresBackup(stamp(slot + 1000), {
                    phase: 'running',
                    stoppedAt: null,
                  }),
            ),
            ObjectStore: [storeAsOf(now, slots, minutes)],
          });
          const fact = database({
            createdAt: '2026-01-01T00:00:00.000Z',
            barmanPlugin: {
              isEnabled: true,
              isWalArchiver: withWal,
              objectStore: 'offsite',
              serverName: null,
            },
          });
          const { said } = judgeAll(
            {
              ...cluster,
              objects: { ...cluster.objects, PostgresCluster: [fact] },
            },
            { now: new Date(now), rpoSeconds: null, requireOffsite: true },
          );
          for (const one of said) {
            if (one) states.add(describeOne(one, withWal));
          }
        }
      }
      expect([...states].sort()).toEqual([
        'WAL false: DEGRADED no_wal_archive met',
        'WAL true: HEALTHY point_in_time_recovery met',
        'schedule: HEALTHY base_backup_kept',
      ]);
    },
  );

  it.each([
    ['nightly', '0 1 * * *', 24, 1],
    ['hourly', '0 * * * *', 1, 0],
  ])(
    'gives good %s backups of a Longhorn volume no transition in 30 days',
    (_, cron, everyHours, atHour) => {
      const states = new Set<string>();
      for (const rpoSeconds of [null, everyHours * 3600]) {
        for (const now of thirtyDays()) {
          const slots = slotsBefore(
            now - atHour * HOUR_MS,
            everyHours * HOUR_MS,
          ).map(slot => slot + atHour * HOUR_MS);
          const cluster = clusterWith({
            PersistentVolume: [persistentVolume()],
            LonghornVolume: [longhornVolume()],
            LonghornRecurringJob: [recurringJob({ cron })],
            LonghornBackupTarget: [backupTarget({ pollSeconds: 0 })],
            LonghornBackup: slots.map(slot =>
              longhornBackup(stamp(slot), {
                state: ended(slot, 30) <= now ? 'Completed' : 'InProgress',
                completedAt:
                  ended(slot, 30) <= now ? stamp(ended(slot, 30)) : null,
              }),
            ),
          });
          const { said } = judgeAll(cluster, {
            now: new Date(now),
            rpoSeconds,
            requireOffsite: true,
          });
          for (const one of said) {
            if (one && 'finding' in one) {
              states.add(`${one.finding.state} ${one.objectiveStanding}`);
            }
          }
        }
      }
      expect([...states]).toEqual(['HEALTHY met']);
    },
  );
});

/** Moments of thirty days that fall on every minute of an hour. */
function thirtyDays(): number[] {
  const begin = Date.parse('2026-10-01T00:00:00.000Z');
  const moments: number[] = [];
  for (let t = begin; t < begin + 30 * 24 * HOUR_MS; t += 37 * 60_000) {
    moments.push(t);
  }
  return moments;
}

/** The last twelve slots whose run a controller has made, newest first. */
function slotsBefore(now: number, everyMs: number): number[] {
  const newest = Math.floor((now - 40_000) / everyMs) * everyMs;
  return Array.from({ length: 12 }, (_, index) => newest - index * everyMs);
}

function ended(slot: number, minutes: number): number {
  return slot + minutes * 60_000;
}

/** What the plug-in wrote down at the last half hour. */
function storeAsOf(now: number, slots: readonly number[], minutes: number) {
  const written = Math.floor(now / (HOUR_MS / 2)) * (HOUR_MS / 2);
  const done = slots
    .map(slot => ended(slot, minutes))
    .filter(end => end <= written);
  return objectStore({
    firstRecoverabilityPoint: stamp(Math.min(...done)),
    lastSuccessfulBackupAt: stamp(Math.max(...done)),
  });
}

function describeOne(
  one: NonNullable<ReturnType<typeof judgeAll>['said'][number]>,
  withWal: boolean,
): string {
  if ('verdict' in one) {
    return `schedule: ${one.verdict.state} ${one.verdict.reason}`;
  }
  if ('snapshot' in one) return one.snapshot;
  const { finding, objectiveStanding } = one;
  return `WAL ${withWal}: ${finding.state} ${finding.reason} ${objectiveStanding}`;
}
