import type { ListStreaming } from './ListStreaming';

/**
 * One kind of one API server, as the watcher addresses it.
 *
 * @internal
 */
export interface KindPath {
  group: string;
  version: string;
  /** Plural resource name, as in the URL. */
  resource: string;
  /** The one namespace to look in; absent: all of them. */
  namespace?: string;
}

/**
 * What a watch tells about one kind of one cluster. `replaced` is the whole
 * truth after a list: what it does not contain is gone. `observed` carries no
 * change (a bookmark) but proves contact and moves the position.
 *
 * @internal
 */
export type ResourceDelta =
  | { type: 'replaced'; objects: unknown[]; resourceVersion: string }
  | { type: 'upserted'; object: unknown; resourceVersion: string }
  | {
      type: 'removed';
      namespace: string;
      name: string;
      resourceVersion: string;
    }
  | { type: 'observed'; resourceVersion: string };

/** One page of a list call. @internal */
export interface ListPage {
  objects: unknown[];
  resourceVersion: string;
  /** Token of the next page, or `null` on the last. */
  continue: string | null;
}

/** One line of a watch response. @internal */
export interface WatchEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  object: unknown;
}

/**
 * Time, for loops that wait; tests replace it.
 *
 * @internal
 */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Waits, or rejects with the signal's reason as soon as it aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** Calls back once after `ms`, unless the returned function is called before. */
  timeout(ms: number, callback: () => void): () => void;
}

/**
 * Where the changes of one kind of one cluster go. An `apply` that throws is a
 * fault of the store, not of the cluster, and ends the loop.
 *
 * @internal
 */
export interface DeltaSink {
  apply(delta: ResourceDelta): Promise<void>;
}

/**
 * Lists and watches one kind; the port between `watchKind` (semantics) and
 * HTTP. Faults are thrown as `KubernetesRequestError`.
 *
 * @internal
 */
export interface KindReader {
  /** The kind as messages call it, for instance `backups.velero.io`. */
  readonly resource: string;
  /** The API version in which its objects come. */
  readonly version: string;
  /** Whether the server streams lists; absent: it is not asked to. */
  readonly streaming?: ListStreaming;
  list(options: {
    limit: number;
    continue: string | null;
    signal: AbortSignal;
  }): Promise<ListPage>;
  /**
   * Follows the kind from a position on. Ends where the server ends the watch
   * or the connection is cut; what is wrong before that is thrown. A reader may
   * begin with a BOOKMARK at the position asked for, to tell that the server
   * has accepted the watch. Without a position the server is asked to tell
   * first what there is, and to end that with a bookmark that says so.
   *
   * What has come together is yielded together. A list of events is the
   * caller's until it asks for the next.
   */
  watch(options: {
    resourceVersion: string | null;
    signal: AbortSignal;
  }): AsyncIterable<WatchEvent[]>;
}
