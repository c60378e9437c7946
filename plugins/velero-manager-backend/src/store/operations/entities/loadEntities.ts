import {
  ClusterFacts,
  defaultJudgeSettings,
  EntityFacts,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { chunked } from '../../chunked';
import { KnownRuns } from '../../KnownRuns';
import { DbEntityRow, DbExemptionRow } from '../../tables';
import { LoadedEntity } from '../../reportTypes';
import { EntityRow } from '../../types';
import { readClusterFacts } from '../clusters/readClusterFacts';
import { exemptionsOf, readExemptions } from '../exemptions/readExemptions';
import { readPlaced } from '../facts/readPlaced';
import {
  EntitySyncObjects,
  readEntitySyncObjects,
} from '../syncObjects/readEntitySyncObjects';
import { toEntity } from './entityRow';
import { ResolvedClaims, resolveClaims } from './resolveClaims';

interface DbSubjectEntityRow extends DbEntityRow {
  subject_id: string;
}

/**
 * All that verdicts on some entities may look at, by ref; entities that are not
 * known are left out.
 *
 * @remarks
 * They are read together, for services of a cluster share most of what they
 * are judged by: each fact is read and parsed once. The number of queries
 * depends on nothing but the annotations of the entities, and each walks an
 * index. What an entity gets is the same whatever others are read with it.
 *
 * @internal
 */
export async function loadEntities(options: {
  knex: Knex;
  entityRefs: string[];
  runs: KnownRuns;
}): Promise<Map<string, LoadedEntity>> {
  const { knex, entityRefs, runs } = options;
  const found = await readEntities(knex, entityRefs);
  const rows = found.map(toEntity);
  if (rows.length === 0) {
    return new Map();
  }
  const resolved = await resolveClaims({
    knex,
    claims: rows.map(({ claims }) => claims.claims),
  });
  const places = resolved.map(({ namespaces }) => namespaces);
  const [clusters, exempt, syncObjects] = await Promise.all([
    readClusterFacts({
      knex,
      questions: resolved.map(({ namespaces, facts }) => ({
        clusters: clustersOf(namespaces),
        namespaces: facts,
        places: namespaces,
      })),
      objects: readPlaced({ knex, questions: places }),
      runs,
    }),
    readExemptions({
      knex,
      namespaces: places.flat().map(({ namespace }) => namespace),
    }),
    readEntitySyncObjects({
      knex,
      questions: rows.map(({ claims }, i) => ({
        places: places[i],
        clusters: clustersOf(places[i]),
        references: claims.syncObjects,
      })),
    }),
  ]);
  return new Map(
    rows.map((row, i) => [
      row.entityRef,
      {
        row,
        subjectId: found[i].subject_id,
        facts: toEntityFacts(row, {
          resolved: resolved[i],
          clusters: clusters[i],
          exempt,
          ...syncObjects[i],
        }),
      },
    ]),
  );
}

function toEntityFacts(
  { entityRef, claims }: EntityRow,
  found: EntitySyncObjects & {
    resolved: ResolvedClaims;
    clusters: ClusterFacts[];
    exempt: DbExemptionRow[];
  },
): EntityFacts {
  const { namespaces } = found.resolved;
  const known = new Map(found.clusters.map(one => [one.name, one]));
  return {
    entityRef,
    claims,
    namespaces,
    clusters: found.clusters,
    unknownClusters: clustersOf(namespaces).filter(name => !known.has(name)),
    syncObjects: found.syncObjects,
    otherContacts: found.otherContacts,
    environmentRpoSeconds: {},
    exemptions: exemptionsOf(
      found.exempt,
      namespaces.map(place => ({
        ...place,
        environment: known.get(place.cluster)?.environment ?? null,
      })),
    ),
    settings: defaultJudgeSettings,
  };
}

function clustersOf(places: { cluster: string }[]): string[] {
  return [...new Set(places.map(({ cluster }) => cluster))];
}

async function readEntities(
  knex: Knex,
  entityRefs: string[],
): Promise<DbSubjectEntityRow[]> {
  const rows: DbSubjectEntityRow[] = [];
  for (const chunk of chunked(entityRefs)) {
    const found = await knex('entities')
      .join('subjects', on =>
        on
          .on('subjects.ref', 'entities.entity_ref')
          .andOnVal('subjects.type', 'entity'),
      )
      .whereIn('entity_ref', chunk)
      .select<DbSubjectEntityRow[]>('entities.*', 'subjects.id as subject_id');
    rows.push(...found);
  }
  return rows;
}
