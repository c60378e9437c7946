import type { ClusterClient } from './ClusterClient';
import { toObjectsPath, toResourceName } from './kindPath';
import { isKubernetesRequestError } from './KubernetesRequestError';
import type { KindPath } from './types';

/**
 * Reads one object by its name; `null` where there is none.
 *
 * @throws KubernetesRequestError
 * @internal
 */
export async function readObject(
  client: Pick<ClusterClient, 'getJson'>,
  options: { kind: KindPath; name: string; signal: AbortSignal },
): Promise<unknown> {
  const { kind, name, signal } = options;
  try {
    return await client.getJson({
      path: `${toObjectsPath(kind)}/${encodeURIComponent(name)}`,
      subject: { verb: 'get', resource: toResourceName(kind) },
      signal,
    });
  } catch (error) {
    if (isKubernetesRequestError(error, 404)) {
      return null;
    }
    throw error;
  }
}
