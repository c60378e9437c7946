import { defaultJudgeSettings } from '../facts';
import {
  clusterListItemSchema,
  clusterReportSchema,
  entityListItemSchema,
  fleetSummarySchema,
} from '../api';
import { assessCluster, AssessedPart, SILENT_AFTER_MS } from '../health';
import {
  application,
  at,
  cluster,
  contact,
  kind,
  located,
} from '../health/__fixtures__/facts';
import { buildClusterReport } from './buildClusterReport';
import { buildFleetSummary } from './buildFleetSummary';
import {
  buildClusterListItem,
  buildEntityListItem,
  ClusterListSource,
} from './listItems';

const now = new Date(at('12:00'));
const freshness = (
  contacts: Record<string, ReturnType<typeof contact>> = {},
) => ({
  now,
  silentAfterMs: SILENT_AFTER_MS,
  contacts: new Map(Object.entries({ 'prod-1': contact(), ...contacts })),
});
const part = (name: string, state: 'HEALTHY' | 'CRITICAL'): AssessedPart => ({
  cluster: name,
  protection: {
    state,
    reason: 'r',
    message: `${name} is ${state}.`,
    validUntil: null,
  },
  sync: { state: 'SYNCED', reason: 'synced', message: 'ok', validUntil: null },
});
const entityOf = (parts: AssessedPart[] | null, contacts = {}) =>
  entityListItemSchema.parse(
    buildEntityListItem(
      {
        entityRef: 'component:default/shop',
        title: 'Shop',
        owner: 'group:default/a',
        namespaces: [
          { cluster: 'prod-2', namespace: 'shop' },
          { cluster: 'prod-1', namespace: 'shop' },
          { cluster: 'prod-1', namespace: 'db' },
        ],
        assessment: parts && {
          parts,
          lastGoodAt: at('02:00'),
          objectiveMet: true,
        },
      },
      {
        ...freshness(contacts),
        environments: new Map([
          ['prod-1', 'production'],
          ['prod-2', null],
        ]),
      },
    ),
  );
const source = (
  changes: Partial<ClusterListSource> = {},
): ClusterListSource => ({
  name: 'prod-1',
  title: 'Production 1',
  environment: 'production',
  subjectId: 'subject-2',
  unwatchable: null,
  contact: contact(),
  assessment: {
    parts: [part('prod-1', 'HEALTHY')],
    lastGoodAt: null,
    objectiveMet: null,
  },
  kinds: {
    Schedule: { ...kind(), objects: 3 },
    BackupStorageLocation: { ...kind(), objects: 1 },
    Application: { ...kind({ state: 'absent' }), objects: 0 },
    Kustomization: { ...kind({ state: 'failed' }), objects: 2 },
  },
  schedules: 3,
  storageLocations: { total: 1, available: 1 },
  entities: 4,
  ...changes,
});
const clusterOf = (changes: Partial<ClusterListSource> = {}, contacts = {}) =>
  clusterListItemSchema.parse(
    buildClusterListItem(source(changes), freshness(contacts)),
  );

describe('buildEntityListItem', () => {
  it('rolls the parts up and lays contact over each', () => {
    expect(entityOf([part('prod-1', 'HEALTHY')])).toMatchObject({
      clusters: ['prod-1', 'prod-2'],
      environments: ['production'],
      protection: { state: 'HEALTHY' },
      sync: { state: 'SYNCED' },
      lastGoodAt: at('02:00'),
    });
    const silent = { 'prod-1': contact({ lastContactAt: at('11:00') }) };
    expect(entityOf([part('prod-1', 'HEALTHY')], silent)).toMatchObject({
      protection: {
        state: 'UNKNOWN',
        reason: 'cluster_silent',
        lastKnown: { state: 'HEALTHY' },
      },
      sync: { state: 'UNKNOWN', lastKnown: { state: 'SYNCED' } },
    });
  });

  it('is never green for a cluster that is no longer known', () => {
    expect(entityOf([part('gone', 'HEALTHY')]).protection).toMatchObject({
      state: 'UNKNOWN',
      reason: 'unknown_cluster',
      lastKnown: { state: 'HEALTHY' },
    });
    expect(entityOf([part('', 'HEALTHY')]).protection.state).toBe('HEALTHY');
  });

  it('says that it was not judged yet', () => {
    expect(entityOf(null)).toMatchObject({
      protection: { state: 'UNKNOWN', reason: 'not_assessed_yet' },
      sync: null,
      lastGoodAt: null,
    });
  });
});

