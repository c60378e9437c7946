import { Knex } from 'knex';
import { DueMarks } from './DueMarks';

/**
 * Marks due the entities that claim one of the namespaces in which something
 * came, changed or went, and the cluster where that concerns it too.
 *
 * @internal
 */
export async function markNamespacesDue(options: {
  knex: Knex;
  cluster: string;
  namespaces: string[];
  withCluster: boolean;
}): Promise<void> {
  const { knex, cluster, namespaces, withCluster } = options;
  const { concerned } = DueMarks.of(knex);
  concerned.addNamespaces(cluster, namespaces);
  if (withCluster) {
    concerned.addRefs('cluster', [cluster]);
  }
}
