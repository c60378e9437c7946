import { NamespaceFact } from '../facts';
import { Parsed } from '../parsed';
import { clusterMetadata, object, section, textOrEmpty } from './fields';
import { noIndex } from './noIndex';
import { parseObject } from './parseObject';
import { KindDefinition } from './types';

/** Says which entity may claim a namespace; as annotation or label. */
const ENTITY_KEY = 'velero-manager.io/entity';
const KEPT_LABEL = /^(velero\.io|velero-manager\.io)\//;

const schema = object({
  metadata: clusterMetadata,
  status: section({ phase: textOrEmpty }),
});

function parse(value: unknown): Parsed<NamespaceFact> {
  return parseObject(schema, value, ({ metadata, status }) => ({
    name: metadata.name,
    uid: metadata.uid,
    createdAt: metadata.creationTimestamp,
    deletedAt: metadata.deletionTimestamp,
    phase: status.phase || 'Active',
    labels: Object.fromEntries(
      Object.entries(metadata.labels).filter(([key]) => KEPT_LABEL.test(key)),
    ),
    confirmedEntity:
      metadata.annotations[ENTITY_KEY] ?? metadata.labels[ENTITY_KEY] ?? null,
  }));
}

/** How a core Namespace is read. @internal */
export const namespaceKind: KindDefinition<'Namespace'> = {
  kind: 'Namespace',
  engine: 'kubernetes',
  group: '',
  versions: ['v1'],
  resource: 'namespaces',
  parse,
  index: noIndex,
};
