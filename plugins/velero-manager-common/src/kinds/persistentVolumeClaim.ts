import { EXEMPT_ANNOTATION } from '../entity/claimAnnotations';
import { PersistentVolumeClaimFact } from '../facts';
import { Parsed } from '../parsed';
import {
  identityOf,
  namespacedMetadata,
  object,
  optionalQuantity,
  section,
  strings,
  textOrEmpty,
} from './fields';
import { noIndex } from './noIndex';
import { parseObject } from './parseObject';
import { KindDefinition } from './types';

const OLD_CLASS_ANNOTATION = 'volume.beta.kubernetes.io/storage-class';
const SNAPSHOT_CLASS_ANNOTATION = 'velero.io/csi-volumesnapshot-class';
const POSTGRES_CLUSTER_LABEL = 'cnpg.io/cluster';

const schema = object({
  metadata: namespacedMetadata,
  spec: section({
    storageClassName: textOrEmpty,
    volumeMode: textOrEmpty,
    accessModes: strings,
    resources: section({ requests: section({ storage: optionalQuantity }) }),
    volumeName: textOrEmpty,
  }),
  status: section({ phase: textOrEmpty }),
});

function parse(value: unknown): Parsed<PersistentVolumeClaimFact> {
  return parseObject(schema, value, ({ metadata, spec, status }) => ({
    ...identityOf(metadata),
    deletedAt: metadata.deletionTimestamp,
    labels: metadata.labels,
    phase: status.phase,
    storageClass:
      spec.storageClassName ||
      metadata.annotations[OLD_CLASS_ANNOTATION] ||
      null,
    volumeMode: spec.volumeMode === 'Block' ? 'Block' : 'Filesystem',
    accessModes: spec.accessModes,
    requestedBytes: spec.resources.requests.storage,
    volumeName: spec.volumeName || null,
    isEphemeral: metadata.ownerReferences.some(({ kind }) => kind === 'Pod'),
    postgresCluster: metadata.labels[POSTGRES_CLUSTER_LABEL] || null,
    snapshotClass: metadata.annotations[SNAPSHOT_CLASS_ANNOTATION] || null,
    exemptionRequested: EXEMPT_ANNOTATION in metadata.annotations,
  }));
}

/** How a core PersistentVolumeClaim is read. @internal */
export const persistentVolumeClaimKind: KindDefinition<'PersistentVolumeClaim'> =
  {
    kind: 'PersistentVolumeClaim',
    engine: 'kubernetes',
    group: '',
    versions: ['v1'],
    resource: 'persistentvolumeclaims',
    parse,
    index: noIndex,
  };
