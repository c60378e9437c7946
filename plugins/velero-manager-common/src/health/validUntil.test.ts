import fc from 'fast-check';
import { Exemption } from '../exemption';
import { EntityFacts, defaultJudgeSettings } from '../facts';
import { clusterFacts } from './__testUtils__/clusterFacts';
import { entityFacts, moments } from './__testUtils__/entityFacts';
import { firstSilence } from './__testUtils__/firstSilence';
import { assessCluster } from './assessCluster';
import { assessEntity } from './assessEntity';
import {
  copyFor,
  fileRun,
  fileScope,
  withVolume,
} from './__fixtures__/volumes';
import {
  application,
  at,
  cluster,
  entity,
  kind,
  kustomization,
  location,
  openRun,
  run,
  schedule,
  scope,
  located,
} from './__fixtures__/facts';

const BASE = Date.parse(at('00:00'));
const HOUR_MS = 3_600_000;
/** Some moment in the ten days around the base, to the minute. */
const moment = fc
  .integer({ min: -7 * 24 * 60, max: 3 * 24 * 60 })
  .map(minutes => new Date(BASE + minutes * 60_000).toISOString());
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null });

const schedules = fc.array(
  fc
    .record({
      name: fc.constantFrom('daily', 'hourly', 'weekly'),
      cron: fc.constantFrom(
        '0 2 * * *',
        '0 * * * *',
        '30 3 * * 1-5',
        '@every 6h',
        'nonsense',
        '0 5 1 * 1',
      ),
      paused: fc.boolean(),
      phase: fc.constantFrom('Enabled', 'New', ''),
      createdAt: moment,
      lastBackupAt: maybe(moment),
    })
    .map(changes => schedule(changes)),
  { maxLength: 3 },
);
const runs = fc.array(
  fc
    .record({
      startedAt: moment,
      lagMinutes: fc.constantFrom(0, 0, 1, 60),
      minutes: fc.integer({ min: 1, max: 400 }),
      phase: fc.constantFrom(
        'Completed',
        'Completed',
        'Failed',
        'PartiallyFailed',
        'InProgress',
        'Queued',
        '',
      ),
      keptHours: fc.integer({ min: 1, max: 200 }),
      schedule: fc.constantFrom('daily', 'hourly', null),
      hasLabelSelector: fc.constantFrom(false, false, false, true),
    })
    .map(
      ({
        startedAt,
        lagMinutes,
        minutes,
        keptHours,
        hasLabelSelector,
        ...rest
      }) => {
        const later = (ms: number) =>
          new Date(Date.parse(startedAt) + ms).toISOString();
        return run(startedAt, {
          ...rest,
          createdAt: later(lagMinutes * 60_000),
          completedAt: later(minutes * 60_000),
          expiresAt: later(keptHours * HOUR_MS),
          scope: scope({ hasLabelSelector }),
        });
      },
    ),
  { maxLength: 8 },
);
const locations = fc
  .record({
    phase: fc.constantFrom(
      'Available' as const,
      'Available' as const,
      'Unavailable' as const,
      '' as const,
    ),
    lastValidatedAt: maybe(moment),
    accessMode: fc.constantFrom('ReadWrite' as const, 'ReadOnly' as const),
  })
  .map(changes => [location(changes)]);
const syncObjects = fc.tuple(
  fc.record({
    syncStatus: fc.constantFrom('Synced', 'OutOfSync'),
    automated: fc.boolean(),
    reconciledAt: maybe(moment),
    revisions: fc.constantFrom('aaa', 'bbb').map(revision => [revision]),
  }),
  fc.record({
    lastReconciledAt: maybe(moment),
    lastAttemptedRevision: fc.constantFrom('main@sha1:aaa', 'main@sha1:bbb'),
  }),
);

