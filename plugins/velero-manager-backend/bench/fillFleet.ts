import {
  FactKind,
  kindDefinitions,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { ClusterDefinition } from '../src/clusters';
import { parseDelta } from '../src/collect/parseDelta';
import { DatabaseStore } from '../src/store';
import { EntityRow, FactDelta } from '../src/store/types';
import {
  applications,
  clusterObjects,
  namespaceOf,
  storageLocation,
} from './clusterObjects';
import { FleetSize } from './FleetSize';

/** The name of a cluster. */
export const clusterName = (i: number) => `cluster-${i}`;

/** The ref of a service of a cluster. */
export const entityRefOf = (cluster: number, service: number) =>
  `component:default/${clusterName(cluster)}-${namespaceOf(service)}`;

/**
 * Fills a store with a fleet by the way that a watch takes: objects are read
 * as an API server gives them, and applied.
 */
export async function fillFleet(
  store: DatabaseStore,
  size: FleetSize,
  now: Date,
): Promise<void> {
  const clusters = Array.from({ length: size.clusters }, (_, i) =>
    clusterName(i),
  );
  await store.putClusters(['hub', ...clusters].map(defineCluster));
  const deltas = Object.entries(clusterObjects(size, now)).map(
    ([kind, objects]) =>
      [kind as FactKind, read(kind as FactKind, objects)] as const,
  );
  for (const cluster of clusters) {
    const location = read('BackupStorageLocation', [
      storageLocation(cluster, now),
    ]);
    for (const [kind, delta] of [
      ...deltas,
      ['BackupStorageLocation', location] as const,
    ]) {
      await replace(store, { cluster, kind }, delta);
    }
    await store.recordContact(cluster);
  }
  await replace(
    store,
    { cluster: 'hub', kind: 'Application' },
    read(
      'Application',
      clusters.flatMap(cluster => applications(cluster, size, now)),
    ),
  );
  await store.recordContact('hub');
  await store.putEntities(
    clusters.flatMap((_, cluster) =>
      Array.from({ length: size.entities }, (__, service) =>
        claimingEntity(cluster, service),
      ),
    ),
  );
}

function read(kind: FactKind, objects: object[]): FactDelta {
  const parsed = parseDelta(kindDefinitions[kind], {
    type: 'replaced',
    objects,
  } as Parameters<typeof parseDelta>[1]);
  if (!parsed || parsed.malformed.length > 0) {
    throw new Error(`The bench made a bad ${kind}: ${parsed?.malformed[0]}`);
  }
  return parsed.delta;
}

async function replace(
  store: DatabaseStore,
  scope: { cluster: string; kind: FactKind },
  delta: FactDelta,
): Promise<void> {
  await store.apply(scope, delta);
  await store.setKindStatus(scope, {
    state: 'synced',
    message: null,
    syncedAt: new Date().toISOString(),
  });
}

/** A cluster as the configuration defines it. */
export function defineCluster(name: string): ClusterDefinition {
  return {
    name,
    title: null,
    environment: 'production',
    definedAt: `veleroManager.clusters[${name}]`,
    url: null,
    auth: { type: 'inCluster' },
    ca: null,
    skipTLSVerify: false,
    veleroNamespaces: null,
    argocd: { names: [name], servers: [] },
  };
}

function claimingEntity(cluster: number, service: number): EntityRow {
  return {
    entityRef: entityRefOf(cluster, service),
    title: namespaceOf(service),
    owner: `group:default/team-${service % 5}`,
    claims: {
      claims: [
        { cluster: clusterName(cluster), namespace: namespaceOf(service) },
      ],
      syncObjects: [],
      rpoSeconds: null,
      exemptionRequested: false,
      problems: [],
    },
  };
}
