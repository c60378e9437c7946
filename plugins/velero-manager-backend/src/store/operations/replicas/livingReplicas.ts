import type { Knex } from 'knex';
import { nowMillis } from '../../dialect';
import type { DbReplicaRow } from '../../tables';

/** A query of the replicas that live. @internal */
export function livingReplicas(knex: Knex): Knex.QueryBuilder {
  return knex<DbReplicaRow>('replicas').where(
    'expires_at',
    '>',
    nowMillis(knex),
  );
}
