import { judgePostgres, walArchiveOf } from '../../engines/postgres';
import { PostgresClusterFact } from '../../facts';
import { ClusterView } from '../ClusterView';
import { DatabaseAssessment } from '../clusterAssessments';
import { verdictOf } from '../Finding';
import { Horizon } from '../Horizon';
import { EngineQuestion, findExempt } from './EngineQuestion';
import { quoteName } from '../../words';
import { fileCopiers } from '../units/fileCopiers';

/**
 * Judges each PostgreSQL cluster as the service that claims it sees it, but for
 * an objective that only the service declares.
 *
 * @internal
 */
export function assessDatabases(
  question: EngineQuestion,
): DatabaseAssessment[] {
  const { PostgresCluster = [] } = question.cluster.facts.objects;
  return PostgresCluster.filter(({ deletedAt }) => deletedAt === null).map(
    fact => assessDatabase(question, fact),
  );
}

function assessDatabase(
  question: EngineQuestion,
  fact: PostgresClusterFact,
): DatabaseAssessment {
  const { cluster } = question;
  const horizon = Horizon.at(question.now);
  const exempt = findExempt(question, {
    namespace: fact.namespace,
    claim: null,
    place: `PostgreSQL cluster ${quoteName(fact.name)} in namespace ${quoteName(
      fact.namespace,
    )}`,
    horizon,
  });
  const standing = judgePostgres(fact, {
    cluster: cluster.facts,
    horizon,
    declared: question.declared,
    requireOffsite: cluster.settings.requireOffsite,
    otherCover: copiersOf(cluster, fact),
  });
  const { state, since } = walArchiveOf(fact);
  const window = standing.recoveryWindow;
  return {
    id: `${cluster.name}/${fact.namespace}/${fact.name}`,
    cluster: cluster.name,
    fact,
    verdict: verdictOf(exempt ?? standing.finding, horizon),
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
