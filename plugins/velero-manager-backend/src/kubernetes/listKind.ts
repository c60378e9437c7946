import {
  isKubernetesRequestError,
  KubernetesRequestError,
  TOO_LARGE,
} from './KubernetesRequestError';
import type { KindReader, ListPage, ResourceDelta } from './types';

/**
 * Far more than a cluster has of any kind that we know: a list without an end
 * comes from a server that is broken or hostile.
 *
 * @internal
 */
export const MAX_OBJECTS = 200_000;

/** An etcd compacts every five minutes; a list that is outrun so often has to wait. */
const MAX_EXPIRED_TOKENS = 2;

/** A page, with fewer objects where they are too large to be held together. */
async function readPage(
  reader: KindReader,
  options: { limit: number; continue: string | null; signal: AbortSignal },
): Promise<{ page: ListPage; limit: number }> {
  let { limit } = options;
  for (;;) {
    try {
      return { page: await reader.list({ ...options, limit }), limit };
    } catch (error) {
      const tooLarge =
        isKubernetesRequestError(error, 'protocol') &&
        error.reason === TOO_LARGE;
      if (!tooLarge || limit === 1) {
        throw error;
      }
      limit = Math.floor(limit / 2);
    }
  }
}

/** The fault of a list that does not end. @internal */
export function endless(resource: string): KubernetesRequestError {
  return new KubernetesRequestError({
    code: 'protocol',
    problem: `the server has more than ${MAX_OBJECTS} objects to list`,
    subject: { verb: 'list', resource },
  });
}

/**
 * Lists a kind whole, page by page. Begins again where the position of the
 * pages expires half-way (410), since later pages would be of another moment.
 *
 * @throws KubernetesRequestError of the page that failed
 * @internal
 */
export async function listKind(
  reader: KindReader,
  options: {
    pageSize: number;
    signal: AbortSignal;
    /** What is kept of an object; called page by page, as they come. */
    read?: (object: unknown) => unknown;
  },
): Promise<Extract<ResourceDelta, { type: 'replaced' }>> {
  const { pageSize, signal, read = object => object } = options;
  let objects: unknown[] = [];
  let next: string | null = null;
  let limit = pageSize;
  let expired = 0;
  for (;;) {
    try {
      const found = await readPage(reader, { limit, continue: next, signal });
      limit = found.limit;
      objects = objects.concat(found.page.objects.map(read));
      if (objects.length > MAX_OBJECTS) {
        throw endless(reader.resource);
      }
      next = found.page.continue;
      if (next === null) {
        const { resourceVersion } = found.page;
        return { type: 'replaced', objects, resourceVersion };
      }
    } catch (error) {
      expired += 1;
      const outrun = next !== null && isKubernetesRequestError(error, 410);
      if (!outrun || expired > MAX_EXPIRED_TOKENS) {
        throw error;
      }
      objects = [];
      next = null;
    }
  }
}
