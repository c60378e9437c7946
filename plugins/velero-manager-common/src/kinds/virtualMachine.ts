import { z } from 'zod';
import { VirtualMachineFact } from '../facts';
import { Parsed } from '../parsed';
import {
  identityOf,
  list,
  namespacedMetadata,
  object,
  optional,
  section,
  text,
  textOrEmpty,
} from './fields';
import { noIndex } from './noIndex';
import { parseObject } from './parseObject';
import { KindDefinition } from './types';

const volumeSchema = z.looseObject({
  name: textOrEmpty,
  persistentVolumeClaim: optional(object({ claimName: text }), null),
  dataVolume: optional(object({ name: text }), null),
});

const schema = object({
  metadata: namespacedMetadata,
  spec: section({
    template: section({ spec: section({ volumes: list(volumeSchema) }) }),
  }),
  status: section({ printableStatus: textOrEmpty }),
});

type Volume = z.output<typeof volumeSchema>;

function parse(value: unknown): Parsed<VirtualMachineFact> {
  return parseObject(schema, value, ({ metadata, spec, status }) => {
    const { volumes } = spec.template.spec;
    const claims = volumes.flatMap(volume => claimOf(volume) ?? []);
    return {
      ...identityOf(metadata),
      deletedAt: metadata.deletionTimestamp,
      labels: metadata.labels,
      status: status.printableStatus,
      claims: [...new Set(claims)],
      otherVolumes: volumes
        .filter(volume => claimOf(volume) === null)
        .map(volume => ({ name: volume.name, type: typeOf(volume) })),
    };
  });
}

/** A DataVolume fills a claim of its own name. */
function claimOf({ persistentVolumeClaim, dataVolume }: Volume): string | null {
  return persistentVolumeClaim?.claimName ?? dataVolume?.name ?? null;
}

/** A volume says its type by the one field beside its name. */
function typeOf(volume: Volume): string {
  const fields = Object.entries(volume).filter(
    ([field, source]) => field !== 'name' && (source ?? null) !== null,
  );
  return fields.map(([field]) => field).join(', ');
}

/** How a KubeVirt VirtualMachine is read. @internal */
export const virtualMachineKind: KindDefinition<'VirtualMachine'> = {
  kind: 'VirtualMachine',
  engine: 'kubevirt',
  group: 'kubevirt.io',
  versions: ['v1', 'v1alpha3'],
  resource: 'virtualmachines',
  parse,
  index: noIndex,
};
