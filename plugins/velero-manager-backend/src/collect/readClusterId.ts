import {
  ClusterClient,
  identityOf,
  isKubernetesRequestError,
  readObject,
} from '../kubernetes';

/**
 * What tells a cluster from every other, whatever name and address it goes by:
 * the uid of its namespace `kube-system`. `null` where it cannot be read.
 *
 * @internal
 */
export async function readClusterId(
  client: Pick<ClusterClient, 'getJson'>,
  options: { signal: AbortSignal },
): Promise<string | null> {
  try {
    const namespace = await readObject(client, {
      kind: { group: '', version: 'v1', resource: 'namespaces' },
      name: 'kube-system',
      signal: options.signal,
    });
    return identityOf(namespace)?.name === 'kube-system'
      ? uidOf(namespace)
      : null;
  } catch (error) {
    if (isKubernetesRequestError(error)) {
      return null;
    }
    throw error;
  }
}

function uidOf(object: unknown): string | null {
  const { metadata } = object as { metadata: { uid?: unknown } };
  return typeof metadata.uid === 'string' && metadata.uid ? metadata.uid : null;
}
