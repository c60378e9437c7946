/**
 * Velero's own Deployment: the server's version, switches and defaults, as far
 * as its image and arguments say them. `null` where they do not.
 *
 * @public
 */
export interface VeleroServerFact {
  namespace: string;
  name: string;
  uid: string;
  createdAt: string;
  /** The container that runs `velero server`; without one it is no fact to keep. */
  container: string | null;
  /** Tag of its image, `v1.18.2`; `null` for a digest or none. */
  version: string | null;
  /** `--features`: `EnableCSI` and the like. */
  features: string[];
  /** Images of the init containers, which bring the plug-ins. */
  plugins: string[];
  /** Environment variable TZ: the zone in which schedules are read; `null` for the image's own (UTC). */
  zone: string | null;
  defaultVolumesToFsBackup: boolean;
  defaultSnapshotMoveData: boolean;
  defaultStorageLocation: string;
  defaultTtlSeconds: number;
  itemOperationTimeoutSeconds: number;
  concurrentBackups: number;
  replicas: number;
  readyReplicas: number;
  /** Since when the Deployment says that it is not available; `null` where it does not say so. */
  unavailableSince: string | null;
}

/** Velero's node agent, which copies volumes: a DaemonSet. @public */
export interface NodeAgentFact {
  namespace: string;
  name: string;
  uid: string;
  createdAt: string;
  /** The container that runs `velero node-agent server`; without one it is no fact to keep. */
  container: string | null;
  version: string | null;
  desired: number;
  ready: number;
  /** When these numbers changed last, by the API server's record; `null` where there is none. */
  countedAt: string | null;
  /** True when it is not meant to run on every node. */
  hasNodeSelector: boolean;
}

/** Conditions of one volume policy; absent ones match everything. @public */
export interface VolumePolicyConditions {
  /** Bytes, from and to; either side may be open. */
  capacity: { from: number | null; to: number | null } | null;
  storageClasses: string[] | null;
  /** `{}` in the policy matches any NFS volume. */
  nfs: { server: string | null; path: string | null } | null;
  csi: { driver: string | null; attributes: Record<string, string> } | null;
  volumeTypes: string[] | null;
  claimLabels: Record<string, string> | null;
  claimPhases: string[] | null;
}

/**
 * A ConfigMap with Velero's resource policies
 * (velero internal/resourcepolicies). `problem` says why Velero refuses it.
 *
 * @public
 */
export interface ResourcePolicyFact {
  namespace: string;
  name: string;
  uid: string;
  createdAt: string;
  problem: string | null;
  volumePolicies: {
    conditions: VolumePolicyConditions;
    action: 'skip' | 'fs-backup' | 'snapshot' | 'custom';
  }[];
  /** Only heeded together with the new resource filters. */
  includeExclude: {
    includedNamespaceScopedResources: string[];
    excludedNamespaceScopedResources: string[];
    includedClusterScopedResources: string[];
    excludedClusterScopedResources: string[];
  } | null;
  /**
   * What newer releases know and we do not judge by: a section, or a condition
   * as `volumePolicies.<condition>`. Velero 1.18 and before refuse the policy.
   */
  unknownSections: string[];
}
