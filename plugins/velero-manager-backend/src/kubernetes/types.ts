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
 * Lists and watches one kind; the port between `watchKind` (semantics) and
 * HTTP. Faults are thrown as `KubernetesRequestError`.
 *
 * @internal
 */
export interface KindReader {
  list(options: {
    limit: number;
    continue: string | null;
    signal: AbortSignal;
  }): Promise<ListPage>;
  watch(options: {
    resourceVersion: string;
    signal: AbortSignal;
  }): AsyncIterable<WatchEvent>;
}
