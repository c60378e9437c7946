import fc from 'fast-check';
import {
  ApplicationFact,
  ConditionFact,
  LocatedSyncObject,
  SourceFact,
} from '../facts';
import {
  application,
  applicationSet,
  helmRelease,
  kustomization,
  project,
  source,
} from './__fixtures__/syncObjects';
import { firstSilence } from './__testUtils__/firstSilence';
import { assessSyncObject } from './assessSyncObject';
import { Finding, verdictOf } from './Finding';
import { Horizon } from './Horizon';
import { judgeApplicationSet } from './judgeApplicationSet';
import { judgeSource } from './judgeSource';
import { SyncState } from './states';
import { SyncVerdict } from './verdict';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const BASE = Date.parse('2026-11-20T12:00:00.000Z');
const stamp = (ms: number) => new Date(ms).toISOString();

/** Moments around which verdicts hang: minutes to two hours back, or just ahead. */
const moment = fc
  .integer({ min: -130 * 60, max: 60 })
  .map(seconds => stamp(BASE + seconds * 1000));
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null });
const rarely = (some: fc.Arbitrary<string>) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: some },
  );
const revisions = fc.constantFrom('aaa', 'bbb').map(one => [one]);

const conditionsOf = (types: readonly string[]) =>
  fc.uniqueArray(
    fc.record({
      type: fc.constantFrom(...types),
      status: fc.constantFrom('True', 'True', 'False', 'Unknown'),
      reason: fc.constantFrom('', 'DependencyNotReady', 'BuildFailed'),
      message: fc.constantFrom('', 'words'),
      at: maybe(moment),
    }),
    { selector: ({ type }) => type, maxLength: 4 },
  );

const windows = fc.array(
  fc.record({
    kind: fc.constantFrom('allow' as const, 'deny' as const),
    cron: fc.constantFrom(
      '0 11 * * *',
      '30 12 * * 5',
      '*/20 * * * *',
      '0 0 30 2 *',
      'nonsense',
    ),
    durationSeconds: fc.constantFrom(0, 600, 1800, 7200, null),
    zone: fc.constantFrom('UTC', 'Europe/Paris', 'Nowhere'),
    manualSync: fc.boolean(),
    applications: fc.constantFrom('*', 'cart').map(glob => [glob]),
  }),
  { maxLength: 3 },
);

const applications: fc.Arbitrary<LocatedSyncObject> = fc
  .record({
    fact: fc
      .record({
        createdAt: moment,
        deletedAt: rarely(moment),
        automated: fc.boolean(),
        syncStatus: fc.constantFrom('Synced', 'OutOfSync', 'OutOfSync', ''),
        healthStatus: fc.constantFrom('Healthy', 'Progressing', 'Degraded'),
        reconciledAt: maybe(moment),
        revisions,
        isSyncRequested: fc.boolean(),
        operation: maybe(
          fc.record({
            phase: fc.constantFrom(
              'Succeeded',
              'Succeeded',
              'Running',
              'Failed',
            ),
            message: fc.constant(null),
            startedAt: maybe(moment),
            finishedAt: maybe(moment),
            revisions,
            retries: fc.nat(1),
            initiatedBy: fc.constant(null),
          }),
        ),
        conditions: fc.uniqueArray(
          fc.record({
            type: fc.constantFrom(
              'ComparisonError',
              'SyncError',
              'DeletionError',
              'SharedResourceWarning',
            ),
            message: fc.constant('words'),
          }),
          { selector: ({ type }) => type, maxLength: 1 },
        ),
        lastDeployed: maybe(fc.record({ at: moment, revisions })),
      })
      .map(changes => application(changes)),
    project: maybe(windows.map(some => project(...some))),
  })
  .map(some => ({ cluster: 'argo', source: null, ...some }));

const fluxRevision = fc.constantFrom('main@sha1:aaa', 'main@sha1:bbb');
const sources: fc.Arbitrary<SourceFact> = fc
  .record({
    createdAt: moment,
    deletedAt: rarely(moment),
    suspended: fc.constantFrom(false, false, false, true),
    generation: fc.constantFrom(1, 1, 2),
    observedGeneration: fc.constantFrom(1, 1, -1),
    artifact: maybe(fc.record({ revision: fluxRevision, at: maybe(moment) })),
    conditions: conditionsOf([
      'Ready',
      'Reconciling',
      'FetchFailed',
      'Stalled',
    ]),
  })
  .map(changes => source(changes));

