import { VolumeCopyFact } from '../facts';
import { Parsed } from '../parsed';
import {
  identityOf,
  namespacedMetadata,
  object,
  section,
  text,
  textOrEmpty,
} from './fields';
import { parseObject } from './parseObject';
import { KindDefinition } from './types';
import {
  indexVolumeCopy,
  volumeProgressOf,
  volumeStatusShape,
} from './volumeCopy';
import { volumeOwnerOf } from './volumeOwner';

const CLAIM_UID_LABEL = 'velero.io/pvc-uid';

const schema = object({
  metadata: namespacedMetadata,
  spec: object({
    sourceNamespace: text,
    sourcePVC: textOrEmpty,
    datamover: textOrEmpty,
    backupStorageLocation: textOrEmpty,
  }),
  status: section({
    ...volumeStatusShape,
    snapshotID: textOrEmpty,
    node: textOrEmpty,
  }),
});

function parse(value: unknown): Parsed<VolumeCopyFact> {
  return parseObject(schema, value, ({ metadata, spec, status }) => {
    const backup = volumeOwnerOf(metadata, 'Backup');
    return {
      path: 'data-mover',
      ...identityOf(metadata),
      backup: backup.name,
      backupUid: backup.uid,
      sourceNamespace: spec.sourceNamespace,
      claim: spec.sourcePVC || null,
      claimUid: metadata.labels[CLAIM_UID_LABEL] || null,
      pod: null,
      storageLocation: spec.backupStorageLocation || null,
      uploader: spec.datamover || null,
      ...volumeProgressOf(status),
      hasSnapshot: status.snapshotID !== '',
      node: status.node || null,
    };
  });
}

/** How a Velero DataUpload is read. @internal */
export const dataUploadKind: KindDefinition<'DataUpload'> = {
  kind: 'DataUpload',
  engine: 'velero',
  group: 'velero.io',
  versions: ['v2alpha1'],
  resource: 'datauploads',
  parse,
  index: indexVolumeCopy,
};