const facts: fc.Arbitrary<EntityFacts> = fc
  .record({
    schedules,
    runs,
    storageLocations: locations,
    sync: syncObjects,
    rpoSeconds: maybe(fc.constantFrom(3600, 86_400)),
    failedSince: maybe(moment),
  })
  .map(({ rpoSeconds, failedSince, sync, ...rest }) => {
    const kinds = failedSince
      ? {
          ...cluster().kinds,
          Backup: kind({ state: 'failed', syncedAt: failedSince }),
        }
      : cluster().kinds;
    return entity({
      claims: { ...entity().claims, rpoSeconds },
      clusters: [cluster({ ...rest, kinds })],
      syncObjects: [
        located('prod-1', application(sync[0])),
        located('prod-1', kustomization(sync[1])),
      ],
    });
  });

/** Facts that are nearly all well, around a slot: where verdicts hang on seconds. */
const aroundSlot: fc.Arbitrary<EntityFacts> = fc
  .record({
    cron: fc.constantFrom(
      '0 * * * *',
      '0 0 * * *',
      '*/15 * * * *',
      '@every 1h',
    ),
    agoMinutes: fc.constantFrom(15, 60, 24 * 60),
    offsetSeconds: fc.integer({ min: -30, max: 90 }),
    rpoSeconds: maybe(fc.constantFrom(900, 3600, 86_400)),
    open: fc.boolean(),
    paused: fc.boolean(),
  })
  .map(({ cron, agoMinutes, offsetSeconds, rpoSeconds, open, paused }) => {
    const good = BASE - agoMinutes * 60_000 + offsetSeconds * 1000;
    const stamp = (ms: number) => new Date(ms).toISOString();
    const begun = openRun(stamp(BASE + offsetSeconds * 1000));
    return entity({
      claims: { ...entity().claims, rpoSeconds },
      clusters: [
        cluster({
          schedules: [
            schedule({ cron, lastBackupAt: stamp(good) }),
            schedule({ name: 'other', cron: '30 * * * *', paused }),
          ],
          runs: [...(open ? [begun] : []), run(stamp(good))],
        }),
      ],
    });
  });
const nearBase = fc
  .integer({ min: -120_000, max: 600_000 })
  .map(ms => new Date(BASE + ms).toISOString());

const exemption = (expiresAt: string): Exemption => ({
  environment: null,
  cluster: null,
  namespace: 'shop',
  claims: null,
  reason: 'scratch',
  approver: 'jane',
  expiresAt,
});

const withoutExpiry = (value: object) =>
  JSON.parse(
    JSON.stringify(value, (key, v) => (key === 'validUntil' ? undefined : v)),
  );

