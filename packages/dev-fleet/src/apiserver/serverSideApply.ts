import { FieldsTree, isRecord, KubeObject, ObjectInput } from './KubeObject';

const NOT_OWNED = [
  'apiVersion',
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'metadata.resourceVersion',
  'metadata.managedFields',
  'metadata.creationTimestamp',
  'metadata.generation',
];

/**
 * Lays an applied configuration over an object: its fields are set, and the
 * fields that the same manager applied before and now leaves out are removed,
 * unless another manager applied them too.
 *
 * @remarks
 * Lists are owned as a whole, which is what most custom resources declare.
 * Conflicts between managers are not detected: every apply is forced.
 *
 * @internal
 */
export function serverSideApply(
  current: KubeObject,
  options: { applied: ObjectInput; manager: string },
): ObjectInput {
  const { applied, manager } = options;
  const entries = current.metadata.managedFields ?? [];
  const applies = entries.filter(({ operation }) => operation === 'Apply');
  const before = applies.find(entry => entry.manager === manager)?.fieldsV1;
  const kept = applies
    .filter(entry => entry.manager !== manager)
    .map(({ fieldsV1 }) => fieldsV1);
  const now = fieldsOf(applied);
  const left = before
    ? withoutFields(current, { gone: before, kept: [now, ...kept] })
    : current;
  return overlay(left, applied);
}

/**
 * The tree of fields an applied configuration sets.
 *
 * @internal
 */
export function fieldsOf(applied: ObjectInput): FieldsTree {
  return treeOf(applied, '');
}

function treeOf(value: Record<string, unknown>, path: string): FieldsTree {
  const tree: FieldsTree = {};
  for (const [field, content] of Object.entries(value)) {
    const at = path ? `${path}.${field}` : field;
    if (NOT_OWNED.includes(at)) continue;
    tree[`f:${field}`] = isRecord(content) ? treeOf(content, at) : {};
  }
  return tree;
}

function withoutFields(
  value: Record<string, unknown>,
  options: { gone: FieldsTree; kept: FieldsTree[] },
): Record<string, unknown> {
  const result = { ...value };
  for (const [name, inner] of Object.entries(options.gone)) {
    const field = name.slice('f:'.length);
    const content = result[field];
    const kept = options.kept.flatMap(tree => tree[name] ?? []);
    if (isRecord(content) && Object.keys(inner).length > 0) {
      const rest = withoutFields(content, { gone: inner, kept });
      if (Object.keys(rest).length > 0 || kept.length > 0) result[field] = rest;
      else delete result[field];
    } else if (kept.length === 0) {
      delete result[field];
    }
  }
  return result;
}

function overlay(
  target: Record<string, unknown>,
  applied: Record<string, unknown>,
): Record<string, unknown> {
  const result = { ...target };
  for (const [field, value] of Object.entries(applied)) {
    const present = result[field];
    result[field] =
      isRecord(value) && isRecord(present) ? overlay(present, value) : value;
  }
  return result;
}
