import type { ClusterPlace } from '../../snapshot';
import { specHashOf } from '../hashes';

/** The label that names the cluster an object was written for. @public */
export const CLUSTER_LABEL = 'velero-manager.io/cluster';
/** The label that names the environment an object was written for. @public */
export const ENVIRONMENT_LABEL = 'velero-manager.io/environment';
/** The annotation that names the change an object was last written by. @public */
export const CHANGE_ANNOTATION = 'velero-manager.io/change';
/** The annotation that tells whether what runs is what was written. @public */
export const SPEC_HASH_ANNOTATION = 'velero-manager.io/spec-hash';
/** The annotation that tells why a schedule is paused. @public */
export const PAUSED_REASON_ANNOTATION = 'velero-manager.io/paused-reason';
/** The annotation of what applies a cluster that is to go: `planned`. @internal */
export const REMOVAL_ANNOTATION = 'velero-manager.io/removal';

/** The labels of everything that is written for a cluster. @internal */
export function placeLabels(place: ClusterPlace): Record<string, string> {
  return {
    [CLUSTER_LABEL]: place.cluster,
    [ENVIRONMENT_LABEL]: place.environment,
  };
}

/** The annotations by which a change is followed into the cluster. @internal */
export function changeAnnotations(
  change: string,
  spec: unknown,
): Record<string, string> {
  return {
    [CHANGE_ANNOTATION]: change,
    [SPEC_HASH_ANNOTATION]: specHashOf(spec),
  };
}
