import { randomInt, randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { ApiKind, apiVersionOf } from './ApiKind';
import { KubeObject, ObjectInput, ObjectMeta } from './KubeObject';
import { pruneObject } from './pruneObject';
import { StatusError } from './StatusError';

/**
 * Which part of an object a write may change: `main` leaves the status alone
 * where it is a resource of its own, `status` changes nothing but the status.
 *
 * @public
 */
export type WrittenPart = 'all' | 'main' | 'status';

// Kubernetes leaves out vowels and look-alikes in generated names.
const SUFFIX_LETTERS = 'bcdfghjklmnpqrstvwxz2456789';
const SUFFIX_LENGTH = 5;
const DNS_SUBDOMAIN =
  /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/**
 * Makes the object that a create stores, without its resourceVersion.
 *
 * @throws StatusError 422 for a missing or malformed name, 400 for a
 * namespace that does not fit the kind's scope.
 * @internal
 */
export function prepareNew(
  kind: ApiKind,
  input: ObjectInput,
  options: { now: Date; part: WrittenPart },
): KubeObject {
  const { metadata = {}, ...fields } = pruneObject(plain(input), kind.schema);
  const name = nameOf(kind, metadata);
  const meta: ObjectMeta = {
    ...metadata,
    name,
    ...namespaceOf(kind, metadata),
    uid: randomUUID(),
    resourceVersion: '',
    creationTimestamp: kubeTime(options.now),
  };
  if (kind.generation) meta.generation = 1;
  delete meta.deletionTimestamp;
  delete meta.deletionGracePeriodSeconds;
  if (kind.statusSubresource && options.part === 'main') delete fields.status;
  if (kind.initialStatus) fields.status ??= kind.initialStatus;
  return {
    ...fields,
    apiVersion: apiVersionOf(kind.group, kind.versions[0]),
    kind: kind.kind,
    metadata: meta,
  };
}

/**
 * Makes the object that an update stores, without its new resourceVersion.
 * What nobody may change (name, uid, times, generation) is kept.
 *
 * @internal
 */
export function prepareUpdate(
  kind: ApiKind,
  current: KubeObject,
  options: { input: ObjectInput; part: WrittenPart },
): KubeObject {
  const pruned = pruneObject(plain(options.input), kind.schema);
  const { metadata = {}, ...fields } = pruned;
  const merged = mergeParts(kind, current, { fields, part: options.part });
  const next: KubeObject = {
    ...merged,
    apiVersion: current.apiVersion,
    kind: current.kind,
    metadata:
      options.part === 'status' && kind.statusSubresource
        ? withManagedFields(current.metadata, metadata)
        : keepIdentity(current.metadata, metadata),
  };
  if (kind.generation && specChanged(kind, current, next)) {
    next.metadata = {
      ...next.metadata,
      generation: (current.metadata.generation ?? 0) + 1,
    };
  }
  return next;
}

/** A time as Kubernetes writes it: UTC, whole seconds. */
export function kubeTime(time: Date): string {
  return time.toISOString().replace(/\.\d+Z$/, 'Z');
}

function plain(input: ObjectInput): ObjectInput {
  return JSON.parse(JSON.stringify(input));
}

function nameOf(kind: ApiKind, metadata: Partial<ObjectMeta>): string {
  const name = metadata.name || generatedName(metadata.generateName);
  if (!name) {
    throw StatusError.invalid(kind, '', {
      reason: 'FieldValueRequired',
      field: 'metadata.name',
      message: 'Required value: name or generateName is required',
    });
  }
  if (!DNS_SUBDOMAIN.test(name)) {
    throw StatusError.invalid(kind, name, {
      reason: 'FieldValueInvalid',
      field: 'metadata.name',
      message: `Invalid value: "${name}": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character`,
    });
  }
  return name;
}

function generatedName(prefix: string | undefined): string | undefined {
  if (!prefix) return undefined;
  const letters = Array.from(
    { length: SUFFIX_LENGTH },
    () => SUFFIX_LETTERS[randomInt(SUFFIX_LETTERS.length)],
  );
  return prefix + letters.join('');
}

function namespaceOf(
  kind: ApiKind,
  metadata: Partial<ObjectMeta>,
): { namespace?: string } {
  if (kind.namespaced && !metadata.namespace) {
    throw StatusError.badRequest(
      'an empty namespace may not be set during creation',
    );
  }
  if (!kind.namespaced && metadata.namespace) {
    throw StatusError.badRequest(
      `namespace '${metadata.namespace}' may not be set on the cluster-scoped kind ${kind.kind}`,
    );
  }
  return kind.namespaced ? { namespace: metadata.namespace } : {};
}

function keepIdentity(
  current: ObjectMeta,
  asked: Partial<ObjectMeta>,
): ObjectMeta {
  const next: ObjectMeta = {
    ...asked,
    name: current.name,
    uid: current.uid,
    resourceVersion: current.resourceVersion,
    creationTimestamp: current.creationTimestamp,
  };
  for (const field of [
    'namespace',
    'generation',
    'deletionTimestamp',
    'deletionGracePeriodSeconds',
  ] as const) {
    if (current[field] === undefined) delete next[field];
    else Object.assign(next, { [field]: current[field] });
  }
  return next;
}

function withManagedFields(
  current: ObjectMeta,
  asked: Partial<ObjectMeta>,
): ObjectMeta {
  return asked.managedFields
    ? { ...current, managedFields: asked.managedFields }
    : current;
}

function mergeParts(
  kind: ApiKind,
  current: KubeObject,
  options: { fields: Record<string, unknown>; part: WrittenPart },
): Record<string, unknown> {
  const { fields, part } = options;
  if (!kind.statusSubresource || part === 'all') return fields;
  const [main, status] =
    part === 'status' ? [current, fields.status] : [fields, current.status];
  const { status: _, ...rest } = main;
  return status === undefined ? rest : { ...rest, status };
}

/** With a status subresource the status does not count, otherwise all does. */
function specChanged(
  kind: ApiKind,
  before: KubeObject,
  after: KubeObject,
): boolean {
  const content = (object: KubeObject) => {
    const { metadata, status, ...rest } = object;
    return kind.statusSubresource ? rest : { ...rest, status };
  };
  return !isDeepStrictEqual(content(before), content(after));
}