describe('validUntil', () => {
  it('is later than now, and no answer changes before it or a missed heartbeat', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.tuple(facts, moment),
          fc.tuple(aroundSlot, nearBase),
          fc.tuple(entityFacts, moments),
        ),
        fc.double({ min: 0, max: 1, noNaN: true }),
        ([given, start], share) => {
          const now = new Date(start);
          const assessments = [
            (moment_: Date) => assessEntity(given, { now: moment_ }),
            (moment_: Date) =>
              assessCluster(
                {
                  facts: given.clusters[0],
                  syncObjects: given.syncObjects,
                  settings: defaultJudgeSettings,
                },
                { now: moment_ },
              ),
          ];
          for (const assess of assessments) {
            const first = assess(now);
            const holdsUntil =
              first.validUntil?.getTime() ?? now.getTime() + 1000 * HOUR_MS;
            expect(holdsUntil).toBeGreaterThan(now.getTime());
            const until = Math.min(
              holdsUntil,
              firstSilence(given, now.getTime()),
            );
            for (const later of [
              until - 1,
              Math.floor(now.getTime() + share * (until - 1 - now.getTime())),
            ]) {
              expect(withoutExpiry(assess(new Date(later)))).toEqual(
                withoutExpiry(first),
              );
            }
          }
        },
      ),
      { numRuns: 750 },
    );
  });

  it('of a cluster is later than now, and no answer changes before it or a missed heartbeat', () => {
    fc.assert(
      fc.property(
        clusterFacts,
        maybe(moments),
        moments,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (given, exemptUntil, start, share) => {
          const assess = (at_: Date) =>
            assessCluster(
              {
                facts: given,
                syncObjects: [],
                exemptions:
                  exemptUntil === null ? [] : [exemption(exemptUntil)],
                settings: defaultJudgeSettings,
              },
              { now: at_ },
            );
          const now = new Date(start);
          const first = assess(now);
          const sections = [
            first.installs,
            first.repositories,
            first.databases,
            first.scheduledBackups,
            first.backupTargets,
            first.volumes,
          ].flat();
          const moments_ = [
            first.validUntil,
            ...sections.map(({ verdict }) => verdict.validUntil),
          ].flatMap(moment_ => moment_ ?? []);
          const farAway = now.getTime() + 1000 * HOUR_MS;
          const holdsUntil = Math.min(farAway, ...moments_.map(Number));
          // What is set aside is looked at in time, too.
          expect(holdsUntil).toBe(
            Math.min(farAway, first.validUntil?.getTime() ?? Infinity),
          );
          expect(holdsUntil).toBeGreaterThan(now.getTime());
          const until = Math.min(
            holdsUntil,
            firstSilence({ clusters: [given] }, now.getTime()),
          );
          for (const later of [
            until - 1,
            Math.floor(now.getTime() + share * (until - 1 - now.getTime())),
          ]) {
            expect(withoutExpiry(assess(new Date(later)))).toEqual(
              withoutExpiry(first),
            );
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    ['hourly', '0 * * * *', 50],
    ['daily', '0 2 * * *', 60],
    ['working days', '0 2 * * 1-5', 60],
    ['monthly', '0 2 1 * *', 180],
  ])('gives good %s backups no transition in 30 days', (_, cron, minutes) => {
    const begin = Date.parse('2026-10-01T00:00:00.000Z');
    const slots: number[] = [];
    const plan = schedule({
      cron,
      scope: fileScope({ ttlSeconds: 90 * 86_400 }),
      createdAt: new Date(begin - 70 * 24 * HOUR_MS).toISOString(),
    });
    for (
      let t = begin - 65 * 24 * HOUR_MS;
      t < begin + 31 * 24 * HOUR_MS;
      t += HOUR_MS
    ) {
      const d = new Date(t);
      const fits = {
        '0 * * * *': true,
        '0 2 * * *': d.getUTCHours() === 2,
        '0 2 * * 1-5': d.getUTCHours() === 2 && d.getUTCDay() % 6 !== 0,
        '0 2 1 * *': d.getUTCHours() === 2 && d.getUTCDate() === 1,
      }[cron];
      if (fits) slots.push(t);
    }
    const seen = (now: number) =>
      slots
        .filter(slot => slot + 40_000 <= now && slot > now - 70 * 24 * HOUR_MS)
        .slice(-12)
        .reverse()
        .map(slot => {
          const started = new Date(slot + 40_000).toISOString();
          const done = slot + minutes * 60_000 <= now;
          return fileRun(started, {
            phase: done ? 'Completed' : 'InProgress',
            completedAt: done
              ? new Date(slot + minutes * 60_000).toISOString()
              : null,
            expiresAt: new Date(slot + 90 * 24 * HOUR_MS).toISOString(),
          });
        });
    const states = new Set<string>();
    for (let now = begin; now < begin + 30 * 24 * HOUR_MS; now += 37 * 60_000) {
      const made = seen(now);
      const { units } = assessEntity(
        withVolume(
          {
            PodVolumeBackup: made.map(one =>
              one.phase === 'Completed'
                ? copyFor(one)
                : copyFor(one, { phase: 'InProgress', completedAt: null }),
            ),
          },
          { schedules: [plan], runs: made },
        ),
        { now: new Date(now) },
      );
      for (const { kind: unit, verdict } of units) {
        states.add(`${unit} ${verdict.state} ${verdict.reason}`);
      }
    }
    expect([...states]).toEqual([
      'objects HEALTHY protected',
      'volume HEALTHY protected',
    ]);
  });
});
