import { Knex } from 'knex';
import { DbContactRow } from '../../tables';
import { markClusterDue } from '../due/markClusterDue';

/** A cluster has a new version a few times a year; more is an API server that lies. */
const MAX_VERSIONS = 100;

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
