import { Knex } from 'knex';
import { DbKindStatusRow } from '../../tables';
import { toStorableText } from '../../toStorableText';
import { FactScope } from '../../types';
import { requireCluster } from '../clusters/requireCluster';
import { pendingKindStatus } from './pendingKindStatus';

/** Where a watch may resume, or `null`. @internal */
export async function readPosition(options: {
  knex: Knex;
  scope: FactScope;
}): Promise<string | null> {
  const row = await options
    .knex<DbKindStatusRow>('kind_status')
    .where(options.scope)
    .first('resource_version');
  return row?.resource_version ?? null;
}

/** Stores where a watch may resume; call it in a transaction. @internal */
export async function writePosition(options: {
  knex: Knex;
  scope: FactScope;
  resourceVersion: string;
}): Promise<void> {
  const { knex, scope, resourceVersion } = options;
  await requireCluster({ knex, cluster: scope.cluster });
  await knex<DbKindStatusRow>('kind_status')
    .insert({
      ...pendingKindStatus(scope),
      resource_version: toStorableText(resourceVersion),
    })
    .onConflict(['cluster', 'kind'])
    .merge(['resource_version']);
}
