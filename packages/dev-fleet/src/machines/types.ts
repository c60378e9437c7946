/** A virtual machine of KubeVirt in the story. @internal */
export interface MachineStory {
  namespace: string;
  name: string;
  disks: { name: string; gibibytes: number }[];
}

/** API resources of KubeVirt and CDI. @internal */
export const MACHINES = 'virtualmachines.kubevirt.io';
/** @internal */
export const DATA_VOLUMES = 'datavolumes.cdi.kubevirt.io';
