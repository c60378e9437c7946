import { KubeObject } from '../../apiserver/KubeObject';
import { kubeTime } from '../../velero/kubeTime';
import { conditionOf } from '../cluster/healthOf';

/** A condition as a controller decides it. @internal */
export interface FluxCondition {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  reason: string;
  message: string;
}

/**
 * Makes the list of an object's conditions: those that are not named go, those
 * whose status stays keep the moment of their last change.
 *
 * @internal
 */
export function conditionsOf(
  object: KubeObject,
  conditions: FluxCondition[],
  now: Date,
): object[] {
  return conditions.map(condition => {
    const before = conditionOf(object, condition.type);
    const isSame = before?.status === condition.status;
    return {
      ...condition,
      lastTransitionTime: isSame ? before.lastTransitionTime : kubeTime(now),
      observedGeneration: object.metadata.generation,
    };
  });
}

/** @internal */
export function isReady(object: KubeObject): boolean {
  return (
    conditionOf(object, 'Ready')?.status === 'True' &&
    object.status?.observedGeneration === object.metadata.generation
  );
}
