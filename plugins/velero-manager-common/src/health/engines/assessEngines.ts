import { assessBackupTarget } from '../../engines/longhorn';
import { assessScheduledBackup } from '../../engines/postgres';
import { ClusterView } from '../ClusterView';
import { EnginesAssessment } from '../clusterAssessments';
import { Horizon } from '../Horizon';
import { assessDatabases } from './assessDatabases';
import { assessRepositories } from './assessRepositories';
import { assessVolumes } from './assessVolumes';
import { UnreadEngines } from './findUnreadEngines';

/**
 * Judges what the engines of a cluster promise beside Velero's schedules. Of an
 * engine that cannot be read in full only databases are judged, because what is
 * known of a broken archive is true whatever else is not known.
 *
 * @internal
 */
export function assessEngines(
  cluster: ClusterView,
  options: { now: Date; unread: UnreadEngines },
): EnginesAssessment {
  const { now, unread } = options;
  const { objects } = cluster.facts;
  const judged = () => ({ cluster: cluster.facts, horizon: Horizon.at(now) });
  return {
    repositories: assessRepositories(cluster, now),
    databases: assessDatabases(cluster, now),
    scheduledBackups: unread.postgres
      ? []
      : (objects.PostgresScheduledBackup ?? []).map(fact =>
          assessScheduledBackup(fact, judged()),
        ),
    backupTargets: unread.longhorn
      ? []
      : (objects.LonghornBackupTarget ?? []).flatMap(
          fact => assessBackupTarget(fact, judged()) ?? [],
        ),
    volumes: unread.longhorn ? [] : assessVolumes(cluster, now),
  };
}
