import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { backupTarget } from '../engines/__fixtures__/engines';
import {
  defaultJudgeSettings,
  EntityFacts,
  LocatedSyncObject,
  SyncObjectFact,
} from '../facts';
import { FactByKind, FactKind } from '../kinds';
import {
  application,
  at,
  kustomization,
  located,
  location,
} from './__fixtures__/facts';
import { helmRelease, source } from './__fixtures__/syncObjects';
import { BASE, entityFacts } from './__testUtils__/entityFacts';
import { firstSilence } from './__testUtils__/firstSilence';
import { assessCluster } from './assessCluster';
import { assessEntity } from './assessEntity';
import { heartbeatOf } from './heartbeats';

const NOON = at('12:00');

describe('heartbeatOf', () => {
  it.each([
    ['a location is validated every minute', location({}), '12:05'],
    [
      'a location is validated every two minutes',
      location({ validationFrequencySeconds: 120 }),
      '12:06',
    ],
    [
      'nobody validates a location',
      location({ validationFrequencySeconds: 0 }),
      null,
    ],
  ])('%s', (_, fact, until) => {
    const found = heartbeatOf('BackupStorageLocation', {
      ...fact,
      lastValidatedAt: NOON,
    });
    expect(found?.freshUntil?.toISOString()).toBe(
      until ? at(until) : undefined,
    );
  });

  it('knows the patience that each kind deserves', () => {
    const freshUntil = <K extends FactKind>(kind: K, fact: FactByKind[K]) =>
      heartbeatOf(kind, fact)?.freshUntil?.toISOString();
    const app = { reconciledAt: NOON };
    expect([
      freshUntil('Application', application(app)),
      freshUntil('Application', application({ ...app, syncStatus: 'Unknown' })),
      freshUntil('Application', application({ reconciledAt: null })),
    ]).toEqual([at('12:09'), undefined, undefined]);
    const flux = { lastReconciledAt: NOON, timeoutSeconds: 60 };
    expect([
      freshUntil(
        'Kustomization',
        kustomization({ ...flux, intervalSeconds: 600 }),
      ),
      freshUntil(
        'Kustomization',
        kustomization({ ...flux, intervalSeconds: 60 }),
      ),
      freshUntil('Kustomization', kustomization({ lastReconciledAt: null })),
    ]).toEqual([at('12:30'), at('12:07'), undefined]);
    const target = { lastSyncedAt: NOON };
    expect([
      freshUntil('LonghornBackupTarget', backupTarget(target)),
      freshUntil(
        'LonghornBackupTarget',
        backupTarget({ ...target, pollSeconds: 600 }),
      ),
      freshUntil(
        'LonghornBackupTarget',
        backupTarget({ ...target, pollSeconds: 0 }),
      ),
    ]).toEqual([at('12:15'), at('12:30'), undefined]);
  });

  it('tells what it says of a kind that has none', () => {
    expect(heartbeatOf('Namespace', {} as FactByKind['Namespace'])).toBeNull();
  });
});

const JUST_NOW = new Date(BASE).toISOString();
const condition = (
  type: string,
  status: string,
  since: string | null,
  revision = 'aaa',
) => ({
  ...{ type, status, at: since, reason: 'Progressing' },
  message: `Building manifests for revision ${revision} with a timeout of 2m0s`,
});

/** How kinds go on while nothing happens. */
const BEATS: { [K in FactKind]?: (fact: FactByKind[K]) => FactByKind[K] } = {
  BackupStorageLocation: fact => ({ ...fact, lastValidatedAt: JUST_NOW }),
  LonghornBackupTarget: fact => ({ ...fact, lastSyncedAt: JUST_NOW }),
  Application: fact => ({ ...fact, reconciledAt: JUST_NOW }),
  Kustomization: fact =>
    fact.conditions[0]?.status === 'True'
      ? {
          ...fact,
          conditions: [
            condition('Ready', 'Unknown', JUST_NOW),
            condition('Reconciling', 'True', JUST_NOW),
          ],
        }
      : {
          ...fact,
          conditions: [condition('Ready', 'True', JUST_NOW)],
          lastReconciledAt: JUST_NOW,
        },
  HelmRelease: fact => ({
    ...fact,
    conditions: fact.conditions.some(({ type }) => type === 'Reconciling')
      ? fact.conditions.filter(({ type }) => type !== 'Reconciling')
      : [...fact.conditions, condition('Reconciling', 'True', JUST_NOW)],
  }),
};

/** The fact after a heartbeat, where it is fresh and that says nothing else. */
function beat<K extends FactKind>(kind: K, fact: FactByKind[K]): FactByKind[K] {
  const later = BEATS[kind]?.(fact) ?? fact;
  const before = heartbeatOf(kind, fact);
  const isFresh = !before?.freshUntil || +before.freshUntil >= BASE;
  return isFresh &&
    isDeepStrictEqual(before?.steady, heartbeatOf(kind, later)?.steady)
    ? later
    : fact;
}

