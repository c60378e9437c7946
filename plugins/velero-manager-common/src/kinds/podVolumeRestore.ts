import { VolumeRestoreFact } from '../facts';
import { Parsed } from '../parsed';
import {
  identityOf,
  namespacedMetadata,
  object,
  section,
  textOrEmpty,
} from './fields';
import { parseObject } from './parseObject';
import { KindDefinition } from './types';
import { volumeProgressOf, volumeStatusShape } from './volumeCopy';
import { volumeOwnerOf } from './volumeOwner';
import { indexVolumeRestore } from './volumeRestore';

const schema = object({
  metadata: namespacedMetadata,
  spec: section({
    pod: section({ namespace: textOrEmpty, name: textOrEmpty }),
    volume: textOrEmpty,
    sourceNamespace: textOrEmpty,
  }),
  status: section(volumeStatusShape),
});

function parse(value: unknown): Parsed<VolumeRestoreFact> {
  return parseObject(schema, value, ({ metadata, spec, status }) => {
    const restore = volumeOwnerOf(metadata, 'Restore');
    return {
      path: 'fs-backup',
      ...identityOf(metadata),
      restore: restore.name,
      restoreUid: restore.uid,
      sourceNamespace: spec.sourceNamespace || null,
      targetNamespace: spec.pod.namespace || null,
      claim: null,
      pod: spec.volume ? { name: spec.pod.name, volume: spec.volume } : null,
      ...volumeProgressOf(status),
    };
  });
}

/** How a Velero PodVolumeRestore is read. @internal */
export const podVolumeRestoreKind: KindDefinition<'PodVolumeRestore'> = {
  kind: 'PodVolumeRestore',
  engine: 'velero',
  group: 'velero.io',
  versions: ['v1'],
  resource: 'podvolumerestores',
  parse,
  index: indexVolumeRestore,
};
