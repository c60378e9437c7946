import { z } from 'zod';
import { PersistentVolumeFact } from '../facts';
import { Parsed } from '../parsed';
import {
  clusterIdentityOf,
  clusterMetadata,
  object,
  optional,
  optionalQuantity,
  section,
  textMap,
  textOrEmpty,
} from './fields';
import { noIndex } from './noIndex';
import { parseObject } from './parseObject';
import { KindDefinition } from './types';

/**
 * What can back a volume, as volume policies spell it
 * (velero internal/resourcepolicies/volume_types_conditions.go).
 */
const TYPES = [
  'awsElasticBlockStore',
  'azureDisk',
  'azureFile',
  'cephfs',
  'cinder',
  'csi',
  'fc',
  'flocker',
  'flexVolume',
  'gcePersistentDisk',
  'glusterfs',
  'hostPath',
  'iscsi',
  'local',
  'nfs',
  'photonPersistentDisk',
  'portworxVolume',
  'quobyte',
  'rbd',
  'scaleIO',
  'storageOS',
  'vsphereVolume',
] as const;

type VolumeType = (typeof TYPES)[number];

/** The field is spelt otherwise in Kubernetes where the policies differ. */
const fieldOf = (type: VolumeType) =>
  type === 'storageOS' ? 'storageos' : type;

const schema = object({
  metadata: clusterMetadata,
  spec: z.preprocess(
    value => value ?? {},
    z.looseObject({
      storageClassName: textOrEmpty,
      capacity: section({ storage: optionalQuantity }),
      claimRef: optional(
        object({ namespace: textOrEmpty, name: textOrEmpty }),
        null,
      ),
      csi: optional(
        object({
          driver: textOrEmpty,
          volumeHandle: textOrEmpty,
          volumeAttributes: textMap,
        }),
        null,
      ),
      nfs: optional(object({ server: textOrEmpty, path: textOrEmpty }), null),
    }),
  ),
  status: section({ phase: textOrEmpty }),
});

function parse(value: unknown): Parsed<PersistentVolumeFact> {
  return parseObject(schema, value, ({ metadata, spec, status }) => ({
    ...clusterIdentityOf(metadata),
    deletedAt: metadata.deletionTimestamp,
    phase: status.phase,
    storageClass: spec.storageClassName || null,
    capacityBytes: spec.capacity.storage,
    claim: spec.claimRef,
    type: TYPES.find(type => (spec[fieldOf(type)] ?? null) !== null) ?? '',
    csi: spec.csi && {
      driver: spec.csi.driver,
      handle: spec.csi.volumeHandle,
      attributes: spec.csi.volumeAttributes,
    },
    nfs: spec.nfs,
  }));
}

/** How a core PersistentVolume is read. @internal */
export const persistentVolumeKind: KindDefinition<'PersistentVolume'> = {
  kind: 'PersistentVolume',
  engine: 'kubernetes',
  group: '',
  versions: ['v1'],
  resource: 'persistentvolumes',
  parse,
  index: noIndex,
};
