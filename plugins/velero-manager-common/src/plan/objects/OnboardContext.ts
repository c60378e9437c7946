import type { ClusterOnboardIntent, GitopsEngine } from '../../intents';
import type { ClusterPlace, RepositorySettings } from '../../snapshot';

/**
 * All that the objects of a new cluster are made of.
 *
 * @internal
 */
export interface OnboardContext {
  intent: ClusterOnboardIntent;
  settings: RepositorySettings;
  place: ClusterPlace;
  engine: GitopsEngine;
  chartVersion: string;
  /** The value of the annotation `velero-manager.io/change`. */
  change: string;
}
