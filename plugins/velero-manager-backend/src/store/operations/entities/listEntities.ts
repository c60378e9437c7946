import { Knex } from 'knex';
import { DbEntityClaimRow, DbEntityRow } from '../../tables';
import { EntitySummary } from '../../reportTypes';
import {
  ASSESSMENT_COLUMNS,
  DbJoinedAssessment,
  readVerdictParts,
  toAssessment,
} from '../assessments/assessmentColumns';
import { toEntity } from './entityRow';

/** Every known entity with its stored verdict, by ref, in three queries. @internal */
export async function listEntities(knex: Knex): Promise<EntitySummary[]> {
  const [rows, parts, namespaces] = await Promise.all([
    knex('entities')
      .join('subjects', on =>
        on
          .on('subjects.ref', 'entities.entity_ref')
          .andOnVal('subjects.type', 'entity'),
      )
      .leftJoin('assessments', 'assessments.subject_id', 'subjects.id')
      .orderBy('entities.entity_ref')
      .select<(DbEntityRow & DbJoinedAssessment)[]>(
        'entities.*',
        ...ASSESSMENT_COLUMNS,
      ),
    readVerdictParts({
      knex,
      subjectIds: knex('subjects').where({ type: 'entity' }).select('id'),
    }),
    readNamespaces(knex),
  ]);
  return rows.map(row => ({
    ...toEntity(row),
    subjectId: row.subject_id,
    namespaces: namespaces.get(row.entity_ref) ?? [],
    assessment: toAssessment(row, parts),
  }));
}

/** The claims of all entities, those to any cluster resolved, by entity ref. */
async function readNamespaces(
  knex: Knex,
): Promise<Map<string, EntitySummary['namespaces']>> {
  const named = knex('entity_claims')
    .whereNot({ cluster: '' })
    .select('entity_ref', 'cluster', 'namespace');
  const anywhere = knex('entity_claims')
    .join('facts', 'facts.name', 'entity_claims.namespace')
    .where({ 'entity_claims.cluster': '', 'facts.kind': 'Namespace' })
    .select('entity_ref', 'facts.cluster', 'entity_claims.namespace');
  const rows: DbEntityClaimRow[] = await named
    .union([anywhere])
    .orderBy(['entity_ref', 'cluster', 'namespace']);
  const namespaces = new Map<string, EntitySummary['namespaces']>();
  for (const { entity_ref: ref, cluster, namespace } of rows) {
    const known = namespaces.get(ref);
    if (known) {
      known.push({ cluster, namespace });
    } else {
      namespaces.set(ref, [{ cluster, namespace }]);
    }
  }
  return namespaces;
}
