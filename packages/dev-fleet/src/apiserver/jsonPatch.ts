import { isDeepStrictEqual } from 'node:util';
import { isRecord } from './KubeObject';
import { StatusError } from './StatusError';

/**
 * Applies a JSON patch (RFC 6902) to a copy.
 *
 * @throws StatusError 400 for a malformed patch, 422 for one that does not fit
 * the target (a failed test, a path that leads nowhere).
 * @internal
 */
export function jsonPatch(target: unknown, operations: unknown): unknown {
  if (!Array.isArray(operations)) {
    throw StatusError.badRequest(
      'error decoding patch: a JSON patch is a list of operations',
    );
  }
  return operations.reduce<unknown>(
    (document, operation) => applyOperation(document, operation),
    structuredClone(target),
  );
}

function applyOperation(document: unknown, operation: unknown): unknown {
  if (!isRecord(operation)) throw malformed(operation);
  const { op, value } = operation;
  const path = pointer(operation.path);
  switch (op) {
    case 'add':
      return put(document, { path, value, insert: true });
    case 'replace':
      read(document, path);
      return put(document, { path, value, insert: false });
    case 'remove':
      read(document, path);
      return remove(document, path);
    case 'test':
      if (isDeepStrictEqual(read(document, path), value)) return document;
      throw unfit(`testing path ${operation.path} failed`);
    case 'copy':
    case 'move': {
      const from = pointer(operation.from);
      const moved = structuredClone(read(document, from));
      const rest = op === 'move' ? remove(document, from) : document;
      return put(rest, { path, value: moved, insert: true });
    }
    default:
      throw malformed(operation);
  }
}

function pointer(path: unknown): string[] {
  if (path === '') return [];
  if (typeof path !== 'string' || !path.startsWith('/')) throw malformed(path);
  return path
    .slice(1)
    .split('/')
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function read(document: unknown, path: string[]): unknown {
  return path.reduce<unknown>((value, part) => {
    if (Array.isArray(value)) return value[indexIn(value, part)];
    if (isRecord(value) && Object.hasOwn(value, part)) return value[part];
    throw unfit(`the path /${path.join('/')} does not exist`);
  }, document);
}

function put(
  document: unknown,
  options: { path: string[]; value: unknown; insert: boolean },
): unknown {
  const { path, value, insert } = options;
  if (path.length === 0) return value;
  const parent = read(document, path.slice(0, -1));
  const last = path[path.length - 1];
  if (Array.isArray(parent)) {
    const at = last === '-' ? parent.length : indexIn([...parent, null], last);
    parent.splice(at, insert ? 0 : 1, value);
  } else if (isRecord(parent)) {
    define(parent, last, value);
  } else {
    throw unfit(`the path /${path.join('/')} does not exist`);
  }
  return document;
}

function remove(document: unknown, path: string[]): unknown {
  const parent = read(document, path.slice(0, -1));
  const last = path[path.length - 1];
  if (Array.isArray(parent)) parent.splice(indexIn(parent, last), 1);
  else if (isRecord(parent)) delete parent[last];
  return document;
}

/** `__proto__` must become a field, not the prototype. */
function define(
  target: Record<string, unknown>,
  field: string,
  value: unknown,
): void {
  Object.defineProperty(target, field, {
    value,
    configurable: true,
    enumerable: true,
    writable: true,
  });
}

function indexIn(list: unknown[], text: string): number {
  const index = /^(0|[1-9]\d*)$/.test(text) ? Number(text) : -1;
  if (index < 0 || index >= list.length) {
    throw unfit(`the list index ${text} is out of bounds`);
  }
  return index;
}

function malformed(part: unknown): StatusError {
  return StatusError.badRequest(
    `error decoding patch: ${JSON.stringify(
      part,
    )} is not a JSON patch operation`,
  );
}

function unfit(why: string): StatusError {
  return StatusError.ofCode(
    422,
    `the server rejected our request due to an error in our request: ${why}`,
  );
}
