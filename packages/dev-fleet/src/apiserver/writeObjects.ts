import { ApiKind, apiVersionOf } from './ApiKind';
import { ApiAnswer, ApiContext, ResourceRequest } from './ApiRequest';
import { checkDefinition } from './customResourceDefinitions';
import { KubeObject, ObjectInput } from './KubeObject';
import { inVersion } from './listObjects';
import { WriteOptions } from './ObjectStore';

import { checkObject, parseBody, readObject } from './readObject';
import { APPLY_PATCH, readPatch } from './readPatch';
import { FieldManager, recordManager } from './recordManager';
import { fieldsOf, serverSideApply } from './serverSideApply';
import { isDryRun, keyOf, requireObject } from './requireObject';
import { StatusError } from './StatusError';

/**
 * Serves POST: stores a new object.
 *
 * @internal
 */
export async function createObject(
  api: ApiContext,
  request: ResourceRequest,
): Promise<ApiAnswer> {
  const { kind, namespace } = request;
  if (request.name || Boolean(namespace) !== kind.namespaced) {
    throw StatusError.ofCode(405);
  }
  const object = await readObject(request);
  return answer(request, 201, storeNew(api, { request, object }));
}

/**
 * Serves PUT: replaces an object, or its status.
 *
 * @internal
 */
export async function replaceObject(
  api: ApiContext,
  request: ResourceRequest,
): Promise<ApiAnswer> {
  const object = await readObject(request);
  const current = requireObject(api, request);
  const { kind } = request;
  if (!kind.builtIn && !object.metadata?.resourceVersion) {
    throw StatusError.invalid(kind, current.metadata.name, {
      reason: 'FieldValueInvalid',
      field: 'metadata.resourceVersion',
      message: 'Invalid value: 0: must be specified for an update',
    });
  }
  const stored = storeChanged(api, { request, object, current });
  return answer(request, 200, stored);
}

/**
 * Serves PATCH, server-side apply included: that one creates what is missing.
 *
 * @internal
 */
export async function changeObject(
  api: ApiContext,
  request: ResourceRequest,
): Promise<ApiAnswer> {
  if (request.contentType === APPLY_PATCH) return applyObject(api, request);
  const patch = await readPatch(request);
  const current = requireObject(api, request);
  const object = checkObject(request, patch(current));
  const stored = storeChanged(api, { request, object, current });
  return answer(request, 200, stored);
}

async function applyObject(
  api: ApiContext,
  request: ResourceRequest,
): Promise<ApiAnswer> {
  const manager = request.query.get('fieldManager');
  if (!manager) {
    const options = { group: 'meta.k8s.io', kind: 'PatchOptions' };
    throw StatusError.invalid(options, '', {
      reason: 'FieldValueRequired',
      field: 'fieldManager',
      message: 'Required value: is required for apply patch',
    });
  }
  const body = parseBody(await request.readBody(), APPLY_PATCH);
  const applied = checkObject(request, body);
  const current = api.store.get(request.kind.groupResource, keyOf(request));
  const fieldsV1 = fieldsOf(applied);
  if (!current) {
    const created = storeNew(api, { request, object: applied, fieldsV1 });
    return answer(request, 201, created);
  }
  const object = serverSideApply(current, { applied, manager });
  const changed = storeChanged(api, { request, object, current, fieldsV1 });
  return answer(request, 200, changed);
}

interface Write {
  request: ResourceRequest;
  object: ObjectInput;
  /** Given for server-side apply. */
  fieldsV1?: FieldManager['fieldsV1'];
}

function storeNew(api: ApiContext, write: Write): KubeObject {
  const { request, object } = write;
  const { kind, namespace = '' } = request;
  if (kind.namespaced && api.settings.requireNamespaces) {
    requireNamespace(api, namespace);
  }
  checkContent(kind, object);
  const managed = recordManager(object, {
    manager: managerOf(write),
    now: api.now(),
  });
  return api.store.create(kind.groupResource, managed, writeOptions(request));
}

function storeChanged(
  api: ApiContext,
  write: Write & { current: KubeObject },
): KubeObject {
  const { request, object, current } = write;
  checkContent(request.kind, object);
  const { groupResource } = request.kind;
  const managed = recordManager(object, {
    current,
    manager: managerOf(write),
    now: api.now(),
  });
  return api.store.update(groupResource, managed, writeOptions(request));
}

function requireNamespace(api: ApiContext, name: string): void {
  if (!api.kinds.has('namespaces')) return;
  if (api.store.get('namespaces', { name })) return;
  throw StatusError.notFound(api.kinds.require('namespaces'), name);
}

function checkContent(kind: ApiKind, object: ObjectInput): void {
  if (kind.resource !== 'customresourcedefinitions') return;
  const wrong = checkDefinition(object);
  if (wrong) {
    const reason = 'FieldValueInvalid';
    throw StatusError.invalid(kind, object.metadata?.name ?? '', {
      ...wrong,
      reason,
    });
  }
}

function writeOptions(request: ResourceRequest): WriteOptions {
  const part = request.subresource === 'status' ? 'status' : 'main';
  return { part, dryRun: isDryRun(request) };
}

/** Without `fieldManager` the first word of the user agent is the writer. */
function managerOf(write: Write): FieldManager {
  const { request, fieldsV1 } = write;
  const { kind, version, query, userAgent, subresource } = request;
  const agent = userAgent.split('/')[0] || 'unknown';
  return {
    manager: query.get('fieldManager') || agent,
    operation: fieldsV1 ? 'Apply' : 'Update',
    apiVersion: apiVersionOf(kind.group, version),
    ...(fieldsV1 ? { fieldsV1 } : {}),
    ...(subresource ? { subresource } : {}),
  };
}

function answer(
  request: ResourceRequest,
  code: number,
  object: KubeObject,
): ApiAnswer {
  const { kind, version } = request;
  return {
    code,
    body: inVersion(object, apiVersionOf(kind.group, version)),
  };
}
