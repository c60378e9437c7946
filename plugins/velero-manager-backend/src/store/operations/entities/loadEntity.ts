import {
  defaultJudgeSettings,
  EntityFacts,
  SyncObjectReference,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { DbEntityRow } from '../../tables';
import { EntityRow } from '../../types';
import { readClusterFacts } from '../clusters/readClusterFacts';
import { listContacts } from '../contacts/listContacts';
import { exemptionsOf, readExemptions } from '../exemptions/readExemptions';
import { readPlaced } from '../facts/readPlaced';
import { lookAround } from '../syncObjects/lookAround';
import {
  ClusterNamespace,
  readAimedSyncObjects,
} from '../syncObjects/readAimedSyncObjects';
import { readReferencedSyncObjects } from '../syncObjects/readReferencedSyncObjects';
import { toSyncObjects } from '../syncObjects/syncObjectRow';
import { toEntity } from './entityRow';
import { resolveClaims } from './resolveClaims';

/**
 * All that a verdict on one entity may look at, or `null` when the entity is
 * not known. The number of queries depends on nothing but the annotations of
 * the entity, and each walks an index.
 *
 * @internal
 */
export async function loadEntity(options: {
  knex: Knex;
  entityRef: string;
}): Promise<{ row: EntityRow; subjectId: string; facts: EntityFacts } | null> {
  const { knex, entityRef } = options;
  const found = await readEntity(knex, entityRef);
  if (!found) {
    return null;
  }
  const row = toEntity(found);
  const { claims } = row;
  const resolved = await resolveClaims({ knex, claims: claims.claims });
  const names = [...new Set(resolved.namespaces.map(place => place.cluster))];
  const [clusters, exempt, { syncObjects, otherContacts }] = await Promise.all([
    readClusterFacts({
      knex,
      clusters: names,
      namespaces: resolved.facts,
      places: resolved.namespaces,
      objects: readPlaced({ knex, places: resolved.namespaces }),
    }),
    readExemptions({
      knex,
      namespaces: resolved.namespaces.map(place => place.namespace),
    }),
    readSyncObjects({
      knex,
      places: resolved.namespaces,
      references: claims.syncObjects,
      clusters: names,
    }),
  ]);
  const known = new Map(clusters.map(cluster => [cluster.name, cluster]));
  const facts: EntityFacts = {
    entityRef,
    claims,
    namespaces: resolved.namespaces,
    clusters,
    unknownClusters: names.filter(name => !known.has(name)),
    syncObjects,
    otherContacts,
    environmentRpoSeconds: {},
    exemptions: exemptionsOf(
      exempt,
      resolved.namespaces.map(place => ({
        ...place,
        environment: known.get(place.cluster)?.environment ?? null,
      })),
    ),
    settings: defaultJudgeSettings,
  };
  return { row, subjectId: found.subject_id, facts };
}

/** The sync objects, and contact with those of their clusters that are not claimed. */
async function readSyncObjects(options: {
  knex: Knex;
  places: ClusterNamespace[];
  references: SyncObjectReference[];
  clusters: string[];
}): Promise<Pick<EntityFacts, 'syncObjects' | 'otherContacts'>> {
  const { knex, clusters } = options;
  const [aimed, referenced] = await Promise.all([
    readAimedSyncObjects(options),
    readReferencedSyncObjects(options),
  ]);
  const syncObjects = await lookAround({
    knex,
    objects: toSyncObjects([...aimed, ...referenced]),
  });
  const holders = new Set(syncObjects.map(object => object.cluster));
  const others = [...holders].filter(name => !clusters.includes(name));
  const contacts =
    others.length === 0 ? [] : await listContacts({ knex, clusters: others });
  return { syncObjects, otherContacts: Object.fromEntries(contacts) };
}

async function readEntity(
  knex: Knex,
  entityRef: string,
): Promise<(DbEntityRow & { subject_id: string }) | undefined> {
  return knex('entities')
    .join('subjects', on =>
      on
        .on('subjects.ref', 'entities.entity_ref')
        .andOnVal('subjects.type', 'entity'),
    )
    .where({ entity_ref: entityRef })
    .select<(DbEntityRow & { subject_id: string })[]>(
      'entities.*',
      'subjects.id as subject_id',
    )
    .first();
}
