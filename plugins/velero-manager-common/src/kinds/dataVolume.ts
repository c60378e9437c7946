import { DataVolumeFact } from '../facts';
import { Parsed } from '../parsed';
import {
  identityOf,
  namespacedMetadata,
  object,
  section,
  textOrEmpty,
} from './fields';
import { noIndex } from './noIndex';
import { parseObject } from './parseObject';
import { KindDefinition } from './types';

const schema = object({
  metadata: namespacedMetadata,
  status: section({ phase: textOrEmpty, claimName: textOrEmpty }),
});

function parse(value: unknown): Parsed<DataVolumeFact> {
  return parseObject(schema, value, ({ metadata, status }) => ({
    ...identityOf(metadata),
    deletedAt: metadata.deletionTimestamp,
    phase: status.phase,
    claim: status.claimName || metadata.name,
    virtualMachine:
      metadata.ownerReferences.find(({ kind }) => kind === 'VirtualMachine')
        ?.name || null,
  }));
}

/** How a CDI DataVolume is read. @internal */
export const dataVolumeKind: KindDefinition<'DataVolume'> = {
  kind: 'DataVolume',
  engine: 'kubevirt',
  group: 'cdi.kubevirt.io',
  versions: ['v1beta1'],
  resource: 'datavolumes',
  parse,
  index: noIndex,
};
