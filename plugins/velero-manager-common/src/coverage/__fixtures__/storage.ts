import {
  NodeAgentFact,
  PersistentVolumeClaimFact,
  PersistentVolumeFact,
  PodFact,
  ResourcePolicyFact,
  StorageClassFact,
  VeleroServerFact,
  VolumePolicyConditions,
  VolumeSnapshotClassFact,
} from '../../facts';
import { claim, pod, veleroServer } from '../../health/__fixtures__/facts';
import { StorageFacts } from '../StorageFacts';

/** A volume of a CSI driver whose snapshots stay in the storage system. */
export const volume = (
  changes: Partial<PersistentVolumeFact> = {},
): PersistentVolumeFact => ({
  name: 'pv-data',
  uid: 'volume-data',
  createdAt: '2026-01-01T00:00:00.000Z',
  deletedAt: null,
  phase: 'Bound',
  storageClass: 'fast',
  capacityBytes: 10 * 1024 ** 3,
  claim: { namespace: 'shop', name: 'data' },
  type: 'csi',
  csi: { driver: 'csi.example.com', handle: 'vol-1', attributes: {} },
  nfs: null,
  ...changes,
});

export const storageClass = (
  changes: Partial<StorageClassFact> = {},
): StorageClassFact => ({
  name: 'fast',
  uid: 'class-fast',
  createdAt: '2026-01-01T00:00:00.000Z',
  provisioner: 'csi.example.com',
  parameters: {},
  isDefault: true,
  snapshotClass: null,
  ...changes,
});

export const snapshotClass = (
  changes: Partial<VolumeSnapshotClassFact> = {},
): VolumeSnapshotClassFact => ({
  name: 'snapshots',
  uid: 'class-snapshots',
  createdAt: '2026-01-01T00:00:00.000Z',
  driver: 'csi.example.com',
  deletionPolicy: 'Delete',
  parameters: {},
  isForVelero: false,
  isDefault: false,
  ...changes,
});

export const nodeAgent = (
  changes: Partial<NodeAgentFact> = {},
): NodeAgentFact => ({
  namespace: 'velero',
  name: 'node-agent',
  uid: 'agent',
  createdAt: '2026-01-01T00:00:00.000Z',
  container: 'node-agent',
  version: 'v1.18.2',
  desired: 3,
  ready: 3,
  countedAt: null,
  hasNodeSelector: false,
  ...changes,
});

export const conditions = (
  changes: Partial<VolumePolicyConditions> = {},
): VolumePolicyConditions => ({
  capacity: null,
  storageClasses: null,
  nfs: null,
  csi: null,
  volumeTypes: null,
  claimLabels: null,
  claimPhases: null,
  ...changes,
});

export const resourcePolicy = (
  changes: Partial<ResourcePolicyFact> = {},
): ResourcePolicyFact => ({
  namespace: 'velero',
  name: 'policy',
  uid: 'policy',
  createdAt: '2026-01-01T00:00:00.000Z',
  problem: null,
  volumePolicies: [],
  includeExclude: null,
  unknownSections: [],
  ...changes,
});

/** What there is in a cluster; `null` for what could not be read. */
export interface StorageLists {
  claims: PersistentVolumeClaimFact[] | null;
  pods: PodFact[] | null;
  volumes: PersistentVolumeFact[] | null;
  storageClasses: StorageClassFact[] | null;
  snapshotClasses: VolumeSnapshotClassFact[] | null;
  server: VeleroServerFact | null;
  nodeAgents: NodeAgentFact[] | null;
  policies: ResourcePolicyFact[] | null;
}

/** A cluster in which one pod uses the claim `data`, ready for CSI snapshots. */
export const storage = (changes: Partial<StorageLists> = {}): StorageFacts => {
  const lists: StorageLists = {
    claims: [claim()],
    pods: [pod()],
    volumes: [volume()],
    storageClasses: [storageClass()],
    snapshotClasses: [snapshotClass()],
    server: veleroServer(),
    nodeAgents: [nodeAgent()],
    policies: [],
    ...changes,
  };
  const { server, pods, nodeAgents } = lists;
  const byName = <T extends { name: string }>(facts: T[] | null) =>
    facts && new Map(facts.map(fact => [fact.name, fact]));
  const byPlace = <T extends { name: string; namespace: string }>(
    facts: T[] | null,
  ) =>
    facts &&
    new Map(facts.map(fact => [`${fact.namespace}/${fact.name}`, fact]));
  const claimNames = pods?.flatMap(one => one.volumes.map(v => v.claim)) ?? [];
  return {
    claims: byPlace(lists.claims),
    podsByClaim:
      pods &&
      new Map(
        claimNames.map(name => [
          `shop/${name}`,
          pods.filter(one => one.volumes.some(v => v.claim === name)),
        ]),
      ),
    volumes: byName(lists.volumes),
    storageClasses: byName(lists.storageClasses),
    snapshotClasses: lists.snapshotClasses,
    servers: new Map(server ? [[server.namespace, server]] : []),
    nodeAgents:
      nodeAgents &&
      new Map(nodeAgents.length > 0 ? [['velero', nodeAgents]] : []),
    policies: byPlace(lists.policies),
  };
};
