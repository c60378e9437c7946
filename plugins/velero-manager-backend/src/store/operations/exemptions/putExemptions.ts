import { Exemption } from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { chunked } from '../../chunked';
import { DbEntityClaimRow, DbExemptionRow, DbFactRow } from '../../tables';
import { toStorableText } from '../../toStorableText';
import { ExemptionScope } from '../../exemptionTypes';
import { markRefsDue } from '../due/markDue';
import { areNamed } from '../facts/areNamed';

/**
 * Makes the exemptions of one config repository equal to what its file says;
 * call it in a transaction. Entities that claim a namespace of an entry that
 * came, changed or went fall due, and the clusters that have such a namespace.
 *
 * @returns whether anything changed
 * @internal
 */
export async function putExemptions(options: {
  knex: Knex;
  repository: { name: string; scope: ExemptionScope };
  exemptions: Exemption[];
}): Promise<boolean> {
  const { knex, repository, exemptions } = options;
  const rows = exemptions.map((exemption, ordinal) => ({
    repository: repository.name,
    ordinal,
    namespace: toStorableText(exemption.namespace),
    scope: JSON.stringify(repository.scope),
    data: JSON.stringify(exemption),
  }));
  const stored = await knex<DbExemptionRow>('exemptions')
    .where({ repository: repository.name })
    .select();
  const changed = [...minus(rows, stored), ...minus(stored, rows)];
  if (changed.length === 0) {
    return false;
  }
  await knex('exemptions').where({ repository: repository.name }).delete();
  for (const chunk of chunked(rows)) {
    await knex<DbExemptionRow>('exemptions').insert(chunk);
  }
  await markPlacesDue(knex, changed);
  return true;
}

/**
 * Forgets what config repositories exempted that are no longer configured; call
 * it in a transaction.
 *
 * @internal
 */
export async function keepExemptionsOf(options: {
  knex: Knex;
  repositories: string[];
}): Promise<void> {
  const { knex, repositories } = options;
  const gone = await knex<DbExemptionRow>('exemptions')
    .whereNotIn('repository', repositories)
    .select();
  await knex('exemptions').whereNotIn('repository', repositories).delete();
  await markPlacesDue(knex, gone);
}

/** The rows that the others have no equal of; their places in the file may differ. */
function minus(
  rows: DbExemptionRow[],
  others: DbExemptionRow[],
): DbExemptionRow[] {
  const key = ({ scope, data }: DbExemptionRow) =>
    JSON.stringify([scope, data]);
  const known = new Set(others.map(key));
  return rows.filter(row => !known.has(key(row)));
}

async function markPlacesDue(
  knex: Knex,
  rows: DbExemptionRow[],
): Promise<void> {
  for (const chunk of chunked([...new Set(rows.map(row => row.namespace))])) {
    const claims = await knex<DbEntityClaimRow>('entity_claims')
      .whereIn('namespace', chunk)
      .select('entity_ref');
    const refs = claims.map(claim => claim.entity_ref);
    await markRefsDue({ knex, type: 'entity', refs });
    const having = await knex<DbFactRow>('facts')
      .where({ kind: 'Namespace' })
      .whereIn('name', chunk)
      .modify(areNamed)
      .distinct<Pick<DbFactRow, 'cluster'>[]>('cluster');
    const clusters = having.map(({ cluster }) => cluster);
    await markRefsDue({ knex, type: 'cluster', refs: clusters });
  }
}
