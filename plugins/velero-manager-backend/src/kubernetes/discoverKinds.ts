import type { ClusterClient } from './ClusterClient';
import { toResourceName, toResourcePath } from './kindPath';
import {
  isKubernetesRequestError,
  type KubernetesRequestError,
} from './KubernetesRequestError';
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
 * has, not installed, not ours to know, or in a group whose own server is down.
 *
 * @internal
 */
export type DiscoveredKind =
  | { wanted: WantedKind; outcome: 'served'; kind: KindPath }
  | { wanted: WantedKind; outcome: 'absent' }
  | { wanted: WantedKind; outcome: 'forbidden' }
  | { wanted: WantedKind; outcome: 'unavailable' };

type GroupVersion = Set<string> | 'absent' | 'forbidden' | 'unavailable';

/** Names of the resources in an APIResourceList that can be listed. */
function listable(body: unknown): Set<string> {
  const resources = isRecord(body) ? body.resources : undefined;
  const names = (Array.isArray(resources) ? resources : [])
    .filter(isRecord)
    .filter(({ verbs }) => Array.isArray(verbs) && verbs.includes('list'))
    .map(({ name }) => String(name));
  return new Set(names);
}

/** `group/version` of all that an APIGroupList names; `null` where it is none. */
function groupVersionsOf(body: unknown): Set<string> | null {
  const groups = isRecord(body) ? body.groups : undefined;
  if (!Array.isArray(groups)) {
    return null;
  }
  const versions = groups
    .filter(isRecord)
    .flatMap(group => (Array.isArray(group.versions) ? group.versions : []))
    .filter(isRecord)
    .map(({ groupVersion }) => String(groupVersion));
  return new Set(versions);
}

/** A group has a server of its own where an APIService says so, and that may be down. */
function isGroupDown(error: unknown): error is KubernetesRequestError {
  return (
    isKubernetesRequestError(error) &&
    typeof error.code === 'number' &&
    error.code >= 500
  );
}

class Discovery {
  readonly #client: Pick<ClusterClient, 'getJson'>;
  readonly #signal: AbortSignal;
  readonly #asked = new Map<string, Promise<GroupVersion>>();
  #groups: Promise<Set<string> | null> | null = null;
  #isAnswered = false;
  #down: KubernetesRequestError | null = null;

  constructor(client: Pick<ClusterClient, 'getJson'>, signal: AbortSignal) {
    this.#client = client;
    this.#signal = signal;
  }

  async discover(want: WantedKind): Promise<DiscoveredKind> {
    let outcome: 'absent' | 'forbidden' | 'unavailable' = 'absent';
    for (const version of want.versions) {
      const { group, resource } = want;
      const kind = { group, version, resource };
      const served = await this.#ask(kind);
      if (served === 'forbidden' || served === 'unavailable') {
        outcome = served;
      } else if (served !== 'absent' && served.has(resource)) {
        return { wanted: want, outcome: 'served', kind };
      }
    }
    return { wanted: want, outcome };
  }

  /** The fault of a cluster of which no group answered at all. */
  get fault(): KubernetesRequestError | null {
    return this.#isAnswered ? null : this.#down;
  }

  #ask(kind: KindPath): Promise<GroupVersion> {
    const path = toResourcePath(kind);
    const answer = this.#asked.get(path) ?? this.#load(path, kind);
    this.#asked.set(path, answer);
    return answer;
  }

  async #load(path: string, kind: KindPath): Promise<GroupVersion> {
    const { group, version } = kind;
    if (group !== '' && (await this.#lacks(`${group}/${version}`))) {
      return 'absent';
    }
    try {
      const body = await this.#client.getJson({
        path,
        subject: { verb: 'discover', resource: toResourceName(kind) },
        signal: this.#signal,
      });
      this.#isAnswered = true;
      return listable(body);
    } catch (error) {
      if (isKubernetesRequestError(error, 404)) {
        this.#isAnswered = true;
        return 'absent';
      }
      if (isKubernetesRequestError(error, 403)) {
        this.#isAnswered = true;
        return 'forbidden';
      }
      if (isGroupDown(error)) {
        this.#down ??= error;
        return 'unavailable';
      }
      throw error;
    }
  }

  /** Most clusters have few of the groups: one answer spares asking for each. */
  async #lacks(groupVersion: string): Promise<boolean> {
    this.#groups ??= this.#loadGroups();
    const groups = await this.#groups;
    return groups !== null && !groups.has(groupVersion);
  }

  async #loadGroups(): Promise<Set<string> | null> {
    try {
      const body = await this.#client.getJson({
        path: '/apis',
        subject: { verb: 'discover', resource: 'api groups' },
        signal: this.#signal,
      });
      return groupVersionsOf(body);
    } catch (error) {
      if (isKubernetesRequestError(error, 403, 404) || isGroupDown(error)) {
        return null; // each group is asked for itself
      }
      throw error;
    }
  }
}

/**
 * Asks which of the wanted kinds a cluster serves, and in which version. The
 * groups are asked for once, and then each group version that there is. A group
 * whose server is down makes only its own kinds unavailable.
 *
 * @throws KubernetesRequestError for a cluster that cannot be reached, and for
 * one of which every group fails: a cluster in trouble is never taken for one
 * without Velero
 * @internal
 */
export async function discoverKinds(
  client: Pick<ClusterClient, 'getJson'>,
  wanted: WantedKind[],
  options: { signal: AbortSignal },
): Promise<DiscoveredKind[]> {
  const discovery = new Discovery(client, options.signal);
  const found = await Promise.all(wanted.map(want => discovery.discover(want)));
  if (discovery.fault) {
    throw discovery.fault;
  }
  return found;
}
