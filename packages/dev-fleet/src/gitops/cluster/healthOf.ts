import { KubeObject } from '../../apiserver/KubeObject';
import { listOf, recordOf } from '../manifests/lenient';
import { groupOf } from '../manifests/Manifest';

/** How an object fares, in Argo CD's words; null for kinds without a check. @internal */
export type Health = 'Healthy' | 'Progressing' | 'Degraded' | null;

/**
 * Judges an object by its status. As in Argo CD, nothing of `velero.io` is
 * judged: a Schedule that failed validation has no health.
 *
 * @internal
 */
export function healthOf(object: KubeObject): Health {
  const status = recordOf(object.status);
  switch (`${groupOf(object.apiVersion)}/${object.kind}`) {
    case 'apps/Deployment':
    case 'apps/DaemonSet':
    case 'apps/StatefulSet':
      return status.observedGeneration === object.metadata.generation
        ? 'Healthy'
        : 'Progressing';
    case 'apiextensions.k8s.io/CustomResourceDefinition':
      return conditionOf(object, 'Established')?.status === 'True'
        ? 'Healthy'
        : 'Progressing';
    default:
      return isFlux(object) ? readyHealth(object) : null;
  }
}

/** A condition of an object's status. @internal */
export function conditionOf(
  object: Pick<KubeObject, 'status'>,
  type: string,
): Record<string, unknown> | undefined {
  return listOf(object.status?.conditions)
    .map(recordOf)
    .find(condition => condition.type === type);
}

function isFlux({ apiVersion }: KubeObject): boolean {
  return groupOf(apiVersion).endsWith('.toolkit.fluxcd.io');
}

function readyHealth(object: KubeObject): Health {
  const ready = conditionOf(object, 'Ready');
  const isObserved = ready?.observedGeneration === object.metadata.generation;
  if (!ready || !isObserved || ready.status === 'Unknown') return 'Progressing';
  return ready.status === 'True' ? 'Healthy' : 'Degraded';
}
