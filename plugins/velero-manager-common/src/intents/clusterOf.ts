import type { Intent } from './Intent';

/** An intent that is about one cluster. @public */
export type ClusterIntent = Extract<Intent, { cluster: string }>;

/**
 * The cluster that an intent is about, or null where it is about what clusters
 * share: a project, a repository, an application.
 *
 * @public
 */
export function clusterOf(intent: Intent): string | null {
  return 'cluster' in intent ? intent.cluster : null;
}
