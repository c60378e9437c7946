import fc from 'fast-check';
import { ClusterFacts, EntityFacts } from '../facts';
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
import { assessEntity } from './assessEntity';
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
