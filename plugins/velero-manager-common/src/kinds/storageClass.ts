import { StorageClassFact } from '../facts';
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

const DEFAULT_ANNOTATIONS = [
  'storageclass.kubernetes.io/is-default-class',
  'storageclass.beta.kubernetes.io/is-default-class',
];
const SNAPSHOT_CLASS_ANNOTATION = 'velero.io/csi-volumesnapshot-class';

const schema = object({
  metadata: clusterMetadata,
  provisioner: textOrEmpty,
  parameters: textMap,
});

function parse(value: unknown): Parsed<StorageClassFact> {
  return parseObject(
    schema,
    value,
    ({ metadata, provisioner, parameters }) => ({
      ...clusterIdentityOf(metadata),
      provisioner,
      parameters,
      isDefault: DEFAULT_ANNOTATIONS.some(
        annotation => metadata.annotations[annotation] === 'true',
      ),
      snapshotClass: metadata.annotations[SNAPSHOT_CLASS_ANNOTATION] || null,
    }),
  );
}

/** How a Kubernetes StorageClass is read. @internal */
export const storageClassKind: KindDefinition<'StorageClass'> = {
  kind: 'StorageClass',
  engine: 'kubernetes',
  group: 'storage.k8s.io',
  versions: ['v1'],
  resource: 'storageclasses',
  parse,
  index: noIndex,
};
