import { NamespaceFact } from '../../facts';
import { ClusterView } from '../ClusterView';
import { volumeUnit } from './volumeUnit';

/**
 * Names of the schedules of Velero that copy all volumes of a database as they
 * are: better than nothing.
 *
 * @internal
 */
export function fileCopiers(
  cluster: ClusterView,
  namespace: NamespaceFact,
  database: string,
): string[] {
  const volumes = cluster
    .claimsIn(namespace.name)
    .filter(({ postgresCluster }) => postgresCluster === database)
    .map(claim => volumeUnit(cluster, namespace, claim));
  if (!volumes.length) return [];
  return cluster.schedules
    .filter(
      schedule =>
        schedule.standing === 'enabled' &&
        volumes.every(volume => volume.pathOf(schedule).path !== 'none'),
    )
    .map(({ fact }) => fact.name);
}
