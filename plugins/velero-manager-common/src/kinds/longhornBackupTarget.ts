import { LonghornBackupTargetFact } from '../facts';
import { Parsed } from '../parsed';
import {
  flag,
  identityOf,
  namespacedMetadata,
  object,
  optional,
  optionalDuration,
  optionalInstant,
  section,
  textOrEmpty,
} from './fields';
import { longhornConditions } from './longhornFields';
import { noIndex } from './noIndex';
import { parseObject } from './parseObject';
import { readSpecHash } from './readSpecHash';
import { KindDefinition } from './types';

const schema = object({
  metadata: namespacedMetadata,
  spec: section({
    backupTargetURL: textOrEmpty,
    pollInterval: optionalDuration.catch(null),
  }),
  status: section({
    available: optional(flag, false),
    conditions: longhornConditions,
    lastSyncedAt: optionalInstant,
  }),
});

function parse(value: unknown): Parsed<LonghornBackupTargetFact> {
  return parseObject(schema, value, ({ metadata, spec, status }) => ({
    ...identityOf(metadata),
    specHash: readSpecHash(metadata),
    url: withoutPassword(spec.backupTargetURL.trim()),
    isAvailable: status.available,
    conditions: status.conditions,
    lastSyncedAt: status.lastSyncedAt,
    pollSeconds: spec.pollInterval,
  }));
}

/** `s3://bucket@region/` holds no secret, `cifs://user:password@host/` does. */
function withoutPassword(url: string): string {
  return url.replace(/^([a-z0-9+.-]+):\/\/[^/@]*:[^/@]*@/i, '$1://');
}

/** How a Longhorn BackupTarget is read. @internal */
export const longhornBackupTargetKind: KindDefinition<'LonghornBackupTarget'> =
  {
    kind: 'LonghornBackupTarget',
    engine: 'longhorn',
    group: 'longhorn.io',
    versions: ['v1beta2'],
    resource: 'backuptargets',
    parse,
    index: noIndex,
  };
