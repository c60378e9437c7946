import { PermissionCriteria } from '@backstage/plugin-permission-common';
import { Knex } from 'knex';
import { DbClusterRow, DbContactRow } from '../../tables';
import { ClusterFilter, ClusterSummary } from '../../reportTypes';
import { ClusterRow } from '../../types';
import {
  ASSESSMENT_COLUMNS,
  DbJoinedAssessment,
  readVerdictParts,
  toAssessment,
} from '../assessments/assessmentColumns';
import { toContact } from '../contacts/listContacts';
import { listKindStatuses } from '../kinds/listKindStatuses';
import { countEntities } from './countEntities';
import { countStorageLocations } from './countStorageLocations';
import { filterClusters } from './filterClusters';

type DbClusterSummaryRow = DbClusterRow & DbContactRow & DbJoinedAssessment;

/**
 * Every cluster that the filter lets through, by name: five queries, however
 * many there are.
 *
 * @internal
 */
export async function listClusters(options: {
  knex: Knex;
  filter: PermissionCriteria<ClusterFilter> | null;
}): Promise<ClusterSummary[]> {
  const { knex, filter } = options;
  const select = (column: string): Knex.QueryBuilder =>
    knex('clusters')
      .modify(query => filter && filterClusters(query, filter))
      .select(column);
  const [rows, parts, kinds, storageLocations, entities] = await Promise.all([
    readRows(knex, filter),
    readVerdictParts({
      knex,
      subjectIds: knex('subjects')
        .where({ type: 'cluster' })
        .whereIn('ref', select('clusters.name'))
        .select('id'),
    }),
    listKindStatuses({ knex, clusters: select('clusters.name') }),
    countStorageLocations({ knex, clusters: select('clusters.name') }),
    countEntities({ knex, clusters: select('clusters.name') }),
  ]);
  return rows.map(row => {
    const kindsOfCluster = kinds.get(row.name) ?? {};
    return {
      ...toClusterRow(row),
      assessment: toAssessment(row, parts),
      kinds: kindsOfCluster,
      schedules: kindsOfCluster.Schedule?.objects ?? 0,
      storageLocations: storageLocations.get(row.name) ?? {
        total: 0,
        available: 0,
      },
      entities: entities.get(row.name) ?? 0,
    };
  });
}

async function readRows(
  knex: Knex,
  filter: PermissionCriteria<ClusterFilter> | null,
): Promise<DbClusterSummaryRow[]> {
  return knex('clusters')
    .modify(query => filter && filterClusters(query, filter))
    .join('contacts', 'contacts.cluster', 'clusters.name')
    .join('subjects', on =>
      on
        .on('subjects.ref', 'clusters.name')
        .andOnVal('subjects.type', 'cluster'),
    )
    .leftJoin('assessments', 'assessments.subject_id', 'subjects.id')
    .orderBy('clusters.name')
    .select<DbClusterSummaryRow[]>(
      'clusters.*',
      'contacts.last_contact_at',
      'contacts.failure',
      'contacts.failing_since',
      'contacts.clock_skew_ms',
      ...ASSESSMENT_COLUMNS,
    );
}

function toClusterRow(row: DbClusterSummaryRow): ClusterRow {
  return {
    name: row.name,
    title: row.title,
    environment: row.environment,
    definedAt: row.defined_at,
    unwatchable: row.unwatchable,
    argocd: JSON.parse(row.argocd),
    subjectId: row.subject_id,
    contact: toContact(row),
  };
}