const fluxObject = {
  createdAt: moment,
  deletedAt: rarely(moment),
  generation: fc.constantFrom(2, 2, 3),
  observedGeneration: fc.constantFrom(2, 2, -1),
  settledGeneration: fc.constantFrom(2, 2, 1),
  intervalSeconds: fc.constantFrom(60, 600, 3600),
  timeoutSeconds: fc.constantFrom(30, 600),
};
const kustomizations: fc.Arbitrary<LocatedSyncObject> = fc
  .record({
    fact: fc
      .record({
        ...fluxObject,
        conditions: conditionsOf(['Ready', 'Ready', 'Reconciling', 'Stalled']),
        lastAppliedRevision: maybe(fluxRevision),
        lastAttemptedRevision: maybe(fluxRevision),
        lastReconciledAt: maybe(moment),
      })
      .map(changes => kustomization(changes)),
    source: maybe(sources),
  })
  .map(some => ({ cluster: 'prod-1', project: null, ...some }));

const helmReleases: fc.Arbitrary<LocatedSyncObject> = fc
  .record({
    fact: fc
      .record({
        ...fluxObject,
        driftDetection: fc.constantFrom('enabled' as const, 'warn' as const),
        conditions: conditionsOf([
          'Ready',
          'Ready',
          'Reconciling',
          'Released',
          'Remediated',
          'Drifted',
          'TestSuccess',
        ]),
        lastAttemptedRevision: fc.constantFrom('1.2.3', '1.2.4'),
        lastAttemptedDigest: maybe(fc.constantFrom('sha1:aaa', 'sha1:bbb')),
      })
      .map(changes => helmRelease(changes)),
    source: maybe(sources.map(s => ({ ...s, kind: 'OCIRepository' as const }))),
  })
  .map(some => ({ cluster: 'prod-1', project: null, ...some }));

const applicationSets = fc
  .record({
    deletedAt: rarely(moment),
    conditions: conditionsOf([
      'ErrorOccurred',
      'ParametersGenerated',
      'ResourcesUpToDate',
      'RolloutProgressing',
    ]),
    applications: fc.array(
      fc.record({
        name: fc.constantFrom('shop', 'cart'),
        status: fc.constantFrom('Waiting', 'Healthy'),
        message: fc.constant(''),
        at: maybe(moment),
      }),
      { maxLength: 2 },
    ),
  })
  .map(changes => applicationSet(changes));

interface Judge {
  judge(now: Date): SyncVerdict;
  /** What is judged, where it has heartbeats. */
  syncObjects: LocatedSyncObject[];
}
const judgeLocated = (located: LocatedSyncObject): Judge => ({
  judge: now => assessSyncObject(located, { now }).verdict,
  syncObjects: [located],
});
const judgeBy = (rule: (horizon: Horizon) => Finding<SyncState>): Judge => ({
  judge: now => {
    const horizon = Horizon.at(now);
    return verdictOf(rule(horizon), horizon);
  },
  syncObjects: [],
});
const judges: fc.Arbitrary<Judge> = fc.oneof(
  { weight: 3, arbitrary: applications.map(judgeLocated) },
  { weight: 3, arbitrary: kustomizations.map(judgeLocated) },
  { weight: 3, arbitrary: helmReleases.map(judgeLocated) },
  sources.map(fact => judgeBy(horizon => judgeSource(fact, horizon))),
  applicationSets.map(fact =>
    judgeBy(horizon => judgeApplicationSet(fact, horizon)),
  ),
);

const told = ({ state, reason, message }: SyncVerdict) =>
  `${state} ${reason} ${message}`;

