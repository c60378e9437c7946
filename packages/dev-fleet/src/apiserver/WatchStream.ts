import { apiVersionOf } from './ApiKind';
import { ApiContext, ResourceRequest } from './ApiRequest';
import { StoreEvent } from './EventLog';
import { Faults } from './Faults';
import { HttpExchange } from './HttpExchange';
import { KubeObject } from './KubeObject';
import { inVersion, selectionOf } from './listObjects';
import { parseSelection } from './parseSelection';
import { ListOptions, readListOptions } from './readListOptions';
import { partialMetadata, renderTable } from './renderTable';
import { StatusError } from './StatusError';

type LineType = 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';

/** A client so far behind is dropped, as a real server drops it. */
const MAX_BACKLOG_BYTES = 64 * 1024 * 1024;
const INITIAL_EVENTS_END = 'k8s.io/initial-events-end';

/**
 * One open watch: turns the writes of the store into lines for one client.
 *
 * @internal
 */
export class WatchStream {
  readonly #api: ApiContext;
  readonly #request: ResourceRequest;
  readonly #exchange: HttpExchange;
  readonly #faults: Faults;
  readonly #options: ListOptions;
  readonly #matches: (object: KubeObject) => boolean;
  readonly #cleanups: Array<() => void> = [];
  #columnsSent = false;
  #mute = false;
  #closed = false;

