import { StructuralSchema } from './ApiKind';
import { isRecord, ObjectInput } from './KubeObject';

const NEVER_PRUNED = ['apiVersion', 'kind', 'metadata'];

/**
 * Drops the fields that a structural schema does not name and fills in its
 * defaults, as the API server does with custom resources. Types, enums and
 * required fields are not checked. Without a schema nothing is changed.
 *
 * @internal
 */
export function pruneObject(
  object: ObjectInput,
  schema: StructuralSchema | undefined,
): ObjectInput {
  return schema ? pruneContent(object, schema, []) : object;
}

/**
 * The paths of the fields that {@link pruneObject} would drop.
 *
 * @internal
 */
export function unknownFields(
  object: ObjectInput,
  schema: StructuralSchema | undefined,
): string[] {
  const dropped: string[] = [];
  if (schema) pruneContent(object, schema, dropped);
  return dropped;
}

function pruneContent(
  object: ObjectInput,
  schema: StructuralSchema,
  dropped: string[],
): ObjectInput {
  const isKept = ([field]: [string, unknown]) => NEVER_PRUNED.includes(field);
  const entries = Object.entries(object);
  const content = Object.fromEntries(entries.filter(entry => !isKept(entry)));
  const named = Object.entries(schema.properties ?? {});
  const properties = Object.fromEntries(named.filter(entry => !isKept(entry)));
  const inner = { ...schema, properties };
  return {
    ...Object.fromEntries(entries.filter(isKept)),
    ...pruneFields(content, inner, { path: '', dropped }),
  };
}

interface Place {
  path: string;
  dropped: string[];
}

function prune(value: unknown, schema: StructuralSchema, at: Place): unknown {
  if (Array.isArray(value)) {
    const { items } = schema;
    if (!items) return value;
    return value.map((item, index) =>
      prune(item, items, { ...at, path: `${at.path}[${index}]` }),
    );
  }
  return isRecord(value) ? pruneFields(value, schema, at) : value;
}

function pruneFields(
  value: Record<string, unknown>,
  schema: StructuralSchema,
  at: Place,
): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [field, content] of Object.entries(value)) {
    const path = at.path ? `${at.path}.${field}` : field;
    const inner = schemaOfField(schema, field);
    if (inner) result[field] = prune(content, inner, { ...at, path });
    else at.dropped.push(path);
  }
  for (const [field, inner] of Object.entries(schema.properties ?? {})) {
    if (result[field] === undefined && inner.default !== undefined) {
      result[field] = inner.default;
    }
  }
  return result;
}

function schemaOfField(
  schema: StructuralSchema,
  field: string,
): StructuralSchema | undefined {
  const named = schema.properties;
  if (named && Object.hasOwn(named, field)) return named[field];
  const { additionalProperties } = schema;
  if (isRecord(additionalProperties)) return additionalProperties;
  return additionalProperties || schema['x-kubernetes-preserve-unknown-fields']
    ? { 'x-kubernetes-preserve-unknown-fields': true }
    : undefined;
}
