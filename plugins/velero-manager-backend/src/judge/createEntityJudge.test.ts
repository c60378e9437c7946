import {
  defaultJudgeSettings,
  type EntityFacts,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { namespaceRow } from '../store/__testUtils__/facts';
import { createEntityJudge } from './createEntityJudge';

const now = new Date('2026-11-20T10:00:00.000Z');
const synced = {
  state: 'synced',
  message: null,
  syncedAt: now.toISOString(),
  malformed: 0,
} as const;

/** An entity with two namespaces in one cluster, each confirming what it is given. */
function factsOf(confirmed: Record<string, string | null>): EntityFacts {
  return {
    entityRef: 'component:default/shop',
    claims: {
      claims: Object.keys(confirmed).map(namespace => ({
        cluster: 'prod-01',
        namespace,
      })),
      syncObjects: [
        { engine: 'argocd', namespace: null, name: 'shop', selector: null },
      ],
      rpoSeconds: null,
      exemptionRequested: false,
      problems: [],
    },
    namespaces: Object.keys(confirmed).map(namespace => ({
      cluster: 'prod-01',
      namespace,
    })),
    clusters: [
      {
        name: 'prod-01',
        environment: 'production',
        contact: {
          lastContactAt: now.toISOString(),
          failure: null,
          failingSince: null,
          clockSkewMs: null,
        },
        kinds: {
          Namespace: synced,
          Schedule: synced,
          Backup: synced,
          BackupStorageLocation: synced,
        },
        namespaces: Object.entries(confirmed).map(
          ([name, confirmedEntity]) =>
            namespaceRow(name, { confirmedEntity }).fact,
        ) as EntityFacts['clusters'][number]['namespaces'],
        schedules: [],
        storageLocations: [],
        runs: [],
        objects: {},
        twins: {},
        sharedStores: {},
        namespaceNames: null,
        kubernetesVersions: [],
      },
    ],
    unknownClusters: [],
    syncObjects: [],
    otherContacts: {},
    environmentRpoSeconds: {},
    exemptions: [],
    settings: defaultJudgeSettings,
  };
}

const reasonsOf = (
  claims: 'catalog' | 'confirmed',
  confirmed: Record<string, string | null>,
) => {
  const judge = createEntityJudge({
    silentAfterMs: 300_000,
    environmentRpoSeconds: {},
    settings: defaultJudgeSettings,
    claims,
  });
  const { facts, assessment } = judge(factsOf(confirmed), { now });
  return {
    namespaces: facts.namespaces.map(({ namespace }) => namespace),
    units: [...new Set(assessment.units.map(({ namespace }) => namespace))],
    reasons: assessment.parts.map(({ protection }) => protection?.reason),
  };
};

describe('createEntityJudge', () => {
  it('fills in the objectives of environments', () => {
    const judge = createEntityJudge({
      silentAfterMs: 300_000,
      environmentRpoSeconds: { production: 86_400 },
      settings: { ...defaultJudgeSettings, acceptPartial: true },
      claims: 'catalog',
    });
    const { facts, assessment } = judge(factsOf({ shop: null }), { now });
    expect(facts.environmentRpoSeconds).toEqual({ production: 86_400 });
    expect(facts.settings.acceptPartial).toBe(true);
    expect(assessment.objective).toEqual({
      rpoSeconds: 86_400,
      source: 'environment',
    });
  });

  it('trusts the catalog by default', () => {
    expect(
      reasonsOf('catalog', { shop: null, till: 'component:default/other' }),
    ).toMatchObject({
      namespaces: ['shop', 'till'],
      units: ['shop', 'till'],
    });
  });

  it('shows nothing of namespaces that do not confirm the claim, and says so', () => {
    expect(
      reasonsOf('confirmed', {
        shop: 'Component:default/Shop',
        till: 'component:default/other',
        bare: null,
        odd: ':::',
      }),
    ).toMatchObject({
      namespaces: ['shop'],
      units: ['shop'],
      reasons: expect.arrayContaining(['unconfirmed_claim']),
    });
    expect(reasonsOf('confirmed', { till: 'other' })).toEqual({
      namespaces: [],
      units: [],
      reasons: ['unconfirmed_claim'],
    });
  });

  it('withholds the volumes of namespaces that do not confirm the claim', () => {
    const stored = factsOf({ shop: 'component:default/shop', till: null });
    const claim = (namespace: string) => ({
      ...{ namespace, name: 'data', uid: `uid-${namespace}` },
      ...{ createdAt: now.toISOString(), deletedAt: null, labels: {} },
      ...{ phase: 'Bound', storageClass: null, volumeMode: 'Filesystem' },
    });
    const [cluster] = stored.clusters;
    cluster.objects = {
      PersistentVolumeClaim: [claim('shop'), claim('till')],
      StorageClass: [{ name: 'fast' }],
    } as unknown as typeof cluster.objects;
    const judge = createEntityJudge({
      silentAfterMs: 300_000,
      environmentRpoSeconds: {},
      settings: defaultJudgeSettings,
      claims: 'confirmed',
    });
    const { objects } = judge(stored, { now }).facts.clusters[0];
    expect(
      objects.PersistentVolumeClaim?.map(({ namespace }) => namespace),
    ).toEqual(['shop']);
    expect(objects.StorageClass).toHaveLength(1);
  });

  it('takes the short forms of an entity ref', () => {
    for (const ref of ['shop', 'default/shop', 'component:shop']) {
      expect(reasonsOf('confirmed', { shop: ref }).units).toEqual(['shop']);
    }
  });
});
