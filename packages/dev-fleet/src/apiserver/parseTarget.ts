/**
 * What a request is about, read from its method and address alone.
 *
 * @internal
 */
export interface RequestTarget {
  method: string;
  path: string;
  query: URLSearchParams;
  /** Absent for discovery, health and version. */
  resource?: ResourceTarget;
}

/**
 * The resource a request names, known to the server or not.
 *
 * @internal
 */
export interface ResourceTarget {
  verb: Verb;
  group: string;
  version: string;
  resource: string;
  namespace?: string;
  name?: string;
  subresource?: string;
}

/**
 * The verbs that access rules speak of.
 *
 * @public
 */
export type Verb =
  | 'get'
  | 'list'
  | 'watch'
  | 'create'
  | 'update'
  | 'patch'
  | 'delete'
  | 'deletecollection';

const SUBRESOURCES_OF_NAMESPACES = ['status', 'finalize'];

/**
 * Reads a request line. Paths that name no resource keep only the path.
 *
 * @internal
 */
export function parseTarget(method: string, url: string): RequestTarget {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const target = { method, path: pathname, query: searchParams };
  const parts = decoded(pathname);
  if (!parts) return target;
  const [root, ...rest] = parts;
  if (root !== 'api' && root !== 'apis') return target;
  const [group, version, ...names] = root === 'api' ? ['', ...rest] : rest;
  if (version === undefined || names.length === 0) return target;
  const place = placeOf(names);
  if (!place) return target;
  const verb = verbOf({ method, name: place.name, query: searchParams });
  return verb
    ? { ...target, resource: { verb, group, version, ...place } }
    : target;
}

function decoded(path: string): string[] | undefined {
  try {
    return path.split('/').slice(1).map(decodeURIComponent);
  } catch {
    // A malformed escape names nothing that exists.
    return undefined;
  }
}

function placeOf(
  names: string[],
):
  | Pick<ResourceTarget, 'namespace' | 'resource' | 'name' | 'subresource'>
  | undefined {
  const [first, second, third] = names;
  const inNamespace =
    first === 'namespaces' &&
    names.length > 2 &&
    !SUBRESOURCES_OF_NAMESPACES.includes(third);
  const [resource, name, subresource, ...beyond] = inNamespace
    ? names.slice(2)
    : names;
  if (!resource || beyond.length > 0 || name === '') return undefined;
  return {
    resource,
    ...(inNamespace ? { namespace: second } : {}),
    ...(name ? { name } : {}),
    ...(subresource ? { subresource } : {}),
  };
}

function verbOf(options: {
  method: string;
  name?: string;
  query: URLSearchParams;
}): Verb | undefined {
  const { method, name, query } = options;
  switch (method) {
    case 'GET':
      if (name) return 'get';
      return isTrue(query.get('watch')) ? 'watch' : 'list';
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return name ? 'delete' : 'deletecollection';
    default:
      return undefined;
  }
}

/**
 * Reads a boolean of a query as Go does.
 *
 * @internal
 */
export function isTrue(value: string | null): boolean {
  return value !== null && !['0', 'false', 'f', 'F', 'False'].includes(value);
}