describe('verdicts of sync objects', () => {
  it('hold until validUntil, which is later than now, or until a heartbeat is missed', () => {
    fc.assert(
      fc.property(
        judges,
        fc.integer({ min: -60 * 60_000, max: 3 * 60 * 60_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        ({ judge, ...watched }, offset, share) => {
          const now = BASE + offset;
          const first = judge(new Date(now));
          const holdsUntil = first.validUntil?.getTime() ?? now + 30 * DAY_MS;
          expect(holdsUntil).toBeGreaterThan(now);
          const until = Math.min(holdsUntil, firstSilence(watched, now));
          for (const later of [
            until - 1,
            Math.floor(now + share * (until - 1 - now)),
          ]) {
            expect(told(judge(new Date(later)))).toBe(told(first));
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('change at some validUntil', () => {
    const changed = fc
      .sample(judges, { numRuns: 500, seed: 1 })
      .filter(({ judge }) => {
        const first = judge(new Date(BASE));
        return (
          first.validUntil !== null &&
          told(judge(first.validUntil)) !== told(first)
        );
      });
    expect(changed.length).toBeGreaterThan(50);
  });

  it('do not depend on the order of conditions', () => {
    const reversed = <C extends ConditionFact | { type: string }>(fact: {
      conditions: C[];
    }) => ({ ...fact, conditions: [...fact.conditions].reverse() });
    const turn = (located: LocatedSyncObject): LocatedSyncObject => ({
      ...located,
      fact: { ...located.fact, ...reversed<any>(located.fact) },
      source: located.source && {
        ...located.source,
        ...reversed(located.source),
      },
    });
    fc.assert(
      fc.property(
        fc.oneof(applications, kustomizations, helmReleases),
        located => {
          const now = new Date(BASE);
          expect(judgeLocated(turn(located)).judge(now)).toEqual(
            judgeLocated(located).judge(now),
          );
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('are never better because something failed', () => {
    const isGood = (located: LocatedSyncObject) =>
      ['SYNCED', 'PROGRESSING'].includes(
        judgeLocated(located).judge(new Date(BASE)).state,
      );
    fc.assert(
      fc.property(applications, located => {
        const fact: ApplicationFact = {
          ...application(),
          ...located.fact,
          kind: 'Application',
          engine: 'argocd',
          conditions: [{ type: 'ComparisonError', message: 'no' }],
        } as ApplicationFact;
        expect(isGood({ ...located, fact })).toBe(false);
      }),
    );
  });
});

/** What a watch sees of thirty days, one state at a time. */
interface Seen {
  at: number;
  located: LocatedSyncObject;
}

function verdictsOf(seen: readonly Seen[]): string[] {
  const found = new Set<string>();
  seen.forEach(({ at, located }, index) => {
    const until = seen[index + 1]?.at ?? at;
    let now = at;
    while (now <= until) {
      const { verdict } = assessSyncObject(located, { now: new Date(now) });
      found.add(`${verdict.state} ${verdict.reason}`);
      if (!verdict.validUntil) break;
      now = verdict.validUntil.getTime();
    }
  });
  return [...found].sort();
}

describe('thirty good days', () => {
  const end = BASE + 30 * DAY_MS;
  const closed = project({ cron: '0 8 * * 1-5', durationSeconds: 3600 });

  const appSeen = (
    at: number,
    sync: { revision: string; at: number },
    changes: Partial<ApplicationFact> = {},
  ): Seen => ({
    at,
    located: {
      cluster: 'argo',
      source: null,
      project: closed,
      fact: application({
        reconciledAt: stamp(at),
        revisions: [sync.revision],
        lastDeployed: { at: stamp(sync.at), revisions: [sync.revision] },
        operation: {
          phase: 'Succeeded',
          message: null,
          startedAt: stamp(sync.at - 5000),
          finishedAt: stamp(sync.at),
          revisions: [sync.revision],
          retries: 0,
          initiatedBy: null,
        },
        ...changes,
      }),
    },
  });

  /** What Argo CD writes while it finds a commit, syncs it and compares again. */
  function deployment(
    at: number,
    before: { revision: string; at: number },
    after: { revision: string; at: number },
  ): Seen[] {
    const pending = {
      reconciledAt: stamp(at),
      syncStatus: 'OutOfSync',
      revisions: [after.revision],
      isSyncRequested: true,
    };
    const operation = {
      phase: 'Running',
      message: null,
      startedAt: stamp(at + 1000),
      finishedAt: null,
      revisions: [after.revision],
      retries: 0,
      initiatedBy: null,
    };
    return [
      appSeen(at, before, pending),
      appSeen(at + 1000, before, { ...pending, operation }),
      appSeen(at + 8000, after, { ...pending, isSyncRequested: false }),
      appSeen(at + 9000, after, { healthStatus: 'Progressing' }),
      appSeen(at + 60_000, after),
    ];
  }

  function comparisons(deploysEveryMs: number | null): Seen[] {
    const seen: Seen[] = [];
    let sync = { revision: 'r0', at: BASE - DAY_MS };
    for (let at = BASE; at < end; at += 3 * MINUTE_MS) {
      if (deploysEveryMs !== null && (at - BASE) % deploysEveryMs === 0) {
        const after = { revision: `r${at}`, at: at + 8000 };
        seen.push(...deployment(at, sync, after));
        sync = after;
      } else {
        seen.push(appSeen(at, sync));
      }
    }
    return seen;
  }

  const fluxSeen = (
    at: number,
    applied: { revision: string; at: number },
    changes: {
      fetched?: { revision: string; at: string };
      conditions?: ConditionFact[];
    } = {},
  ): Seen => {
    const { fetched, ...rest } = changes;
    const { revision: applies } = applied;
    return {
      at,
      located: {
        cluster: 'prod-1',
        project: null,
        source: source({
          artifact: fetched ?? { revision: applies, at: stamp(BASE - DAY_MS) },
        }),
        fact: kustomization({
          lastAppliedRevision: applies,
          lastAttemptedRevision: applies,
          lastReconciledAt: stamp(applied.at),
          lastOutcome: {
            status: 'ReconciliationSucceeded',
            revision: applies,
          },
          ...rest,
        }),
      },
    };
  };

  function reconciliations(deploysEveryMs: number | null): Seen[] {
    const seen: Seen[] = [];
    let applied = { revision: 'main@sha1:r0', at: BASE - MINUTE_MS };
    for (let at = BASE; at < end; at += 10 * MINUTE_MS) {
      const isDeploy =
        deploysEveryMs !== null && (at - BASE) % deploysEveryMs === 0;
      const revision = isDeploy ? `main@sha1:r${at}` : applied.revision;
      const ready: ConditionFact = {
        type: 'Ready',
        status: 'Unknown',
        reason: 'Progressing',
        message: 'Reconciliation in progress',
        at: stamp(at),
      };
      const conditions = [
        ready,
        { ...ready, type: 'Reconciling', status: 'True' },
      ];
      const fetched = { revision, at: stamp(at) };
      seen.push(fluxSeen(at, applied, { fetched, conditions }));
      applied = { revision, at: at + 20_000 };
      seen.push(fluxSeen(at + 20_000, applied));
    }
    return seen;
  }

  it('of an Application give no transition', () => {
    expect(verdictsOf(comparisons(null))).toEqual(['SYNCED synced']);
  });

  it('of an Application that is deployed each day give none but that it is synced', () => {
    expect(verdictsOf(comparisons(DAY_MS))).toEqual([
      'PROGRESSING comparison_expected',
      'PROGRESSING health_progressing',
      'PROGRESSING operation_requested',
      'PROGRESSING operation_running',
      'SYNCED synced',
    ]);
  });

  it('of a Kustomization give no transition', () => {
    expect(verdictsOf(reconciliations(null))).toEqual(['SYNCED synced']);
  });

  it('of a Kustomization that is deployed each day give none but that it is applied', () => {
    expect(verdictsOf(reconciliations(DAY_MS))).toEqual([
      'PROGRESSING reconciling',
      'SYNCED synced',
    ]);
  });

  it('of a HelmRelease that is looked at every ten minutes give no transition', () => {
    const seen: Seen[] = [];
    for (let at = BASE; at < end; at += 10 * MINUTE_MS) {
      const see = (ms: number, more: ConditionFact[]) =>
        seen.push({
          at: at + ms,
          located: {
            cluster: 'prod-1',
            project: null,
            source: source({ kind: 'HelmRepository' }),
            fact: helmRelease({
              conditions: [...helmRelease().conditions, ...more],
            }),
          },
        });
      see(0, [
        {
          type: 'Reconciling',
          status: 'True',
          reason: 'Progressing',
          message: 'Fulfilling prerequisites',
          at: stamp(at),
        },
      ]);
      see(2000, []);
    }
    expect(verdictsOf(seen)).toEqual(['SYNCED synced']);
  });
});
