import { ObjectStore } from '../apiserver/ObjectStore';
import { createVolume } from './createVolume';
import { WorkloadStory } from './types';

/** @internal */
export const PODS = 'pods';

/** Nodes are not simulated: all pods are on this one. */
const NODE = 'worker-1';

/**
 * Creates the volumes of a workload and its pod, which mounts them all.
 *
 * @internal
 */
export function createWorkload(
  workload: WorkloadStory,
  store: ObjectStore,
): void {
  const { namespace, name, volumes, pod: phase = 'Running' } = workload;
  const labels = { app: name, ...workload.labels };
  for (const volume of volumes) {
    createVolume(volume, { store, namespace, labels });
  }
  if (phase === 'none') return;
  const isBlock = ({ mode }: { mode?: string }) => mode === 'Block';
  store.create(PODS, {
    metadata: {
      namespace,
      name: `${name}-0`,
      labels,
      annotations: workload.annotations,
    },
    spec: {
      // A pod that is pending has not found its node.
      nodeName: phase === 'Running' ? NODE : undefined,
      containers: [
        {
          name,
          image: `registry.shop.example/${name}:1`,
          volumeMounts: volumes
            .filter(volume => !isBlock(volume))
            .map(({ claim }) => ({ name: claim, mountPath: `/data/${claim}` })),
          volumeDevices: volumes
            .filter(isBlock)
            .map(({ claim }) => ({ name: claim, devicePath: `/dev/${claim}` })),
        },
      ],
      volumes: volumes.map(({ claim }) => ({
        name: claim,
        persistentVolumeClaim: { claimName: claim },
      })),
    },
    status: { phase },
  });
}
