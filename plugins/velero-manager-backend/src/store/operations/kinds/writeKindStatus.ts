import { KindStatus } from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { fromInstant, toInstant } from '../../dialect';
import { DbKindStatusRow } from '../../tables';
import { toStorableText } from '../../toStorableText';
import { FactScope } from '../../types';
import { requireCluster } from '../clusters/requireCluster';
import { markClusterDue } from '../due/markClusterDue';
import { pendingKindStatus } from './pendingKindStatus';

/**
 * Stores how far a kind has been read; call it in a transaction. Another state
 * or message marks due what it concerns; another `synced_at` does so only
 * while the kind is not synced, for then its age decides.
 *
 * @internal
 */
export async function writeKindStatus(options: {
  knex: Knex;
  scope: FactScope;
  status: Omit<KindStatus, 'malformed'>;
}): Promise<void> {
  const { knex, scope, status } = options;
  await requireCluster({ knex, cluster: scope.cluster });
  const before = await knex<DbKindStatusRow>('kind_status')
    .where(scope)
    .first('state', 'message', 'synced_at');
  const message =
    status.message === null ? null : toStorableText(status.message);
  const syncedAt = fromInstant(status.syncedAt);
  await knex<DbKindStatusRow>('kind_status')
    .insert({
      ...pendingKindStatus(scope),
      state: status.state,
      message,
      synced_at: syncedAt,
    })
    .onConflict(['cluster', 'kind'])
    .merge(['state', 'message', 'synced_at', 'awaited']);
  const sameWords =
    before?.state === status.state && before.message === message;
  const sameAge =
    status.state === 'synced' ||
    toInstant(before?.synced_at ?? null) === toInstant(syncedAt);
  if (!sameWords || !sameAge) {
    await markClusterDue({ knex, cluster: scope.cluster });
  }
}
