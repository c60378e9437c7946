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
    sourceNamespace: textOrEmpty,
    targetVolume: section({ namespace: textOrEmpty, pvc: textOrEmpty }),
  }),
  status: section(volumeStatusShape),
});

function parse(value: unknown): Parsed<VolumeRestoreFact> {
  return parseObject(schema, value, ({ metadata, spec, status }) => {
    const restore = volumeOwnerOf(metadata, 'Restore');
    return {
      path: 'data-mover',
      ...identityOf(metadata),
      restore: restore.name,
      restoreUid: restore.uid,
      sourceNamespace: spec.sourceNamespace || null,
      targetNamespace: spec.targetVolume.namespace || null,
      claim: spec.targetVolume.pvc || null,
      pod: null,
      ...volumeProgressOf(status),
    };
  });
}

/** How a Velero DataDownload is read. @internal */
export const dataDownloadKind: KindDefinition<'DataDownload'> = {
  kind: 'DataDownload',
  engine: 'velero',
  group: 'velero.io',
  versions: ['v2alpha1'],
  resource: 'datadownloads',
  parse,
  index: indexVolumeRestore,
};
