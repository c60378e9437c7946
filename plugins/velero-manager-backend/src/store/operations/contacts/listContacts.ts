import { Contact } from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { toInstant } from '../../dialect';
import { DbContactRow } from '../../tables';

/** The contact with a cluster of which nothing is known. @internal */
export const noContact: Contact = {
  lastContactAt: null,
  failure: null,
  failingSince: null,
  clockSkewMs: null,
};

/** Contacts by cluster name: of all clusters, or of those named. @internal */
export async function listContacts(options: {
  knex: Knex;
  clusters?: string[];
}): Promise<Map<string, Contact>> {
  const { knex, clusters } = options;
  const query = knex<DbContactRow>('contacts').select();
  const rows = await (clusters ? query.whereIn('cluster', clusters) : query);
  return new Map(rows.map(row => [row.cluster, toContact(row)]));
}

/** The contact that a row holds. @internal */
export function toContact(
  row: Pick<
    DbContactRow,
    'last_contact_at' | 'failure' | 'failing_since' | 'clock_skew_ms'
  >,
): Contact {
  return {
    lastContactAt: toInstant(row.last_contact_at),
    failure: row.failure,
    failingSince: toInstant(row.failing_since),
    clockSkewMs: row.clock_skew_ms,
  };
}
