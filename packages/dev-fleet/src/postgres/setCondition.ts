import { KubeObject } from '../apiserver/KubeObject';
import { ObjectStore } from '../apiserver/ObjectStore';
import { kubeTime } from '../velero/kubeTime';
import { POSTGRES_CLUSTERS } from './types';

interface Condition {
  type: string;
  status: 'True' | 'False';
  reason: string;
  message: string;
}

/**
 * Sets a condition of a Cluster; its time moves only when its status does, and
 * nothing is written when it says so already.
 *
 * @internal
 */
export function setCondition(
  store: ObjectStore,
  { metadata }: Pick<KubeObject, 'metadata'>,
  options: { condition: Condition; now: Date },
): void {
  const { condition, now } = options;
  const current = store.get(POSTGRES_CLUSTERS, metadata);
  const conditions = (current?.status?.conditions ?? []) as (Condition & {
    lastTransitionTime: string;
  })[];
  const before = conditions.find(({ type }) => type === condition.type);
  if (
    before?.reason === condition.reason &&
    before.message === condition.message
  ) {
    return;
  }
  const lastTransitionTime =
    before?.status === condition.status
      ? before.lastTransitionTime
      : kubeTime(now);
  store.patch(POSTGRES_CLUSTERS, metadata, {
    patch: {
      status: {
        conditions: [
          ...conditions.filter(({ type }) => type !== condition.type),
          { ...condition, lastTransitionTime },
        ],
      },
    },
  });
}
