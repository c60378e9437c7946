import fc from 'fast-check';
import {
  longhornBackup,
  postgresBackup,
} from '../engines/__fixtures__/engines';
import { ClusterFacts, defaultJudgeSettings, EntityFacts } from '../facts';
import { FactKind } from '../kinds';
import { kind, run } from './__fixtures__/facts';
import { copyFor, fileScope } from './__fixtures__/volumes';
import {
  allRead,
  BASE,
  entityFacts,
  moments,
  withRun,
} from './__testUtils__/entityFacts';
import { clusterFacts } from './__testUtils__/clusterFacts';
import { assessCluster } from './assessCluster';
import { assessEntity } from './assessEntity';
import { concernsCluster } from './concernsCluster';
import { ProtectionState, protectionStates } from './states';
import { worstProtection } from './worst';

const states = (facts: EntityFacts, now: Date) =>
  new Map(
    assessEntity(facts, { now }).units.map(({ id, verdict }) => [
      id,
      protectionStates.indexOf(verdict.state),
    ]),
  );

/** Facts, a moment to judge at, and one after all runs, not after that moment. */
const withMoment = fc
  .tuple(entityFacts, fc.integer({ min: 0, max: 2 * 24 * 60 }))
  .map(([facts, minutes]) => {
    const now = new Date(BASE + minutes * 60_000);
    const [cluster] = facts.clusters;
    return {
      facts: {
        ...facts,
        clusters: [
          {
            ...cluster,
            contact: { ...cluster.contact, clockSkewMs: 0 },
            // Nothing is from the future, and nothing is as new as what is added.
            runs: cluster.runs.filter(
              one => Date.parse(one.createdAt) < now.getTime() - 20 * 60_000,
            ),
          },
        ],
      },
      now,
      addedAt: new Date(now.getTime() - 11 * 60_000).toISOString(),
    };
  });

const added = (startedAt: string, schedule: string | null, phase: string) =>
  run(startedAt, {
    schedule,
    phase,
    uid: 'added',
    scope: fileScope({ includedNamespaces: ['*'] }),
  });

describe('verdicts', () => {
  it.each(['daily', null])(
    'are not made worse by a newer good backup (of schedule %s)',
    schedule => {
      fc.assert(
        fc.property(withMoment, ({ facts, now, addedAt }) => {
          const good = added(addedAt, schedule, 'Completed');
          const before = states(facts, now);
          const after = states(withRun(facts, good, copyFor(good)), now);
          for (const [id, rank] of after) {
            expect(rank).toBeGreaterThanOrEqual(before.get(id) ?? 0);
          }
        }),
        { numRuns: 400 },
      );
    },
  );

  it.each(['Failed', 'PartiallyFailed', 'FailedValidation'])(
    'are not improved by a newer run that ends %s',
    phase => {
      fc.assert(
        fc.property(withMoment, ({ facts, now, addedAt }) => {
          const failed = added(addedAt, 'daily', phase);
          const before = states(facts, now);
          const after = states(withRun(facts, failed, null), now);
          for (const [id, rank] of after) {
            expect(rank).toBeLessThanOrEqual(before.get(id) ?? 0);
          }
        }),
        { numRuns: 300 },
      );
    },
  );

  it.each<[FactKind, Partial<ClusterFacts['objects']>?]>([
    ['Namespace'],
    ['Schedule'],
    ['Backup'],
    ['BackupStorageLocation'],
    ['PersistentVolumeClaim'],
    ['VirtualMachine'],
  ])('are never green while %s cannot be read', needed => {
    fc.assert(
      fc.property(
        withMoment,
        fc.constantFrom('forbidden', 'pending', 'failed', 'absent', undefined),
        ({ facts, now }, state) => {
          if (needed === 'VirtualMachine' && (!state || state === 'absent')) {
            return;
          }
          const unread = state && kind({ state, syncedAt: null });
          const kinds = { ...allRead(), [needed]: unread };
          const { parts } = assessEntity(
            {
              ...facts,
              exemptions: [],
              clusters: facts.clusters.map(one => ({ ...one, kinds })),
            },
            { now },
          );
          expect(['HEALTHY', 'PENDING', 'EXEMPT']).not.toContain(
            parts[0].protection?.state,
          );
        },
      ),
      { numRuns: 150 },
    );
  });

  it('do not depend on the order of facts', () => {
    const shuffled = <T>(list: readonly T[]) =>
      fc.shuffledSubarray([...list], {
        minLength: list.length,
        maxLength: list.length,
      });
    const pairs = fc.tuple(entityFacts, moments).chain(([facts, moment]) => {
      const [cluster] = facts.clusters;
      return fc
        .record({
          schedules: shuffled(cluster.schedules),
          runs: shuffled(cluster.runs),
          objects: fc.record(
            Object.fromEntries(
              Object.entries(cluster.objects).map(([name, list]) => [
                name,
                shuffled<unknown>(list ?? []),
              ]),
            ),
          ),
          exemptions: shuffled(facts.exemptions),
        })
        .map(({ exemptions, ...lists }) => ({
          facts,
          other: {
            ...facts,
            exemptions,
            clusters: [{ ...cluster, ...lists }],
          },
          now: new Date(moment),
        }));
    });
    fc.assert(
      fc.property(pairs, ({ facts, other, now }) => {
        expect(byId(assessEntity(other, { now }))).toEqual(
          byId(assessEntity(facts, { now })),
        );
      }),
      { numRuns: 400 },
    );
  });

  it('are rolled up by the order of states alone, until the first can change', () => {
    const verdicts = fc.array(
      fc.record({
        state: fc.constantFrom<ProtectionState>(...protectionStates),
        reason: fc.string(),
        message: fc.string(),
        validUntil: fc.option(
          moments.map(moment => new Date(moment)),
          {
            nil: null,
          },
        ),
      }),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(verdicts, list => {
        const whole = worstProtection(list);
        const ranks = list.map(({ state }) => protectionStates.indexOf(state));
        expect(whole?.state).toBe(protectionStates[Math.min(...ranks)]);
        expect(worstProtection([...list].reverse())?.state).toBe(whole?.state);
        const moments_ = list.flatMap(({ validUntil }) => validUntil ?? []);
        expect(whole?.validUntil ?? null).toEqual(
          moments_.length ? new Date(Math.min(...moments_.map(Number))) : null,
        );
      }),
    );
    expect(worstProtection([])).toBeNull();
  });
});

