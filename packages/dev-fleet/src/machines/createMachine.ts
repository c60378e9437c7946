import { ObjectStore } from '../apiserver/ObjectStore';
import { kubeTime } from '../velero/kubeTime';
import { createVolume } from '../volumes/createVolume';
import { PODS } from '../volumes/createWorkload';
import { DATA_VOLUMES, MACHINES, MachineStory } from './types';

/**
 * Creates a virtual machine that runs, with the DataVolumes that filled its
 * disks, their volumes, and the pod that carries it.
 *
 * @internal
 */
export function createMachine(
  story: MachineStory,
  options: { store: ObjectStore; now: Date },
): void {
  const { store, now } = options;
  const { namespace, name, disks } = story;
  const at = kubeTime(now);
  const { uid } = store.create(MACHINES, {
    metadata: { namespace, name, labels: { app: name } },
    spec: machineSpec(story),
    status: {
      created: true,
      ready: true,
      printableStatus: 'Running',
      conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: at }],
    },
  }).metadata;
  for (const disk of disks) {
    const claim = `${name}-${disk.name}`;
    const storage = {
      resources: { requests: { storage: `${disk.gibibytes}Gi` } },
    };
    store.create(DATA_VOLUMES, {
      metadata: {
        namespace,
        name: claim,
        ownerReferences: [
          {
            apiVersion: 'kubevirt.io/v1',
            kind: 'VirtualMachine',
            name,
            uid,
            controller: true,
          },
        ],
      },
      spec: { source: { blank: {} }, storage },
      status: { phase: 'Succeeded', progress: '100.0%', claimName: claim },
    });
    createVolume(
      {
        claim,
        storageClass: 'ceph-block',
        gibibytes: disk.gibibytes,
        mode: 'Block',
      },
      { store, namespace, labels: { app: name } },
    );
  }
  createLauncher(story, store);
}

function machineSpec({ name, disks }: MachineStory) {
  return {
    runStrategy: 'Always',
    template: {
      metadata: { labels: { 'kubevirt.io/domain': name } },
      spec: {
        domain: {
          devices: {
            disks: disks.map(disk => ({
              name: disk.name,
              disk: { bus: 'virtio' },
            })),
          },
          memory: { guest: '4Gi' },
        },
        volumes: disks.map(disk => ({
          name: disk.name,
          dataVolume: { name: `${name}-${disk.name}` },
        })),
      },
    },
  };
}

/** The pod `virt-launcher`, which has the disks as block devices. */
function createLauncher(
  { namespace, name, disks }: MachineStory,
  store: ObjectStore,
): void {
  store.create(PODS, {
    metadata: {
      namespace,
      generateName: `virt-launcher-${name}-`,
      labels: {
        'kubevirt.io': 'virt-launcher',
        'kubevirt.io/domain': name,
        'vm.kubevirt.io/name': name,
      },
    },
    spec: {
      nodeName: 'worker-1',
      containers: [
        {
          name: 'compute',
          image: 'quay.io/kubevirt/virt-launcher:v1.7.0',
          volumeDevices: disks.map(disk => ({
            name: disk.name,
            devicePath: `/dev/${disk.name}`,
          })),
        },
      ],
      volumes: disks.map(disk => ({
        name: disk.name,
        persistentVolumeClaim: { claimName: `${name}-${disk.name}` },
      })),
    },
    status: { phase: 'Running' },
  });
}
