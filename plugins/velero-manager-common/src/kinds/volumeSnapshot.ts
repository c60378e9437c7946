import { VolumeSnapshotFact } from '../facts';
import { Parsed } from '../parsed';
import {
  flag,
  identityOf,
  message,
  namespacedMetadata,
  object,
  optional,
  optionalInstant,
  optionalQuantity,
  section,
  textOrEmpty,
} from './fields';
import { noIndex } from './noIndex';
import { parseObject } from './parseObject';
import { FactIndex, KindDefinition } from './types';

const schema = object({
  metadata: namespacedMetadata,
  spec: section({
    source: section({ persistentVolumeClaimName: textOrEmpty }),
    volumeSnapshotClassName: textOrEmpty,
  }),
  status: section({
    readyToUse: optional(flag, false),
    creationTime: optionalInstant,
    restoreSize: optionalQuantity,
    error: section({ message }),
  }),
});

function parse(value: unknown): Parsed<VolumeSnapshotFact> {
  return parseObject(schema, value, ({ metadata, spec, status }) => ({
    ...identityOf(metadata),
    deletedAt: metadata.deletionTimestamp,
    claim: spec.source.persistentVolumeClaimName || null,
    snapshotClass: spec.volumeSnapshotClassName || null,
    isReady: status.readyToUse,
    takenAt: status.creationTime,
    error: status.error.message || null,
    restoreBytes: status.restoreSize,
  }));
}

function index(fact: VolumeSnapshotFact): FactIndex {
  return {
    ...noIndex(),
    owner: fact.claim ?? '',
    occurredAt: fact.takenAt ?? fact.createdAt,
    outcome: fact.isReady ? 'Ready' : '',
  };
}

/** How a CSI VolumeSnapshot is read. @internal */
export const volumeSnapshotKind: KindDefinition<'VolumeSnapshot'> = {
  kind: 'VolumeSnapshot',
  engine: 'kubernetes',
  group: 'snapshot.storage.k8s.io',
  versions: ['v1'],
  resource: 'volumesnapshots',
  parse,
  index,
};
