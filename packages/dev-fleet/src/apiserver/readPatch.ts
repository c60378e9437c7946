import { apiVersionOf } from './ApiKind';
import { ResourceRequest } from './ApiRequest';
import { jsonPatch } from './jsonPatch';
import { isRecord, KubeObject, ObjectInput } from './KubeObject';
import { mergePatch } from './mergePatch';
import { parseBody } from './readObject';
import { StatusError } from './StatusError';
import { strategicMergePatch } from './strategicMergePatch';

const JSON_PATCH = 'application/json-patch+json';
const MERGE_PATCH = 'application/merge-patch+json';
const STRATEGIC_PATCH = 'application/strategic-merge-patch+json';

/**
 * The media type of server-side apply, in its YAML form.
 *
 * @internal
 */
export const APPLY_PATCH = 'application/apply-patch+yaml';

/**
 * Reads the body of a PATCH; server-side apply is not here.
 *
 * @returns what the patch makes of an object
 * @throws StatusError 415 for a patch type the kind does not take (strategic
 * merge is for built-in kinds), 400 or 422 for a patch that does not fit.
 * @internal
 */
export async function readPatch(
  request: ResourceRequest,
): Promise<(current: KubeObject) => ObjectInput> {
  const apply = patchFunction(request);
  const patch = parseBody(await request.readBody(), 'application/json');
  if (request.contentType !== JSON_PATCH && !isRecord(patch)) {
    throw StatusError.badRequest('error decoding patch: it must be an object');
  }
  const { kind, version } = request;
  const apiVersion = apiVersionOf(kind.group, version);
  return current => {
    const patched = apply({ ...current, apiVersion }, patch);
    if (isRecord(patched)) return patched;
    throw StatusError.badRequest('the patch leaves no object');
  };
}

function patchFunction(
  request: ResourceRequest,
): (target: unknown, patch: unknown) => unknown {
  const { builtIn } = request.kind;
  switch (request.contentType) {
    case JSON_PATCH:
      return jsonPatch;
    case MERGE_PATCH:
      return mergePatch;
    case STRATEGIC_PATCH:
      if (builtIn) return strategicMergePatch;
      break;
    default:
  }
  throw StatusError.unsupportedMediaType([
    JSON_PATCH,
    MERGE_PATCH,
    ...(builtIn ? [STRATEGIC_PATCH] : []),
    APPLY_PATCH,
  ]);
}
