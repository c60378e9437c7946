import { ClusterFacts } from '../facts';
import { SyncSourceAssessment } from './assessments';
import { Finding, verdictOf } from './Finding';
import { Horizon } from './Horizon';
import { judgeApplicationSet } from './judgeApplicationSet';
import { judgeSource } from './judgeSource';
import { SyncState } from './states';

const SOURCES = [
  'GitRepository',
  'OCIRepository',
  'HelmRepository',
  'Bucket',
] as const;

/**
 * Judges what sync objects of a cluster come from: the ApplicationSets that
 * make Applications, and the sources that Flux fetches.
 *
 * @internal
 */
export function assessSyncSources(
  { name: cluster, objects }: ClusterFacts,
  now: Date,
): SyncSourceAssessment[] {
  const assess = (
    kind: SyncSourceAssessment['kind'],
    fact: { namespace: string; name: string },
    judge: (horizon: Horizon) => Finding<SyncState>,
  ): SyncSourceAssessment => {
    const { namespace, name } = fact;
    const horizon = Horizon.at(now);
    const finding = judge(horizon);
    return {
      id: `${cluster}/${kind}/${namespace}/${name}`,
      kind,
      cluster,
      namespace,
      name,
      verdict: verdictOf(finding, horizon),
    };
  };
  return [
    ...(objects.ApplicationSet ?? []).map(fact =>
      assess('ApplicationSet', fact, horizon =>
        judgeApplicationSet(fact, horizon),
      ),
    ),
    ...SOURCES.flatMap(kind =>
      (objects[kind] ?? []).map(fact =>
        assess(kind, fact, horizon => judgeSource(fact, horizon)),
      ),
    ),
  ];
}
