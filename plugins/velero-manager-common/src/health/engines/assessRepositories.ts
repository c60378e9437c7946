import { BackupRepositoryFact } from '../../facts';
import { describeCause, quoteName } from '../../words';
import { ClusterView } from '../ClusterView';
import { RepositoryAssessment } from '../clusterAssessments';
import { verdictOf } from '../Finding';
import { Horizon } from '../Horizon';

/**
 * Judges the repositories that copies of volumes go to. One of a namespace or a
 * storage location that is no more stays behind for ever and harms nobody; it
 * is left out, as is one that Velero has not opened yet.
 *
 * @internal
 */
export function assessRepositories(
  cluster: ClusterView,
  now: Date,
): RepositoryAssessment[] {
  const { BackupRepository = [] } = cluster.facts.objects;
  return BackupRepository.filter(
    fact => ['Ready', 'NotReady'].includes(fact.phase) && isUsed(cluster, fact),
  ).map(fact => ({
    cluster: cluster.name,
    fact,
    verdict: verdictOf(
      fact.phase === 'Ready' ? ready(fact) : notReady(fact),
      Horizon.at(now),
    ),
  }));
}

function isUsed(cluster: ClusterView, fact: BackupRepositoryFact): boolean {
  const isThere = cluster.namespaceNames?.has(fact.volumeNamespace) ?? true;
  return (
    isThere && cluster.location(fact.namespace, fact.storageLocation) !== null
  );
}

function ready(fact: BackupRepositoryFact) {
  return {
    state: 'HEALTHY',
    reason: 'repository_ready',
    message: `${nameOf(fact)} is ready.`,
  } as const;
}

function notReady(fact: BackupRepositoryFact) {
  return {
    state: 'DEGRADED',
    reason: 'repository_not_ready',
    message: `${nameOf(fact)} is not ready${
      fact.message ? `: ${describeCause(fact.message)}` : ''
    }.`,
  } as const;
}

function nameOf({
  volumeNamespace,
  storageLocation,
}: BackupRepositoryFact): string {
  return `The repository for volumes of namespace ${quoteName(
    volumeNamespace,
  )} in storage location ${quoteName(storageLocation)}`;
}