function beatAll(facts: EntityFacts): EntityFacts {
  return {
    ...facts,
    clusters: facts.clusters.map(one => ({
      ...one,
      storageLocations: one.storageLocations.map(fact =>
        beat('BackupStorageLocation', fact),
      ),
      objects: {
        ...one.objects,
        ...(one.objects.LonghornBackupTarget && {
          LonghornBackupTarget: one.objects.LonghornBackupTarget.map(fact =>
            beat('LonghornBackupTarget', fact),
          ),
        }),
      },
    })),
    syncObjects: facts.syncObjects.map(one => ({
      ...one,
      fact: beat(one.fact.kind, one.fact) as SyncObjectFact,
    })),
  };
}

const minutesAgo = (most: number) =>
  fc
    .integer({ min: 0, max: most })
    .map(minutes => new Date(BASE - minutes * 60_000).toISOString());

const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null });
const revisions = fc.constantFrom('aaa', 'aaa', 'bbb');

const applications = fc
  .record({
    reconciledAt: maybe(minutesAgo(11)),
    syncStatus: fc.constantFrom('Synced', 'OutOfSync', 'Unknown'),
    finishedAt: minutesAgo(11),
  })
  .map(({ finishedAt, ...rest }) =>
    application({
      ...rest,
      operation: { ...application().operation!, finishedAt },
    }),
  );

const flux = {
  settledGeneration: fc.constantFrom(2, 2, 2, 1),
  conditions: fc
    .record({
      ready: fc.constantFrom('True', 'True', 'Unknown', 'False'),
      at: maybe(minutesAgo(30)),
      reconciling: fc.constantFrom('aaa', 'aaa', 'bbb', null),
      isStalled: fc.constantFrom(false, false, false, true),
    })
    .map(({ ready, at: since, reconciling, isStalled }) => [
      condition('Ready', ready, since),
      ...(reconciling
        ? [condition('Reconciling', 'True', since, reconciling)]
        : []),
      ...(isStalled ? [condition('Stalled', 'True', since)] : []),
    ]),
};
const kustomizations = fc
  .record({
    ...flux,
    lastReconciledAt: maybe(minutesAgo(35)),
    lastAppliedRevision: fc.constantFrom('aaa', 'aaa', null),
    lastAttemptedRevision: revisions,
    lastOutcome: fc.constantFrom(
      null,
      { status: 'ReconciliationSucceeded', revision: 'aaa' },
      { status: 'HealthCheckFailed', revision: 'aaa' },
    ),
  })
  .map(changes => kustomization(changes));
const helmReleases = fc
  .record({ ...flux, lastAttemptedRevision: fc.constantFrom('1.2.3', '1.3.0') })
  .map(changes => helmRelease(changes));

/** Of each kind one, Flux's with a source that may hold something newer. */
const syncObjects = fc
  .record({
    app: applications,
    applied: kustomizations,
    released: helmReleases,
    newest: maybe(revisions),
    since: minutesAgo(40),
  })
  .map(({ app, applied, released, newest, since }): LocatedSyncObject[] => [
    located('prod-1', app),
    {
      ...located('prod-1', applied),
      source: newest
        ? source({ artifact: { revision: newest, at: since } })
        : null,
    },
    located('prod-1', released),
  ]);

/** What is told of facts at a moment, and until when that holds. */
function judge(facts: EntityFacts, now: Date) {
  const [cluster] = facts.clusters;
  const of = { facts: cluster, syncObjects: facts.syncObjects };
  const settings = defaultJudgeSettings;
  const found = [
    assessEntity(facts, { now }),
    assessCluster({ ...of, settings }, { now }),
  ];
  return {
    told: JSON.parse(
      JSON.stringify(found, (key, value) =>
        ['fact', 'validUntil', 'lastValidatedAt'].includes(key) ? null : value,
      ),
    ),
    validUntil: Math.min(
      ...found.map(({ validUntil }) => validUntil?.getTime() ?? Infinity),
    ),
  };
}

describe('a heartbeat', () => {
  it('changes no verdict while the next one comes in time', () => {
    let beats = 0;
    fc.assert(
      fc.property(
        fc.tuple(entityFacts, syncObjects, maybe(minutesAgo(7))),
        fc.double({ min: 0, max: 1, noNaN: true }),
        ([facts, applied, lastValidatedAt], share) => {
          const [one] = facts.clusters;
          const [validated] = one.storageLocations;
          const storageLocations = [{ ...validated, lastValidatedAt }];
          const given = {
            ...facts,
            clusters: [{ ...one, storageLocations }],
            syncObjects: applied,
          };
          const after = beatAll(given);
          beats += isDeepStrictEqual(given, after) ? 0 : 1;
          // By the clock of the cluster it is noon.
          const now = BASE - (one.contact.clockSkewMs ?? 0);
          const { told, validUntil } = judge(given, new Date(now));
          const until = Math.min(
            validUntil,
            firstSilence(after, now),
            now + 86_400_000,
          );
          for (const later of [
            now,
            until - 1,
            Math.floor(now + share * (until - 1 - now)),
          ]) {
            expect(judge(after, new Date(later)).told).toEqual(told);
          }
        },
      ),
      { numRuns: 500 },
    );
    expect(beats).toBeGreaterThan(300);
  });
});
