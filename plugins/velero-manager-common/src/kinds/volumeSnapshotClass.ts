import { VolumeSnapshotClassFact } from '../facts';
import { Parsed } from '../parsed';
import {
  clusterIdentityOf,
  clusterMetadata,
  object,
  textMap,
  textOrEmpty,
} from './fields';
import { noIndex } from './noIndex';
import { parseObject } from './parseObject';
import { KindDefinition } from './types';

/** Velero asks only whether they are there (velero pkg/util/csi/volume_snapshot.go). */
const VELERO_LABEL = 'velero.io/csi-volumesnapshot-class';
const DEFAULT_ANNOTATION = 'snapshot.storage.kubernetes.io/is-default-class';

const schema = object({
  metadata: clusterMetadata,
  driver: textOrEmpty,
  deletionPolicy: textOrEmpty,
  parameters: textMap,
});

function parse(value: unknown): Parsed<VolumeSnapshotClassFact> {
  return parseObject(schema, value, ({ metadata, ...snapshotClass }) => ({
    ...clusterIdentityOf(metadata),
    driver: snapshotClass.driver,
    deletionPolicy: snapshotClass.deletionPolicy,
    parameters: snapshotClass.parameters,
    isForVelero: VELERO_LABEL in metadata.labels,
    isDefault: DEFAULT_ANNOTATION in metadata.annotations,
  }));
}

/** How a CSI VolumeSnapshotClass is read. @internal */
export const volumeSnapshotClassKind: KindDefinition<'VolumeSnapshotClass'> = {
  kind: 'VolumeSnapshotClass',
  engine: 'kubernetes',
  group: 'snapshot.storage.k8s.io',
  versions: ['v1'],
  resource: 'volumesnapshotclasses',
  parse,
  index: noIndex,
};
