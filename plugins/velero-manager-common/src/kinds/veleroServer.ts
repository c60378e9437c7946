import { VeleroServerFact } from '../facts';
import { Parsed } from '../parsed';
import { readCommandLine } from './commandLine';
import {
  identityOf,
  list,
  namespacedMetadata,
  number,
  numberOrZero,
  object,
  optional,
  saidInstant,
  section,
  textOrEmpty,
} from './fields';
import { noIndex } from './noIndex';
import { parseGoDuration } from './parseGoDuration';
import { parseObject } from './parseObject';
import { readSwitch } from './readSwitch';
import { KindDefinition } from './types';
import { findVeleroContainer, imageTagOf, podTemplateSchema } from './workload';

/** What the server does without a flag (velero pkg/cmd/server/config/config.go). */
const DEFAULTS = {
  storageLocation: 'default',
  ttlSeconds: 30 * 24 * 3600,
  itemOperationTimeoutSeconds: 4 * 3600,
  concurrentBackups: 1,
};

const schema = object({
  metadata: namespacedMetadata,
  spec: section({
    replicas: optional(number, 1),
    template: podTemplateSchema,
  }),
  status: section({
    readyReplicas: numberOrZero,
    conditions: list(
      object({
        type: textOrEmpty,
        status: textOrEmpty,
        lastTransitionTime: saidInstant,
      }),
    ),
  }),
});

function parse(value: unknown): Parsed<VeleroServerFact> {
  return parseObject(schema, value, ({ metadata, spec, status }) => {
    const container = findVeleroContainer(metadata, spec.template, ['server']);
    const { flags } = readCommandLine(container ?? { command: [], args: [] });
    return {
      ...identityOf(metadata),
      container: container?.name ?? null,
      version: imageTagOf(container?.image ?? ''),
      features: readFeatures(flags.get('features')),
      plugins: spec.template.spec.initContainers.map(({ image }) => image),
      zone: container?.env.find(({ name }) => name === 'TZ')?.value || null,
      ...readDefaults(flags),
      replicas: spec.replicas,
      readyReplicas: status.readyReplicas,
      unavailableSince:
        status.conditions.find(
          condition =>
            condition.type === 'Available' && condition.status === 'False',
        )?.lastTransitionTime ?? null,
    };
  });
}

function readFeatures(features: string | undefined): string[] {
  return (features ?? '').split(',').filter(feature => feature !== '');
}

/** A value that Velero cannot read would keep it from starting. */
function readDefaults(flags: Map<string, string>) {
  const concurrentBackups = flags.get('concurrent-backups') ?? '';
  return {
    defaultVolumesToFsBackup:
      isOn(flags, 'default-volumes-to-fs-backup') ||
      isOn(flags, 'default-volumes-to-restic'),
    defaultSnapshotMoveData: isOn(flags, 'default-snapshot-move-data'),
    defaultStorageLocation:
      flags.get('default-backup-storage-location') || DEFAULTS.storageLocation,
    defaultTtlSeconds:
      parseGoDuration(flags.get('default-backup-ttl') ?? '') ||
      DEFAULTS.ttlSeconds,
    itemOperationTimeoutSeconds:
      parseGoDuration(flags.get('default-item-operation-timeout') ?? '') ||
      DEFAULTS.itemOperationTimeoutSeconds,
    concurrentBackups: /^[1-9]\d{0,4}$/.test(concurrentBackups)
      ? Number(concurrentBackups)
      : DEFAULTS.concurrentBackups,
  };
}

/** A switch that stands alone is on. */
function isOn(flags: Map<string, string>, name: string): boolean {
  const value = flags.get(name);
  return value === '' || readSwitch(value) === true;
}

/** How Velero's Deployment is read. @internal */
export const veleroServerKind: KindDefinition<'VeleroServer'> = {
  kind: 'VeleroServer',
  engine: 'velero',
  group: 'apps',
  versions: ['v1'],
  resource: 'deployments',
  reach: 'velero-namespaces',
  parse,
  keep: fact => fact.container !== null,
  index: noIndex,
};