describe('buildClusterListItem', () => {
  it('tells what the list shows', () => {
    expect(clusterOf()).toMatchObject({
      subject: 'subject-2',
      contact: { state: 'connected' },
      protection: { state: 'HEALTHY' },
      engines: ['velero', 'flux'],
      schedules: 3,
      storageLocations: { total: 1, available: 1 },
      entities: 4,
    });
  });

  it('shows numbers that are not known as null', () => {
    expect(clusterOf({ kinds: {}, assessment: null })).toMatchObject({
      schedules: null,
      storageLocations: null,
      engines: [],
      protection: { reason: 'not_assessed_yet' },
    });
  });

  it('tells what the Argo CD of another cluster applies to it', () => {
    const parts = [
      part('prod-1', 'HEALTHY'),
      { ...part('hub', 'HEALTHY'), protection: null },
    ];
    const assessment = { ...source({}).assessment!, parts };
    expect(clusterOf({ assessment }, { hub: contact() }).sync).toMatchObject({
      state: 'SYNCED',
    });
    const silent = { hub: contact({ lastContactAt: at('11:00') }) };
    expect(clusterOf({ assessment }, silent)).toMatchObject({
      protection: { state: 'HEALTHY' },
      sync: { state: 'UNKNOWN', reason: 'cluster_silent' },
    });
  });

  it('says why a cluster cannot be watched', () => {
    expect(
      clusterOf({ unwatchable: "log-in 'google' needs a browser" }),
    ).toMatchObject({
      contact: {
        state: 'unwatched',
        message: "log-in 'google' needs a browser",
      },
      protection: { state: 'UNKNOWN', reason: 'unwatchable' },
      sync: null,
    });
  });
});

describe('buildClusterReport', () => {
  it('tells what the cluster page shows', () => {
    const facts = cluster();
    const built = clusterReportSchema.parse(
      buildClusterReport({
        summary: {
          ...source({ assessment: null }),
          definedAt: 'veleroManager.clusters[0]',
        },
        collection: { followedBy: null, toldAt: null, status: null },
        ...{ pastRuns: [], copied: [] },
        facts,
        assessment: assessCluster(
          {
            facts,
            syncObjects: [located('argo', application())],
            settings: defaultJudgeSettings,
          },
          { now },
        ),
        settings: defaultJudgeSettings,
        rpoSeconds: null,
        claimCounts: {},
        freshness: freshness({ argo: contact({ lastContactAt: at('10:00') }) }),
      }),
    );
    expect(built).toMatchObject({
      asOf: at('12:00'),
      definedAt: 'veleroManager.clusters[0]',
      protection: { state: 'HEALTHY', reason: 'protected' },
      scheduleReports: [
        { id: 'prod-1/velero/daily', protection: { state: 'HEALTHY' } },
      ],
      storageLocationReports: [
        {
          name: 'default',
          bucket: 'backups',
          protection: { state: 'HEALTHY' },
        },
      ],
      syncObjects: [
        {
          id: 'argo/Application/argocd/shop',
          sync: { state: 'UNKNOWN', reason: 'cluster_silent' },
        },
      ],
    });
    expect(built.collector).toContainEqual(
      expect.objectContaining({
        kind: 'Namespace',
        state: 'pending',
        syncedAt: null,
        objects: 0,
      }),
    );
    expect(built.collector).toContainEqual(
      expect.objectContaining({
        kind: 'Schedule',
        state: 'synced',
        objects: 3,
      }),
    );
  });
});

describe('buildFleetSummary', () => {
  it('counts what the lists show', () => {
    const silent = clusterOf({
      name: 'prod-2',
      contact: contact({ lastContactAt: at('11:00'), failure: 'refused' }),
      assessment: {
        parts: [part('prod-2', 'HEALTHY')],
        lastGoodAt: null,
        objectiveMet: null,
      },
    });
    const summary = fleetSummarySchema.parse(
      buildFleetSummary({
        clusters: [
          clusterOf(),
          silent,
          clusterOf({ environment: 'dev', assessment: null }),
        ],
        entities: [
          { item: entityOf([part('prod-1', 'HEALTHY')]), objectiveMet: true },
          { item: entityOf([part('prod-1', 'CRITICAL')]), objectiveMet: false },
          { item: entityOf([part('gone', 'HEALTHY')]), objectiveMet: true },
          { item: entityOf(null), objectiveMet: null },
        ],
        notes: [{ place: 'veleroManager.clusters[3]', message: 'no url' }],
        now,
      }),
    );
    expect(summary.clusters).toMatchObject({
      total: 3,
      byState: { HEALTHY: 1, UNKNOWN: 2, CRITICAL: 0 },
      bySync: { SYNCED: 1, UNKNOWN: 1 },
      environments: ['dev', 'production'],
      unreachable: [
        { name: 'prod-2', lastContactAt: at('11:00'), message: 'refused' },
      ],
      unreachableTotal: 1,
    });
    expect(summary.entities).toMatchObject({
      total: 4,
      byState: { HEALTHY: 1, CRITICAL: 1, UNKNOWN: 2 },
      objective: { met: 1, of: 3 },
    });
    expect(summary.notes).toHaveLength(1);
  });

  it('leaves what may not be seen null', () => {
    const summary = buildFleetSummary({
      clusters: null,
      entities: null,
      notes: [],
      now,
    });
    expect(fleetSummarySchema.parse(summary)).toMatchObject({
      clusters: null,
      entities: null,
    });
  });
});
