import { BackupRepositoryFact } from '../facts';
import { Parsed } from '../parsed';
import {
  identityOf,
  list,
  message,
  namespacedMetadata,
  object,
  optionalInstant,
  section,
  textOrEmpty,
} from './fields';
import { noIndex } from './noIndex';
import { parseObject } from './parseObject';
import { FactIndex, KindDefinition } from './types';

const schema = object({
  metadata: namespacedMetadata,
  spec: section({
    volumeNamespace: textOrEmpty,
    backupStorageLocation: textOrEmpty,
    repositoryType: textOrEmpty,
  }),
  status: section({
    phase: textOrEmpty,
    message,
    lastMaintenanceTime: optionalInstant,
    recentMaintenance: list(
      object({ result: textOrEmpty, completeTimestamp: optionalInstant }),
    ),
  }),
});

function parse(value: unknown): Parsed<BackupRepositoryFact> {
  return parseObject(schema, value, ({ metadata, spec, status }) => ({
    ...identityOf(metadata),
    volumeNamespace: spec.volumeNamespace,
    storageLocation: spec.backupStorageLocation,
    repositoryType: spec.repositoryType,
    phase: status.phase,
    message: status.message || null,
    lastMaintainedAt: status.lastMaintenanceTime,
    lastMaintenance: readLastMaintenance(status.recentMaintenance),
  }));
}

/** Velero keeps the last three, in no promised order. */
function readLastMaintenance(
  recent: { result: string; completeTimestamp: string | null }[],
): string | null {
  const newest = recent
    .filter(({ result }) => result !== '')
    .sort((a, b) =>
      (a.completeTimestamp ?? '') < (b.completeTimestamp ?? '') ? 1 : -1,
    )
    .at(0);
  return newest?.result ?? null;
}

function index(fact: BackupRepositoryFact): FactIndex {
  return { ...noIndex(), owner: fact.volumeNamespace };
}

/** How a Velero BackupRepository is read. @internal */
export const backupRepositoryKind: KindDefinition<'BackupRepository'> = {
  kind: 'BackupRepository',
  engine: 'velero',
  group: 'velero.io',
  versions: ['v1'],
  resource: 'backuprepositories',
  parse,
  index,
};
