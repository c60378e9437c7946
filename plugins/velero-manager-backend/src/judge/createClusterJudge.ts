import {
  assessCluster,
  type ClusterAssessment,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { VeleroManagerConfig } from '../config';
import type { LoadedCluster } from '../store/reportTypes';

/** What is found of a cluster, and the objective it was judged by. @internal */
export interface JudgedCluster {
  assessment: ClusterAssessment;
  /** What its environment declares, or `null`. */
  rpoSeconds: number | null;
}

/** Judges one cluster at a moment. @internal */
export type JudgeCluster = (
  cluster: LoadedCluster,
  options: { now: Date },
) => JudgedCluster;

/**
 * Brings the portal's configuration into the judgement of clusters. The due
 * list and the reports use the same one, so that they agree.
 *
 * @internal
 */
export function createClusterJudge(
  config: Pick<VeleroManagerConfig, 'settings' | 'silentAfterMs'> & {
    environmentRpoSeconds: Readonly<Record<string, number>>;
  },
): JudgeCluster {
  const { settings, silentAfterMs } = config;
  const objectives = new Map(Object.entries(config.environmentRpoSeconds));
  return ({ facts, syncObjects, exemptions }, { now }) => {
    const rpoSeconds = objectives.get(facts.environment ?? '') ?? null;
    const assessment = assessCluster(
      { facts, syncObjects, exemptions, rpoSeconds, settings },
      { now, silentAfterMs },
    );
    return { assessment, rpoSeconds };
  };
}
