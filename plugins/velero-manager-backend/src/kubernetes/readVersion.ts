import type { ClusterClient } from './ClusterClient';
import { isRecord } from './metadata';

/** A version as Kubernetes writes it, with what a provider adds. */
const VERSION = /^v\d+\.\d+[-+.\w]{0,60}$/;

/**
 * The version of Kubernetes that a cluster runs, such as `v1.33.4`; `null` where
 * the answer is none.
 *
 * @throws KubernetesRequestError
 * @internal
 */
export async function readVersion(
  client: Pick<ClusterClient, 'getJson'>,
  options: { signal: AbortSignal },
): Promise<string | null> {
  const body = await client.getJson({
    path: '/version',
    subject: { verb: 'get', resource: 'version' },
    signal: options.signal,
  });
  const version = isRecord(body) ? body.gitVersion : undefined;
  return typeof version === 'string' && VERSION.test(version) ? version : null;
}
