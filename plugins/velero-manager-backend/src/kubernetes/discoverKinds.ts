import type { ClusterClient } from './ClusterClient';
import { toResourceName, toResourcePath } from './kindPath';
import { isKubernetesRequestError } from './KubernetesRequestError';
import { isRecord } from './metadata';
import type { KindPath } from './types';

/** A kind that we would like to watch. @internal */
export interface WantedKind {
  group: string;
  /** Versions that we understand, preferred first. */
  versions: string[];
  resource: string;
}

/**
 * What a cluster says about a wanted kind: served in the best version that it
 * has, not installed, or not ours to know.
 *
 * @internal
 */
export type DiscoveredKind =
  | { wanted: WantedKind; outcome: 'served'; kind: KindPath }
  | { wanted: WantedKind; outcome: 'absent' }
  | { wanted: WantedKind; outcome: 'forbidden' };

type GroupVersion = Set<string> | 'absent' | 'forbidden';

/** Names of the resources in an APIResourceList that can be listed and watched. */
function watchable(body: unknown): Set<string> {
  const resources = isRecord(body) ? body.resources : undefined;
  const names = (Array.isArray(resources) ? resources : [])
    .filter(isRecord)
    .filter(
      ({ verbs }) =>
        Array.isArray(verbs) &&
        verbs.includes('list') &&
        verbs.includes('watch'),
    )
    .map(({ name }) => String(name));
  return new Set(names);
}

/**
 * Asks which of the wanted kinds a cluster serves, and in which version. Each
 * group version is asked for once.
 *
 * @throws KubernetesRequestError for anything but 403 and 404, so that a
 * cluster in trouble is never taken for one without Velero
 * @internal
 */
export async function discoverKinds(
  client: Pick<ClusterClient, 'getJson'>,
  wanted: WantedKind[],
  options: { signal: AbortSignal },
): Promise<DiscoveredKind[]> {
  const asked = new Map<string, Promise<GroupVersion>>();

  const load = async (path: string, kind: KindPath): Promise<GroupVersion> => {
    try {
      const body = await client.getJson({
        path,
        subject: { verb: 'discover', resource: toResourceName(kind) },
        signal: options.signal,
      });
      return watchable(body);
    } catch (error) {
      if (isKubernetesRequestError(error, 404)) {
        return 'absent';
      }
      if (isKubernetesRequestError(error, 403)) {
        return 'forbidden';
      }
      throw error;
    }
  };
  const ask = (kind: KindPath): Promise<GroupVersion> => {
    const path = toResourcePath(kind);
    const answer = asked.get(path) ?? load(path, kind);
    asked.set(path, answer);
    return answer;
  };

  const discover = async (want: WantedKind): Promise<DiscoveredKind> => {
    let outcome: 'absent' | 'forbidden' = 'absent';
    for (const version of want.versions) {
      const { group, resource } = want;
      const kind = { group, version, resource };
      const served = await ask(kind);
      if (served === 'forbidden') {
        outcome = 'forbidden';
      } else if (served !== 'absent' && served.has(resource)) {
        return { wanted: want, outcome: 'served', kind };
      }
    }
    return { wanted: want, outcome };
  };
  return Promise.all(wanted.map(discover));
}