const assess = (facts: ClusterFacts, now: string) =>
  assessCluster(
    { facts, syncObjects: [], settings: defaultJudgeSettings },
    { now: new Date(now) },
  );
const rankOf = (facts: ClusterFacts, now: string) =>
  protectionStates.indexOf(
    assess(facts, now).parts[0].protection?.state ?? 'EXEMPT',
  );

describe('the verdict on a cluster', () => {
  it('does not depend on the order of facts', () => {
    const pairs = clusterFacts.chain(facts =>
      fc
        .record(
          Object.fromEntries(
            Object.entries(facts.objects).map(([name, list]) => [
              name,
              fc.shuffledSubarray<unknown>(list ?? [], {
                minLength: list?.length,
              }),
            ]),
          ),
        )
        .map(objects => ({ facts, other: { ...facts, objects } })),
    );
    fc.assert(
      fc.property(pairs, moments, ({ facts, other }, now) => {
        const stateOf = (given: ClusterFacts) => {
          const { parts, validUntil } = assess(given, now);
          return [parts[0].protection?.state, validUntil];
        };
        expect(stateOf(other)).toEqual(stateOf(facts));
      }),
      { numRuns: 200 },
    );
  });

  it.each<FactKind>([
    'VeleroServer',
    'PostgresCluster',
    'PostgresScheduledBackup',
    'PostgresBackup',
    'ObjectStore',
    'LonghornVolume',
    'LonghornBackup',
    'LonghornBackupTarget',
    'LonghornRecurringJob',
  ])('is never green while %s cannot be read', needed => {
    fc.assert(
      fc.property(
        clusterFacts,
        moments,
        fc.constantFrom('forbidden', 'pending', 'failed'),
        (facts, now, state) => {
          const unread = kind({ state, syncedAt: null });
          const kinds = { ...allRead(), [needed]: unread };
          const given = { ...facts, kinds };
          fc.pre(needed !== 'VeleroServer' || makesBackups(given, now));
          expect(['HEALTHY', 'PENDING', 'PAUSED']).not.toContain(
            assess(given, now).parts[0].protection?.state,
          );
        },
      ),
      { numRuns: 100 },
    );
  });

  it('is not made worse by a newer good backup of a database or a volume', () => {
    fc.assert(
      fc.property(clusterFacts, moments, (facts, now) => {
        const begunAt = new Date(Date.parse(now) - 11 * 60_000).toISOString();
        const before = rankOf(facts, now);
        const { objects } = facts;
        const after = rankOf(
          {
            ...facts,
            contact: { ...facts.contact, clockSkewMs: 0 },
            objects: {
              ...objects,
              PostgresBackup: [
                ...(objects.PostgresBackup ?? []),
                postgresBackup(begunAt, {
                  cluster: 'other',
                  scheduledBackup: 'other-daily',
                  method: 'barmanObjectStore',
                  stoppedAt: now,
                }),
              ],
              LonghornBackup: [
                ...(objects.LonghornBackup ?? []),
                longhornBackup(begunAt, { volume: 'pvc-2' }),
              ],
            },
          },
          now,
        );
        fc.pre((facts.contact.clockSkewMs ?? 0) === 0);
        expect(after).toBeGreaterThanOrEqual(before);
      }),
      { numRuns: 300 },
    );
  });

  it('is the worst of what concerns it', () => {
    fc.assert(
      fc.property(clusterFacts, moments, (facts, now) => {
        const found = assess(facts, now);
        const worst = found.parts[0].protection?.state ?? 'EXEMPT';
        const counted = [
          ...found.installs,
          ...found.schedules,
          ...found.storageLocations,
          ...found.repositories,
          ...found.backupTargets,
          ...found.databases.filter(one => concernsCluster(one.verdict)),
          ...found.scheduledBackups.filter(one => concernsCluster(one.verdict)),
          ...found.volumes.filter(
            one => !one.isSkipped && concernsCluster(one.verdict),
          ),
        ].map(({ verdict }) => protectionStates.indexOf(verdict.state));
        expect(protectionStates.indexOf(worst)).toBeLessThanOrEqual(
          Math.min(...counted, protectionStates.length),
        );
        // What cannot be read, and that there is no schedule, is none of these.
        const beside = ['UNKNOWN', 'UNPROTECTED', 'HEALTHY'].map(state =>
          protectionStates.indexOf(state as ProtectionState),
        );
        expect([...counted, ...beside]).toContain(
          protectionStates.indexOf(worst),
        );
      }),
      { numRuns: 200 },
    );
  });
});

function makesBackups(facts: ClusterFacts, now: string): boolean {
  return assess(facts, now).installs.length > 0;
}

/** An assessment in an order of its own. */
function byId({ units, schedules, ...rest }: ReturnType<typeof assessEntity>) {
  const sorted = <T extends { id: string }>(list: readonly T[]) =>
    [...list].sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    ...rest,
    units: sorted(units).map(unit => ({
      ...unit,
      schedules: [...unit.schedules].sort(),
    })),
    schedules: sorted(schedules),
  };
}
