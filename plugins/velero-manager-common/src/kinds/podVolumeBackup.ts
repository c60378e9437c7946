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

/** Velero writes the claim's name nowhere else (velero pkg/podvolume/configs). */
const CLAIM_ANNOTATION = 'velero.io/pvc-name';
const CLAIM_UID_LABEL = 'velero.io/pvc-uid';

const schema = object({
  metadata: namespacedMetadata,
  spec: object({
    node: textOrEmpty,
    pod: object({ namespace: text, name: textOrEmpty, uid: textOrEmpty }),
    volume: textOrEmpty,
    backupStorageLocation: textOrEmpty,
    uploaderType: textOrEmpty,
  }),
  status: section({ ...volumeStatusShape, snapshotID: textOrEmpty }),
});

function parse(value: unknown): Parsed<VolumeCopyFact> {
  return parseObject(schema, value, ({ metadata, spec, status }) => {
    const backup = volumeOwnerOf(metadata, 'Backup');
    return {
      path: 'fs-backup',
      ...identityOf(metadata),
      backup: backup.name,
      backupUid: backup.uid,
      sourceNamespace: spec.pod.namespace,
      claim: metadata.annotations[CLAIM_ANNOTATION] || null,
      claimUid: metadata.labels[CLAIM_UID_LABEL] || null,
      pod: { name: spec.pod.name, uid: spec.pod.uid, volume: spec.volume },
      storageLocation: spec.backupStorageLocation || null,
      uploader: spec.uploaderType || null,
      ...volumeProgressOf(status),
      hasSnapshot: status.snapshotID !== '',
      node: spec.node || null,
    };
  });
}

/** How a Velero PodVolumeBackup is read. @internal */
export const podVolumeBackupKind: KindDefinition<'PodVolumeBackup'> = {
  kind: 'PodVolumeBackup',
  engine: 'velero',
  group: 'velero.io',
  versions: ['v1'],
  resource: 'podvolumebackups',
  parse,
  index: indexVolumeCopy,
};
