import { judgePostgres, walArchiveOf } from '../../engines/postgres';
import { PostgresClusterFact } from '../../facts';
import { ClusterView } from '../ClusterView';
import { DatabaseAssessment } from '../clusterAssessments';
import { verdictOf } from '../Finding';
import { Horizon } from '../Horizon';
import { fileCopiers } from '../units/fileCopiers';

/**
 * Judges each PostgreSQL cluster as the service that claims it sees it, but for
 * an objective of that service, which the cluster does not know.
 *
 * @internal
 */
export function assessDatabases(
  cluster: ClusterView,
  now: Date,
): DatabaseAssessment[] {
  const { PostgresCluster = [] } = cluster.facts.objects;
  return PostgresCluster.filter(({ deletedAt }) => deletedAt === null).map(
    fact => assessDatabase(cluster, fact, now),
  );
}

function assessDatabase(
  cluster: ClusterView,
  fact: PostgresClusterFact,
  now: Date,
): DatabaseAssessment {
  const horizon = Horizon.at(now);
  const standing = judgePostgres(fact, {
    cluster: cluster.facts,
    horizon,
    declared: null,
    requireOffsite: cluster.settings.requireOffsite,
    otherCover: copiersOf(cluster, fact),
  });
  const { state, since } = walArchiveOf(fact);
  const window = standing.recoveryWindow;
  return {
    id: `${cluster.name}/${fact.namespace}/${fact.name}`,
    cluster: cluster.name,
    fact,
    verdict: verdictOf(standing.finding, horizon),
    lastGood: standing.lastGood,
    walArchive: { state, since },
    recoveryWindow: window && { from: window.from, to: window.to },
    schedules: standing.schedules,
    running: standing.running,
  };
}

function copiersOf(cluster: ClusterView, fact: PostgresClusterFact): string[] {
  const namespace = cluster.facts.namespaces.find(
    ({ name }) => name === fact.namespace,
  );
  return namespace ? fileCopiers(cluster, namespace, fact.name) : [];
}
