import {
  NodeAgentFact,
  PersistentVolumeClaimFact,
  PersistentVolumeFact,
  PodFact,
  ResourcePolicyFact,
  StorageClassFact,
  VeleroServerFact,
  VolumeSnapshotClassFact,
} from '../facts';

/**
 * What is known of the storage of one cluster and of the Velero servers in it,
 * ready to be looked up. `null` stands for "could not be read", which allows no
 * conclusion; what a map does not hold does not exist.
 *
 * @public
 */
export interface StorageFacts {
  /** By `<namespace>/<name>`. */
  claims: ReadonlyMap<string, PersistentVolumeClaimFact> | null;
  /** Pods by `<namespace>/<claim>` of the claims that they use. */
  podsByClaim: ReadonlyMap<string, readonly PodFact[]> | null;
  volumes: ReadonlyMap<string, PersistentVolumeFact> | null;
  storageClasses: ReadonlyMap<string, StorageClassFact> | null;
  snapshotClasses: readonly VolumeSnapshotClassFact[] | null;
  /** By Velero's namespace; one that is not there is not known. */
  servers: ReadonlyMap<string, VeleroServerFact>;
  /** By Velero's namespace. */
  nodeAgents: ReadonlyMap<string, readonly NodeAgentFact[]> | null;
  /** By `<velero namespace>/<name>`. */
  policies: ReadonlyMap<string, ResourcePolicyFact> | null;
}
