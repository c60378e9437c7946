import { apiVersionOf } from './ApiKind';
import { ApiAnswer, ApiContext, ResourceRequest } from './ApiRequest';
import { isRecord } from './KubeObject';
import { inVersion, listObjects } from './listObjects';
import { DeleteOptions } from './ObjectStore';
import { parseBody } from './readObject';
import { isDryRun, keyOf, requireObject } from './requireObject';

/**
 * Serves DELETE of one object.
 *
 * @internal
 */
export async function removeObject(
  api: ApiContext,
  request: ResourceRequest,
): Promise<ApiAnswer> {
  const { kind, name = '' } = request;
  const body = parseBody(await request.readBody(), request.contentType);
  const options = isRecord(body) ? body : {};
  requireObject(api, request);
  const { object, removed } = api.store.delete(
    kind.groupResource,
    keyOf(request),
    {
      dryRun: isDryRun(request, options.dryRun),
      preconditions: preconditionsOf(options.preconditions),
    },
  );
  const { group, resource } = kind;
  if (!removed) {
    const version = apiVersionOf(group, request.version);
    return { code: 200, body: inVersion(object, version) };
  }
  const status = {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: {
      name,
      ...(group ? { group } : {}),
      kind: resource,
      uid: object.metadata.uid,
    },
  };
  return { code: 200, body: status };
}

/**
 * Serves DELETE of a collection: of what the selectors choose.
 *
 * @internal
 */
export async function removeCollection(
  api: ApiContext,
  request: ResourceRequest,
): Promise<ApiAnswer> {
  const { kind } = request;
  const body = parseBody(await request.readBody(), request.contentType);
  const options = isRecord(body) ? body : {};
  const dryRun = isDryRun(request, options.dryRun);
  const list = listObjects(api, request);
  for (const { metadata } of list.items) {
    api.store.delete(kind.groupResource, metadata, { dryRun });
  }
  return { code: 200, body: list };
}

function preconditionsOf(value: unknown): DeleteOptions['preconditions'] {
  if (!isRecord(value)) return {};
  const text = (field: string) =>
    typeof value[field] === 'string' ? { [field]: value[field] } : {};
  return { ...text('uid'), ...text('resourceVersion') };
}
