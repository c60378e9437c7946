import { z } from 'zod';
import { ObjectStoreFact } from '../facts';
import { Parsed } from '../parsed';
import {
  identityOf,
  namespacedMetadata,
  object,
  optionalInstant,
  optionalText,
  section,
  textOrEmpty,
} from './fields';
import { noIndex } from './noIndex';
import { parseObject } from './parseObject';
import { readSpecHash } from './readSpecHash';
import { KindDefinition } from './types';
import { withoutCredentials } from './withoutCredentials';

const windowSchema = object({
  firstRecoverabilityPoint: optionalInstant,
  lastSuccessfulBackupTime: optionalInstant,
  lastFailedBackupTime: optionalInstant,
});

const schema = object({
  metadata: namespacedMetadata,
  spec: section({
    configuration: section({
      destinationPath: textOrEmpty,
      endpointURL: optionalText,
    }),
    retentionPolicy: optionalText,
  }),
  status: section({
    serverRecoveryWindow: z.record(z.string(), windowSchema).nullish(),
  }),
});

function parse(value: unknown): Parsed<ObjectStoreFact> {
  return parseObject(schema, value, ({ metadata, spec, status }) => ({
    ...identityOf(metadata),
    specHash: readSpecHash(metadata),
    destinationPath: withoutCredentials(spec.configuration.destinationPath),
    endpoint: spec.configuration.endpointURL
      ? withoutCredentials(spec.configuration.endpointURL)
      : null,
    retentionPolicy: spec.retentionPolicy || null,
    recoveryWindows: Object.fromEntries(
      Object.entries(status.serverRecoveryWindow ?? {}).map(
        ([server, window]) => [
          server,
          {
            firstRecoverabilityPoint: window.firstRecoverabilityPoint,
            lastSuccessfulBackupAt: window.lastSuccessfulBackupTime,
            lastFailedBackupAt: window.lastFailedBackupTime,
          },
        ],
      ),
    ),
  }));
}

/** How an ObjectStore of the Barman Cloud plug-in is read. @internal */
export const objectStoreKind: KindDefinition<'ObjectStore'> = {
  kind: 'ObjectStore',
  engine: 'cloudnative-pg',
  group: 'barmancloud.cnpg.io',
  versions: ['v1'],
  resource: 'objectstores',
  parse,
  index: noIndex,
};
