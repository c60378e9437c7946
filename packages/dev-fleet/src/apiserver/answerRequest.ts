import { authorize, TokenGrant } from './access';
import { apiVersionOf } from './ApiKind';
import { ApiAnswer, ApiContext, ResourceRequest } from './ApiRequest';
import {
  AGGREGATED_DISCOVERY,
  discover,
  discoverAggregated,
} from './discovery';
import { HttpExchange } from './HttpExchange';
import { inVersion, listObjects } from './listObjects';
import { describeApi } from './openApi';
import { RequestTarget, ResourceTarget } from './parseTarget';
import { removeCollection, removeObject } from './removeObjects';
import { partialMetadata, renderTable } from './renderTable';
import { Representation, representationOf } from './representation';
import { requireObject } from './requireObject';
import { StatusError } from './StatusError';
import { changeObject, createObject, replaceObject } from './writeObjects';

const NOT_FOUND: ApiAnswer = { code: 404, body: '404 page not found\n' };
const HEALTH_PATHS = /^\/(healthz|livez|readyz)\/?$/;

/**
 * Answers one request of a known user. A watch is handed back as a checked
 * request, since its answer goes on for long.
 *
 * @throws StatusError for every refusal.
 * @internal
 */
export async function answerRequest(
  api: ApiContext,
  options: {
    exchange: HttpExchange;
    target: RequestTarget;
    grant: Omit<TokenGrant, 'token'>;
  },
): Promise<ApiAnswer | { watch: ResourceRequest }> {
  const { exchange, target, grant } = options;
  const representation = representationOf(exchange.header('accept'));
  if (!target.resource) return answerPath(api, target, representation);
  authorize(grant, target.resource);
  if (!representation) throw StatusError.ofCode(406);
  const kind = api.kinds.find(target.resource);
  if (!kind) return NOT_FOUND;
  const request: ResourceRequest = {
    ...target.resource,
    kind,
    query: target.query,
    representation,
    contentType: mediaType(exchange.header('content-type')),
    userAgent: exchange.header('user-agent') ?? '',
    readBody: () => exchange.readBody(),
  };
  if (!isServed(request)) return NOT_FOUND;
  return request.verb === 'watch'
    ? { watch: request }
    : answerResource(api, request);
}

function answerPath(
  api: ApiContext,
  target: RequestTarget,
  representation: Representation | undefined,
): ApiAnswer {
  const { path, method } = target;
  if (method !== 'GET') throw StatusError.ofCode(405);
  if (HEALTH_PATHS.test(path)) return { code: 200, body: 'ok' };
  if (path === '/version') return { code: 200, body: versionOf(api) };
  const kinds = api.kinds.kinds();
  const plain = path.replace(/\/$/, '');
  if (
    representation === 'discovery' &&
    (plain === '/api' || plain === '/apis')
  ) {
    return {
      code: 200,
      body: discoverAggregated(kinds, plain),
      headers: { 'content-type': AGGREGATED_DISCOVERY },
    };
  }
  const body = discover(kinds, plain) ?? describeApi(kinds, plain);
  return body === undefined ? NOT_FOUND : { code: 200, body };
}

function versionOf(api: ApiContext) {
  const { gitVersion } = api.settings;
  const [, major = '', minor = ''] = /^v(\d+)\.(\d+)/.exec(gitVersion) ?? [];
  return { major, minor, gitVersion, platform: 'linux/amd64' };
}

/** The status is a resource of its own only where the kind says so. */
function isServed(request: ResourceRequest): boolean {
  const { kind, subresource, verb, namespace, name } = request;
  if (!kind.namespaced && namespace) return false;
  if (name && kind.namespaced && !namespace) return false;
  if (subresource === undefined) return true;
  return (
    subresource === 'status' &&
    kind.statusSubresource &&
    ['get', 'update', 'patch'].includes(verb)
  );
}

type OneShotVerb = Exclude<ResourceTarget['verb'], 'watch'>;

const ANSWERS: Record<
  OneShotVerb,
  (api: ApiContext, request: ResourceRequest) => ApiAnswer | Promise<ApiAnswer>
> = {
  get: getObject,
  list: getList,
  create: createObject,
  update: replaceObject,
  patch: changeObject,
  delete: removeObject,
  deletecollection: removeCollection,
};

async function answerResource(
  api: ApiContext,
  request: ResourceRequest,
): Promise<ApiAnswer> {
  if (request.verb === 'watch') throw StatusError.ofCode(405);
  if (request.verb !== 'list' && needsName(request) && !request.name) {
    throw StatusError.ofCode(405);
  }
  return ANSWERS[request.verb](api, request);
}

function needsName({ verb }: ResourceRequest): boolean {
  return verb === 'update' || verb === 'patch';
}

function getObject(api: ApiContext, request: ResourceRequest): ApiAnswer {
  const { kind, version, representation, query } = request;
  const stored = requireObject(api, request);
  const object = inVersion(stored, apiVersionOf(kind.group, version));
  if (representation === 'metadata') {
    return { code: 200, body: partialMetadata(object) };
  }
  if (representation !== 'table') return { code: 200, body: object };
  const { resourceVersion } = object.metadata;
  const table = renderTable([object], {
    kind,
    now: api.now(),
    listMeta: { resourceVersion },
    includeObject: query.get('includeObject'),
  });
  return { code: 200, body: table };
}

function getList(api: ApiContext, request: ResourceRequest): ApiAnswer {
  const { kind, representation, query } = request;
  const list = listObjects(api, request);
  if (representation === 'metadata') {
    const body = {
      kind: 'PartialObjectMetadataList',
      apiVersion: 'meta.k8s.io/v1',
      metadata: list.metadata,
      items: list.items.map(partialMetadata),
    };
    return { code: 200, body };
  }
  if (representation !== 'table') return { code: 200, body: list };
  const table = renderTable(list.items, {
    kind,
    now: api.now(),
    listMeta: list.metadata,
    includeObject: query.get('includeObject'),
  });
  return { code: 200, body: table };
}

function mediaType(contentType = ''): string {
  return contentType.split(';')[0].trim().toLowerCase();
}
