import { LonghornBackupVolumeFact } from '../facts';
import { Parsed } from '../parsed';
import {
  identityOf,
  namespacedMetadata,
  object,
  saidInstant,
  section,
  textMap,
  textOrEmpty,
} from './fields';
import { noIndex } from './noIndex';
import { parseObject } from './parseObject';
import { FactIndex, KindDefinition } from './types';

const MAX_MESSAGES = 10;
const MAX_MESSAGE_LENGTH = 1000;

const schema = object({
  metadata: namespacedMetadata,
  spec: section({ volumeName: textOrEmpty, backupTargetName: textOrEmpty }),
  status: section({
    lastBackupName: textOrEmpty,
    lastBackupAt: saidInstant,
    messages: textMap,
  }),
});

function parse(value: unknown): Parsed<LonghornBackupVolumeFact> {
  return parseObject(schema, value, ({ metadata, spec, status }) => ({
    ...identityOf(metadata),
    // Releases with one backup target name it after the volume.
    volume: spec.volumeName || metadata.name,
    backupTarget: spec.backupTargetName,
    lastBackup: status.lastBackupName || null,
    lastBackupAt: status.lastBackupAt,
    messages: Object.values(status.messages)
      .slice(0, MAX_MESSAGES)
      .map(words => words.slice(0, MAX_MESSAGE_LENGTH)),
  }));
}

function index(fact: LonghornBackupVolumeFact): FactIndex {
  return { ...noIndex(), owner: fact.volume };
}

/** How a Longhorn BackupVolume is read. @internal */
export const longhornBackupVolumeKind: KindDefinition<'LonghornBackupVolume'> =
  {
    kind: 'LonghornBackupVolume',
    engine: 'longhorn',
    group: 'longhorn.io',
    versions: ['v1beta2'],
    resource: 'backupvolumes',
    parse,
    index,
  };
