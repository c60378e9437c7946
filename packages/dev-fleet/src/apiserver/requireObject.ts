import { ApiContext, ResourceRequest } from './ApiRequest';
import { KubeObject, ObjectKey } from './KubeObject';
import { StatusError } from './StatusError';

/**
 * Finds the object a request names.
 *
 * @throws StatusError 404 if there is none.
 * @internal
 */
export function requireObject(
  api: ApiContext,
  request: ResourceRequest,
): KubeObject {
  const { kind, name = '' } = request;
  const object = api.store.get(kind.groupResource, keyOf(request));
  if (!object) throw StatusError.notFound(kind, name);
  return object;
}

/**
 * Reads name and namespace from the path.
 *
 * @internal
 */
export function keyOf(request: ResourceRequest): ObjectKey {
  const { name = '', namespace } = request;
  return { name, namespace };
}

/**
 * Reads `dryRun` from the query, and for deletes also from the body.
 *
 * @throws StatusError 400 for any value but `All`.
 * @internal
 */
export function isDryRun(request: ResourceRequest, inBody?: unknown): boolean {
  const asked = request.query.getAll('dryRun');
  const all = [...asked, ...(Array.isArray(inBody) ? inBody : [])];
  const unknown = all.find(value => value !== 'All');
  if (unknown !== undefined) {
    throw StatusError.badRequest(
      `dryRun: Unsupported value: "${unknown}": supported values: "All"`,
    );
  }
  return all.length > 0;
}
