import { isDeepStrictEqual } from 'node:util';
import {
  FieldsTree,
  KubeObject,
  ManagedFieldsEntry,
  ObjectInput,
} from './KubeObject';
import { kubeTime } from './prepareObject';

/**
 * Who writes: the name in `managedFields` and, for apply, what it sets.
 *
 * @internal
 */
export interface FieldManager {
  manager: string;
  operation: 'Apply' | 'Update';
  apiVersion: string;
  fieldsV1?: FieldsTree;
  subresource?: string;
}

/**
 * Notes the writer in `metadata.managedFields`. A write that changes neither
 * content nor owned fields leaves the list alone, so that it stays a write
 * without effect.
 *
 * @internal
 */
export function recordManager(
  next: ObjectInput,
  options: { current?: KubeObject; manager: FieldManager; now: Date },
): ObjectInput {
  const { current, manager, now } = options;
  const { fieldsV1 = {}, ...identity } = manager;
  const entries = current?.metadata.managedFields ?? [];
  const isOwn = (entry: ManagedFieldsEntry) =>
    entry.manager === manager.manager &&
    entry.operation === manager.operation &&
    entry.subresource === manager.subresource;
  const own = entries.find(isOwn);
  const changed =
    !current || !isDeepStrictEqual(content(next), content(current));
  const owned = own && isDeepStrictEqual(own.fieldsV1, fieldsV1);
  if (!changed && (owned || manager.operation === 'Update')) {
    return withEntries(next, current.metadata.managedFields);
  }
  const entry: ManagedFieldsEntry = {
    ...identity,
    time: kubeTime(now),
    fieldsType: 'FieldsV1',
    fieldsV1,
  };
  return withEntries(next, [...entries.filter(e => !isOwn(e)), entry]);
}

/** What a writer can change; the rest of the metadata is the server's. */
function content(object: ObjectInput): unknown {
  const { metadata = {}, apiVersion, kind, ...fields } = object;
  const { labels, annotations, finalizers, ownerReferences } = metadata;
  return { ...fields, labels, annotations, finalizers, ownerReferences };
}

function withEntries(
  object: ObjectInput,
  managedFields: ManagedFieldsEntry[] | undefined,
): ObjectInput {
  const { managedFields: _, ...metadata } = object.metadata ?? {};
  return {
    ...object,
    metadata: managedFields ? { ...metadata, managedFields } : metadata,
  };
}
