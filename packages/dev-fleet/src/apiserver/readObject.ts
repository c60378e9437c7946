import { parse as parseYaml } from 'yaml';
import { apiVersionOf } from './ApiKind';
import { ResourceRequest } from './ApiRequest';
import { isRecord, ObjectInput } from './KubeObject';
import { unknownFields } from './pruneObject';
import { StatusError } from './StatusError';

const BODY_TYPES = ['application/json', 'application/yaml'];

/**
 * Reads the object of a create or update and checks that it is what the path
 * says.
 *
 * @throws StatusError 415 for another encoding, 400 for another kind, version,
 * name or namespace than in the path, or for unknown fields where the client
 * asks for strict checking.
 * @internal
 */
export async function readObject(
  request: ResourceRequest,
): Promise<ObjectInput> {
  if (!BODY_TYPES.includes(request.contentType || 'application/json')) {
    throw StatusError.unsupportedMediaType(BODY_TYPES);
  }
  const body = parseBody(await request.readBody(), request.contentType);
  return checkObject(request, body);
}

/**
 * Parses a body; an empty one is undefined.
 *
 * @throws StatusError 400 if it cannot be parsed.
 * @internal
 */
export function parseBody(text: string, contentType: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return contentType.endsWith('yaml') ? parseYaml(text) : JSON.parse(text);
  } catch (error) {
    throw StatusError.badRequest(
      `the object provided is unrecognized (must be of type JSON or YAML): ${
        error instanceof Error ? error.message : 'unreadable'
      }`,
    );
  }
}

/**
 * Checks a body against the path of its request and fills in the namespace.
 *
 * @throws StatusError 400, see {@link readObject}.
 * @internal
 */
export function checkObject(
  request: ResourceRequest,
  body: unknown,
): ObjectInput {
  const { kind, version, name, namespace } = request;
  if (!isRecord(body)) {
    throw StatusError.badRequest(
      `Object 'Kind' is missing in the request body`,
    );
  }
  const expected = apiVersionOf(kind.group, version);
  const { apiVersion = expected, kind: bodyKind = kind.kind } = body;
  if (apiVersion !== expected) {
    throw StatusError.badRequest(
      `the API version in the data (${apiVersion}) does not match the expected API version (${expected})`,
    );
  }
  if (bodyKind !== kind.kind) {
    throw StatusError.badRequest(
      `${bodyKind} in version "${version}" cannot be handled as a ${kind.kind}: the kind does not match`,
    );
  }
  const metadata = checkMetadata(body.metadata);
  if (name && metadata.name && metadata.name !== name) {
    throw StatusError.badRequest(
      `the name of the object (${metadata.name}) does not match the name on the URL (${name})`,
    );
  }
  if (metadata.namespace && metadata.namespace !== namespace) {
    throw StatusError.badRequest(
      'the namespace of the provided object does not match the namespace sent on the request',
    );
  }
  checkUnknownFields(request, body);
  return {
    ...body,
    metadata: {
      ...metadata,
      ...(name ? { name } : {}),
      ...(namespace ? { namespace } : {}),
    },
  };
}

/** The parts of the metadata that selectors and finalizers rely on. */
function checkMetadata(
  metadata: unknown,
): NonNullable<ObjectInput['metadata']> {
  if (metadata === undefined || metadata === null) return {};
  if (!isRecord(metadata)) throw wrongType('metadata', 'an object');
  for (const field of [
    'name',
    'namespace',
    'generateName',
    'resourceVersion',
  ]) {
    const value = metadata[field] ?? '';
    if (typeof value !== 'string')
      throw wrongType(`metadata.${field}`, 'a string');
  }
  for (const field of ['labels', 'annotations']) {
    const value = metadata[field] ?? {};
    if (!isRecord(value) || !Object.values(value).every(isString)) {
      throw wrongType(`metadata.${field}`, 'an object of strings');
    }
  }
  const finalizers = metadata.finalizers ?? [];
  if (!Array.isArray(finalizers) || !finalizers.every(isString)) {
    throw wrongType('metadata.finalizers', 'a list of strings');
  }
  return metadata;
}

function isString(value: unknown): boolean {
  return typeof value === 'string';
}

function wrongType(field: string, expected: string): StatusError {
  return StatusError.badRequest(
    `cannot unmarshal the field ${field}: it must be ${expected}`,
  );
}

function checkUnknownFields(
  request: ResourceRequest,
  body: Record<string, unknown>,
): void {
  if (request.query.get('fieldValidation') !== 'Strict') return;
  const { kind, version } = request;
  const unknown = unknownFields(body, kind.schema);
  if (unknown.length === 0) return;
  const list = unknown.map(field => `unknown field "${field}"`).join(', ');
  throw StatusError.badRequest(
    `${kind.kind} in version "${version}" cannot be handled as a ${kind.kind}: strict decoding error: ${list}`,
  );
}
