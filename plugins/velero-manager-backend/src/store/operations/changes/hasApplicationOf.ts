import type { Knex } from 'knex';
import { readFactText } from '../../factText';
import type { DbClusterRow, DbFactRow } from '../../tables';

/**
 * Whether a cluster that is watched holds an Application of a repository. Of its
 * address owner and name count alone: Argo CD may know the host by another name,
 * and speak SSH to it.
 *
 * @internal
 */
export async function hasApplicationOf(options: {
  knex: Knex;
  owner: string;
  repo: string;
}): Promise<boolean> {
  const { knex, owner, repo } = options;
  const name = `${owner}/${repo}`.toLowerCase();
  const rows = await knex<DbFactRow>('facts')
    .where({ kind: 'Application' })
    .whereIn('cluster', knex<DbClusterRow>('clusters').select('name'))
    .whereRaw('lower(data) like ?', [`%${name}%`])
    .select('data');
  return rows.some(row => {
    const { sources } = readFactText('Application', row.data);
    return sources.some(({ repoURL }) => {
      const path = repoURL.toLowerCase().replace(/(\.git)?\/?$/, '');
      return path.endsWith(`/${name}`) || path.endsWith(`:${name}`);
    });
  });
}
