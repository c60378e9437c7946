import { Knex } from 'knex';
import { nowMillis } from '../../dialect';
import { DbContactRow } from '../../tables';
import { markClusterDue } from '../due/markClusterDue';
import { markDue } from '../due/markDue';

/** A cluster has a new version a few times a year; more is an API server that lies. */
const MAX_VERSIONS = 100;

/**
 * Notes that a cluster proved just now that we see it; call it in a
 * transaction. Only a first contact, one after a failure or a silence, and a
 * clock that moved mark something due: the cluster and whoever was judged by
 * what it holds.
 *
 * @internal
 */
export async function writeContact(options: {
  knex: Knex;
  cluster: string;
  /** After so long without contact the cluster counted as silent. */
  silentAfterMs: number;
  /** How far its clock is ahead of ours, where that is to be noted. */
  skewMs?: number;
}): Promise<void> {
  const { knex, cluster, silentAfterMs, skewMs } = options;
  const now = nowMillis(knex);
  const returning = await knex<DbContactRow>('contacts')
    .where({ cluster })
    .andWhere(was =>
      was
        .whereNotNull('failing_since')
        .orWhereNull('last_contact_at')
        .orWhere(
          'last_contact_at',
          '<',
          knex.raw('? - ?', [now, silentAfterMs]),
        ),
    )
    .first('cluster');
  await knex<DbContactRow>('contacts')
    .where({ cluster })
    .update({
      last_contact_at: now,
      failure: null,
      failing_since: null,
      ...(skewMs !== undefined && { clock_skew_ms: Math.round(skewMs) }),
    });
  if (skewMs !== undefined) {
    await markClusterDue({ knex, cluster });
  }
  if (returning) {
    await markDue({
      knex,
      subjectIds: thisCluster(knex, cluster).unionAll(
        // While it was silent their verdicts stood still.
        knex('verdict_parts').where({ cluster }).select('subject_id as id'),
      ),
    });
  }
}

/**
 * Adds a version of Kubernetes to those that a cluster was seen to run; call it
 * in a transaction. A new one marks the cluster due and all who are in it: where
 * a backup was made is told by it.
 *
 * @internal
 */
export async function addKubernetesVersion(options: {
  knex: Knex;
  cluster: string;
  version: string;
}): Promise<void> {
  const { knex, cluster, version } = options;
  const row = await knex<DbContactRow>('contacts')
    .where({ cluster })
    .first('kubernetes_versions');
  const known: string[] = row ? JSON.parse(row.kubernetes_versions) : [];
  if (!row || known.includes(version)) {
    return;
  }
  await knex<DbContactRow>('contacts')
    .where({ cluster })
    .update({
      kubernetes_versions: JSON.stringify(
        [...known, version].slice(-MAX_VERSIONS),
      ),
    });
  await markClusterDue({ knex, cluster });
}

/**
 * Notes that an attempt to reach a cluster failed; call it in a transaction.
 * The first failure marks the cluster due and says since when contact fails.
 *
 * @internal
 */
export async function writeContactFailure(options: {
  knex: Knex;
  cluster: string;
  message: string;
}): Promise<void> {
  const { knex, cluster, message } = options;
  const before = await knex<DbContactRow>('contacts')
    .where({ cluster })
    .first('failing_since');
  await knex<DbContactRow>('contacts')
    .where({ cluster })
    .update({
      failure: message,
      failing_since: knex.raw('coalesce(failing_since, ?)', [nowMillis(knex)]),
    });
  if (before?.failing_since === null) {
    await markDue({ knex, subjectIds: thisCluster(knex, cluster) });
  }
}

function thisCluster(knex: Knex, cluster: string) {
  return knex('subjects').where({ type: 'cluster', ref: cluster }).select('id');
}
