import { apiVersionOf } from './ApiKind';
import { ApiContext, ResourceRequest } from './ApiRequest';
import {
  ContinuePosition,
  readContinueToken,
  writeContinueToken,
} from './continueToken';
import { KubeObject } from './KubeObject';
import { parseSelection } from './parseSelection';
import { ListOptions, readListOptions } from './readListOptions';
import { StatusError } from './StatusError';

/**
 * A list as the API sends it.
 *
 * @internal
 */
export interface KubeList {
  kind: string;
  apiVersion: string;
  metadata: {
    resourceVersion: string;
    continue?: string;
    remainingItemCount?: number;
  };
  items: KubeObject[];
}

/** What a page is cut from. */
interface Listing {
  objects: KubeObject[];
  revision: number;
  position?: ContinuePosition;
}

const PAGES_EXPIRED =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.';

/**
 * Lists a kind, in pages if asked: all pages show the state of the first one,
 * for as long as the history of writes reaches back.
 *
 * @throws StatusError 410 for a page or an exact version that is too old, 504
 * for a resourceVersion that this server has not reached.
 * @internal
 */
export function listObjects(
  api: ApiContext,
  request: ResourceRequest,
): KubeList {
  const { kind, query } = request;
  const options = readListOptions(query, {
    watch: false,
    watchList: api.settings.watchList,
  });
  const selection = selectionOf(request);
  const matches = parseSelection(selection, kind);
  const listing = readListing(api, { request, options });
  const found = listing.objects.filter(matches);
  // A server answers version 0 from its cache, which knows no pages.
  const unpaged = options.resourceVersion === 0;
  const limit = unpaged ? found.length : options.limit ?? found.length;
  const items = found.slice(0, limit);
  const remaining = found.length - items.length;
  const selective = selection.labelSelector || selection.fieldSelector;
  const version = apiVersionOf(kind.group, request.version);
  return {
    kind: `${kind.kind}List`,
    apiVersion: version,
    metadata: {
      resourceVersion: String(listing.revision),
      ...(remaining > 0 ? nextPage(api, { listing, items }) : {}),
      ...(remaining > 0 && !selective ? { remainingItemCount: remaining } : {}),
    },
    items: items.map(object => inVersion(object, version)),
  };
}

/**
 * Reads which objects a request is for.
 *
 * @internal
 */
export function selectionOf(request: ResourceRequest) {
  return {
    namespace: request.namespace,
    labelSelector: request.query.get('labelSelector') ?? '',
    fieldSelector: request.query.get('fieldSelector') ?? '',
  };
}

/**
 * Shows an object in the version the client asked for; all versions have the
 * same fields here.
 *
 * @internal
 */
export function inVersion(object: KubeObject, apiVersion: string): KubeObject {
  return object.apiVersion === apiVersion ? object : { ...object, apiVersion };
}

function readListing(
  api: ApiContext,
  context: { request: ResourceRequest; options: ListOptions },
): Listing {
  const { request, options } = context;
  if (options.continueToken) {
    return readPages(api, request, options.continueToken);
  }
  const { groupResource } = request.kind;
  const present = Number(api.store.resourceVersion);
  const asked = options.resourceVersion ?? 0;
  if (asked > present) {
    throw StatusError.resourceVersionTooLarge(`${asked}`, `${present}`);
  }
  const exact = options.match === 'Exact' || (!options.match && options.limit);
  if (!exact || asked === 0) {
    return { objects: api.store.list(groupResource), revision: present };
  }
  const objects = api.store.snapshotAt(groupResource, asked);
  if (objects) return { objects, revision: asked };
  throw StatusError.expired(
    `The resourceVersion for the provided list is too old: ${asked}`,
  );
}

function readPages(
  api: ApiContext,
  request: ResourceRequest,
  token: string,
): Listing {
  const position = readContinueToken(token);
  const { after, since, revision } = position;
  const present = Number(api.store.resourceVersion);
  const { groupResource } = request.kind;
  if (revision < 0) {
    const objects = api.store.list(groupResource).filter(isAfter(after));
    return { objects, revision: present, position };
  }
  const age = api.now().getTime() - since;
  const objects =
    age > api.settings.continueTtlSeconds * 1000
      ? undefined
      : api.store.snapshotAt(groupResource, revision);
  if (!objects) {
    const inconsistent = writeContinueToken({ ...position, revision: -1 });
    throw StatusError.expired(PAGES_EXPIRED, inconsistent);
  }
  return { objects: objects.filter(isAfter(after)), revision, position };
}

function isAfter(after: string): (object: KubeObject) => boolean {
  return ({ metadata }) => positionOf(metadata) > after;
}

function nextPage(
  api: ApiContext,
  page: { listing: Listing; items: KubeObject[] },
): { continue: string } {
  const { listing, items } = page;
  const last = items[items.length - 1];
  return {
    continue: writeContinueToken({
      revision: listing.revision,
      after: positionOf(last.metadata),
      since: listing.position?.since ?? api.now().getTime(),
    }),
  };
}

function positionOf(metadata: KubeObject['metadata']): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}