  private constructor(parts: {
    api: ApiContext;
    request: ResourceRequest;
    exchange: HttpExchange;
    faults: Faults;
    options: ListOptions;
  }) {
    this.#api = parts.api;
    this.#request = parts.request;
    this.#exchange = parts.exchange;
    this.#faults = parts.faults;
    this.#options = parts.options;
    this.#matches = parseSelection(
      selectionOf(parts.request),
      parts.request.kind,
    );
  }

  /**
   * Opens a watch: sends the head, what happened before, then what happens.
   *
   * @throws StatusError before anything is sent: 400 and 422 for the query,
   * 410 where expired watches are refused by status, 504 for a future
   * resourceVersion.
   */
  static open(parts: {
    api: ApiContext;
    request: ResourceRequest;
    exchange: HttpExchange;
    faults: Faults;
  }): WatchStream {
    const { settings, store } = parts.api;
    const options = readListOptions(parts.request.query, {
      watch: true,
      watchList: settings.watchList,
    });
    const asked = options.resourceVersion ?? 0;
    if (asked > Number(store.resourceVersion)) {
      throw StatusError.resourceVersionTooLarge(
        `${asked}`,
        store.resourceVersion,
      );
    }
    const stream = new WatchStream({ ...parts, options });
    stream.#start();
    return stream;
  }

  /** `schedules.velero.io`, for the faults that are limited to a resource. */
  get groupResource(): string {
    return this.#request.kind.groupResource;
  }

  /** Says nothing more, not even bookmarks, but stays open. */
  mute(): void {
    this.#mute = true;
  }

  /** Breaks the stream off without an end. */
  cut(): void {
    this.#close();
    this.#exchange.destroy();
  }

  /** Ends the stream in good order. */
  end(): void {
    if (this.#closed) return;
    this.#close();
    if (!this.#mute) this.#exchange.end();
  }

  /** Tells the client that it is too late, and ends. */
  expire(): void {
    const { resourceVersion } = this.#api.store;
    this.#send('ERROR', expired(resourceVersion, resourceVersion).status);
    this.end();
  }

  /** Calls back once, when the stream is over for any reason. */
  onClose(listener: () => void): void {
    this.#cleanups.push(listener);
  }

  #start(): void {
    const { resourceVersion = 0, sendInitialEvents } = this.#options;
    const fromState = sendInitialEvents ?? resourceVersion === 0;
    const history = fromState ? [] : this.#history(resourceVersion);
    const { representation } = this.#request;
    this.#exchange.startStream(
      representation === 'table'
        ? 'application/json;as=Table;g=meta.k8s.io;v=v1;stream=watch'
        : 'application/json;stream=watch',
    );
    this.#exchange.onClose(() => this.#close());
    if (history instanceof StatusError) {
      this.#send('ERROR', history.status);
      this.end();
      return;
    }
    if (fromState) this.#sendState();
    for (const event of history) this.#follow(event);
    if (sendInitialEvents) this.#sendBookmark({ [INITIAL_EVENTS_END]: 'true' });
    this.#cleanups.push(
      this.#api.store.subscribe(event => this.#follow(event)),
    );
    this.#startTimers();
  }

  /** What happened since, or the refusal to be sent in the stream. */
  #history(from: number): StoreEvent[] | StatusError {
    const { store, settings } = this.#api;
    const fault = this.#faults.take('expired', this.groupResource);
    // No version, but no initial events either: start from now.
    const events = from === 0 ? [] : store.eventsSince(from);
    if (events && !fault) return events;
    const error = expired(String(from), store.resourceVersion);
    const form = fault ? fault.as ?? 'event' : settings.expiredWatch;
    if (form === 'status') throw error;
    return error;
  }

  #sendState(): void {
    const { store } = this.#api;
    for (const object of store.list(this.groupResource)) {
      if (this.#matches(object)) this.#sendObject('ADDED', object);
    }
  }

  /** An object that leaves the selection is deleted for this client. */
  #follow(event: StoreEvent): void {
    if (event.groupResource !== this.groupResource) return;
    const { type, object, previous } = event;
    const before = previous !== undefined && this.#matches(previous);
    const after = type !== 'DELETED' && this.#matches(object);
    if (after) {
      this.#sendObject(before ? 'MODIFIED' : 'ADDED', object);
    } else if (before) {
      const { resourceVersion } = object.metadata;
      const gone = type === 'DELETED' ? object : previous;
      const metadata = { ...gone.metadata, resourceVersion };
      this.#sendObject('DELETED', { ...gone, metadata });
    }
  }

  #startTimers(): void {
    const { settings } = this.#api;
    const seconds = this.#options.timeoutSeconds || settings.maxWatchSeconds;
    const timeout = setTimeout(() => this.#finish(), seconds * 1000);
    this.#cleanups.push(() => clearTimeout(timeout));
    if (!this.#options.allowWatchBookmarks) return;
    const bookmarks = setInterval(
      () => this.#sendBookmark(),
      settings.bookmarkIntervalMs,
    );
    this.#cleanups.push(() => clearInterval(bookmarks));
  }

  /** The last bookmark lets the client resume exactly where this one ends. */
  #finish(): void {
    if (this.#options.allowWatchBookmarks) this.#sendBookmark();
    this.end();
  }

  #sendBookmark(annotations?: Record<string, string>): void {
    const { kind, version } = this.#request;
    const { resourceVersion } = this.#api.store;
    const metadata = {
      resourceVersion,
      creationTimestamp: null,
      ...(annotations ? { annotations } : {}),
    };
    const apiVersion = apiVersionOf(kind.group, version);
    const bookmark = { kind: kind.kind, apiVersion, metadata };
    if (this.#request.representation === 'table') {
      const table = renderTable([], {
        kind,
        now: this.#api.now(),
        listMeta: metadata,
        withColumns: !this.#columnsSent,
      });
      // Clients read the metadata of a bookmark from its row.
      const rows = [{ cells: [], object: partialMetadata({ metadata }) }];
      this.#columnsSent = true;
      this.#send('BOOKMARK', { ...table, rows });
    } else {
      this.#send('BOOKMARK', bookmark);
    }
  }

  #sendObject(type: LineType, object: KubeObject): void {
    const { kind, version, representation, query } = this.#request;
    const shown = inVersion(object, apiVersionOf(kind.group, version));
    if (representation === 'metadata') {
      this.#send(type, partialMetadata(shown));
    } else if (representation === 'table') {
      const { resourceVersion } = object.metadata;
      const table = renderTable([shown], {
        kind,
        now: this.#api.now(),
        listMeta: { resourceVersion },
        includeObject: query.get('includeObject'),
        withColumns: !this.#columnsSent,
      });
      this.#columnsSent = true;
      this.#send(type, table);
    } else {
      this.#send(type, shown);
    }
  }

  #send(type: LineType, object: unknown): void {
    if (this.#closed || this.#mute) return;
    const line = JSON.stringify({ type, object });
    if (this.#faults.take('truncated', this.groupResource)) {
      this.#exchange.write(line.slice(0, Math.ceil(line.length / 2)));
      this.end();
      return;
    }
    if (this.#faults.take('malformed', this.groupResource)) {
      this.#exchange.write('{"type":"MODIFIED","object":{"kind":<garbage>\n');
    }
    this.#exchange.write(`${line}\n`);
    if (this.#exchange.backlog > MAX_BACKLOG_BYTES) this.cut();
  }

  #close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const cleanUp of this.#cleanups.splice(0)) cleanUp();
  }
}

function expired(from: string, present: string): StatusError {
  return StatusError.expired(`too old resource version: ${from} (${present})`);
}
