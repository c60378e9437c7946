import { Knex } from 'knex';
import { DueMarks } from './DueMarks';

/**
 * Marks a cluster due and every entity that claims a namespace in it: those
 * that name the cluster, and those that name only a namespace that it has.
 *
 * @internal
 */
export async function markClusterDue(options: {
  knex: Knex;
  cluster: string;
}): Promise<void> {
  DueMarks.of(options.knex).concerned.addCluster(options.cluster);
}
