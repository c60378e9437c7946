import { z } from 'zod';
import { PostgresClusterFact } from '../facts';
import { Parsed } from '../parsed';
import {
  flag,
  identityOf,
  list,
  message,
  namespacedMetadata,
  numberOrZero,
  object,
  optional,
  optionalText,
  saidInstant,
  section,
  text,
  textMap,
  textOrEmpty,
} from './fields';
import { conditionsSchema, toConditions } from './fluxFields';
import { noIndex } from './noIndex';
import { parseObject } from './parseObject';
import { KindDefinition } from './types';

const BARMAN_PLUGIN = 'barman-cloud.cloudnative-pg.io';
const HIBERNATION = 'cnpg.io/hibernation';

/** Whether a section is there; what is in it is no matter for a verdict. */
const isThere = optional(object({}), null).transform(value => value !== null);

const pluginSchema = object({
  name: text,
  enabled: optional(flag, true),
  isWALArchiver: optional(flag, false),
  parameters: textMap,
});

/** One moment for each backup method. */
const moments = z
  .record(z.string(), saidInstant)
  .nullish()
  .transform(map =>
    Object.fromEntries(
      Object.entries(map ?? {}).filter(
        (entry): entry is [string, string] => entry[1] !== null,
      ),
    ),
  );

const schema = object({
  metadata: namespacedMetadata,
  spec: section({
    instances: numberOrZero,
    backup: section({
      barmanObjectStore: isThere,
      volumeSnapshot: isThere,
      retentionPolicy: optionalText,
    }),
    plugins: list(pluginSchema),
    bootstrap: section({
      recovery: optional(
        object({
          source: optionalText,
          backup: section({ name: optionalText }),
        }),
        null,
      ),
    }),
  }),
  status: section({
    phase: textOrEmpty,
    phaseReason: message,
    conditions: conditionsSchema,
    firstRecoverabilityPoint: saidInstant,
    lastSuccessfulBackup: saidInstant,
    lastFailedBackup: saidInstant,
    firstRecoverabilityPointByMethod: moments,
    lastSuccessfulBackupByMethod: moments,
  }),
});

type Read = z.output<typeof schema>;

function parse(value: unknown): Parsed<PostgresClusterFact> {
  return parseObject(schema, value, ({ metadata, spec, status }) => ({
    ...identityOf(metadata),
    deletedAt: metadata.deletionTimestamp,
    labels: metadata.labels,
    instances: spec.instances,
    phase: status.phase,
    phaseReason: status.phaseReason || null,
    isHibernated: metadata.annotations[HIBERNATION] === 'on',
    hasInTreeObjectStore: spec.backup.barmanObjectStore,
    hasVolumeSnapshotMethod: spec.backup.volumeSnapshot,
    retentionPolicy: spec.backup.retentionPolicy || null,
    barmanPlugin: barmanPluginOf(spec.plugins),
    hasOtherWalArchiver: spec.plugins.some(
      plugin =>
        plugin.name !== BARMAN_PLUGIN && plugin.enabled && plugin.isWALArchiver,
    ),
    recoveredFrom: recoveredFrom(spec.bootstrap.recovery),
    conditions: toConditions(status.conditions),
    firstRecoverabilityPoint: status.firstRecoverabilityPoint,
    lastSuccessfulBackupAt: status.lastSuccessfulBackup,
    lastFailedBackupAt: status.lastFailedBackup,
    firstRecoverabilityPointByMethod: status.firstRecoverabilityPointByMethod,
    lastSuccessfulBackupByMethod: status.lastSuccessfulBackupByMethod,
  }));
}

function barmanPluginOf(
  plugins: Read['spec']['plugins'],
): PostgresClusterFact['barmanPlugin'] {
  const plugin = plugins.find(({ name }) => name === BARMAN_PLUGIN);
  if (!plugin) return null;
  return {
    isEnabled: plugin.enabled,
    isWalArchiver: plugin.isWALArchiver,
    objectStore: plugin.parameters.barmanObjectName || null,
    serverName: plugin.parameters.serverName || null,
  };
}

function recoveredFrom(
  recovery: Read['spec']['bootstrap']['recovery'],
): string | null {
  return recovery && (recovery.source || recovery.backup.name || '');
}

/** How a CloudNative-PG Cluster is read. @internal */
export const postgresClusterKind: KindDefinition<'PostgresCluster'> = {
  kind: 'PostgresCluster',
  engine: 'cloudnative-pg',
  group: 'postgresql.cnpg.io',
  versions: ['v1'],
  resource: 'clusters',
  parse,
  index: noIndex,
};
