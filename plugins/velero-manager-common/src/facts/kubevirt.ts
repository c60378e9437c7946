/** A KubeVirt VirtualMachine, reduced to what a verdict needs. @public */
export interface VirtualMachineFact {
  namespace: string;
  name: string;
  uid: string;
  createdAt: string;
  deletedAt: string | null;
  labels: Record<string, string>;
  /** `status.printableStatus`, such as `Running` or `Stopped`. */
  status: string;
  /** Names of its claims: of `persistentVolumeClaim` volumes and of DataVolumes, which name theirs alike. */
  claims: string[];
  /** Volumes that hold nothing worth a backup (containerDisk, cloudInit, …) or are not covered by one. */
  otherVolumes: { name: string; type: string }[];
}

/** A CDI DataVolume. @public */
export interface DataVolumeFact {
  namespace: string;
  name: string;
  uid: string;
  createdAt: string;
  deletedAt: string | null;
  /** `Succeeded` once its claim is filled. */
  phase: string;
  /** The claim it fills; the same name unless it says another. */
  claim: string;
  virtualMachine: string | null;
}
