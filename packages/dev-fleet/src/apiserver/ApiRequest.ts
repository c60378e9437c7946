import { ApiKind } from './ApiKind';
import { KindRegistry } from './KindRegistry';
import { MemoryObjectStore } from './MemoryObjectStore';
import { RequestTarget, ResourceTarget } from './parseTarget';
import { Representation } from './representation';

/**
 * What the answers of one server are made from.
 *
 * @internal
 */
export interface ApiContext {
  kinds: KindRegistry;
  store: MemoryObjectStore;
  now: () => Date;
  settings: ApiSettings;
}

/**
 * How a server behaves where real servers differ.
 *
 * @public
 */
export interface ApiSettings {
  /** What `/version` says. */
  gitVersion: string;
  /** Pause between two bookmarks of a watch. */
  bookmarkIntervalMs: number;
  /** How long a watch lasts that names no `timeoutSeconds`. */
  maxWatchSeconds: number;
  /** How long the pages of a list can be fetched. */
  continueTtlSeconds: number;
  /** Whether `sendInitialEvents` is served. */
  watchList: boolean;
  /** How a watch from a forgotten resourceVersion is refused. */
  expiredWatch: 'event' | 'status';
  /** Whether objects can be created only in namespaces that exist. */
  requireNamespaces: boolean;
}

/**
 * A request for a resource that is served.
 *
 * @internal
 */
export interface ResourceRequest extends ResourceTarget {
  kind: ApiKind;
  query: RequestTarget['query'];
  representation: Representation;
  contentType: string;
  userAgent: string;
  /** The body as text; fails with 413 if it is too long. */
  readBody: () => Promise<string>;
}

/**
 * An answer that is sent at once.
 *
 * @internal
 */
export interface ApiAnswer {
  code: number;
  /** Sent as JSON; a string is sent as plain text. */
  body: unknown;
  headers?: Record<string, string>;
}
