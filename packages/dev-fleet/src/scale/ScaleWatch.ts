import { setTimeout as sleep } from 'node:timers/promises';
import { ApiKind, apiVersionOf } from '../apiserver/ApiKind';
import { HttpExchange } from '../apiserver/HttpExchange';
import { StatusError } from '../apiserver/StatusError';
import { ScaleCluster, ScaleEvent } from './ScaleCluster';
import { ScaleKind, ScaleState } from './ScaleKind';

/** A client that does not take what it asked for is waited for. */
const MAX_BACKLOG_BYTES = 1024 * 1024;
const BACKLOG_PAUSE_MS = 5;
/** One that is further behind is dropped, as a real server drops it. */
const DROPPED_BACKLOG_BYTES = 64 * 1024 * 1024;

/** What a watch is opened with. @internal */
export interface ScaleWatchOptions {
  cluster: ScaleCluster;
  kind: ScaleKind;
  served: ApiKind;
  exchange: HttpExchange;
  namespace?: string;
  revision: number;
  /** Whether the objects themselves come first (WatchList). */
  sendInitialEvents: boolean;
  /** Whether the client is told that its position has expired. */
  expired: boolean;
}

/** One open watch of a simulated cluster. @internal */
export class ScaleWatch {
  readonly resource: string;
  readonly #options: ScaleWatchOptions;
  #unsubscribe = () => {};
  #mute = false;
  #truncated = false;
  #garbled = false;
  #closed = false;
  /** What happens while the objects are being sent. */
  #held: ScaleEvent[] | null = null;

  private constructor(options: ScaleWatchOptions) {
    this.resource = options.kind.resource;
    this.#options = options;
  }

  /** Sends the head and what happened before, then what happens. */
  static open(options: ScaleWatchOptions): ScaleWatch {
    const watch = new ScaleWatch(options);
    watch.#start();
    return watch;
  }

  bookmark(annotations?: Record<string, string>): void {
    const { served, cluster } = this.#options;
    // A bookmark must not pass what is still held back.
    if (this.#held) return;
    this.#send('BOOKMARK', {
      kind: served.kind,
      apiVersion: apiVersionOf(served.group, served.versions[0]),
      metadata: { resourceVersion: `${cluster.revision}`, annotations },
    });
  }

  /** Says nothing more, but stays open. */
  mute(): void {
    this.#mute = true;
  }

  /** The next line ends in the middle, and the stream with it. */
  truncate(): void {
    this.#truncated = true;
  }

  /** The next line is preceded by one that is no JSON. */
  garble(): void {
    this.#garbled = true;
  }

  /** Tells the client that it is too late, and ends. */
  expire(): void {
    this.#send('ERROR', StatusError.expired('too old resource version').status);
    this.end();
  }

  end(): void {
    if (this.#closed) return;
    this.#close();
    if (!this.#mute) this.#options.exchange.end();
  }

  /** Breaks the stream off. */
  cut(): void {
    this.#close();
    this.#options.exchange.destroy();
  }

  #start(): void {
    const { cluster, exchange, revision, sendInitialEvents } = this.#options;
    exchange.startStream('application/json;stream=watch');
    exchange.onClose(() => this.#close());
    const past = sendInitialEvents ? [] : cluster.eventsSince(revision);
    if (!past || this.#options.expired) {
      this.expire();
      return;
    }
    past.forEach(event => this.#follow(event));
    this.#unsubscribe = cluster.subscribe(event => this.#follow(event));
    if (sendInitialEvents) {
      this.#held = [];
      void this.#sendState();
    }
  }

  async #sendState(): Promise<void> {
    const { cluster, kind, exchange } = this.#options;
    for (const index of cluster.indexes(kind)) {
      if (this.#isMine(index)) this.#sendObject('ADDED', index);
      while (!this.#closed && exchange.backlog > MAX_BACKLOG_BYTES) {
        await sleep(BACKLOG_PAUSE_MS);
      }
      if (this.#closed) return;
    }
    const held = this.#held ?? [];
    this.#held = null;
    held.forEach(event => this.#follow(event));
    this.bookmark({ 'k8s.io/initial-events-end': 'true' });
  }

  #follow(event: ScaleEvent): void {
    const { kind } = this.#options;
    if (event.kind !== kind || !this.#isMine(event.index)) return;
    if (this.#held) {
      this.#held.push(event);
    } else {
      this.#sendObject(event.type, event.index, event.state);
    }
  }

  #isMine(index: number): boolean {
    const { cluster, kind, namespace } = this.#options;
    return (
      namespace === undefined ||
      cluster.keyOf(kind, index).namespace === namespace
    );
  }

  #sendObject(type: string, index: number, state?: ScaleState): void {
    const { cluster, kind } = this.#options;
    this.#write(
      `{"type":"${type}","object":${cluster.write(kind, index, state)}}`,
    );
  }

  #send(type: string, object: object): void {
    this.#write(JSON.stringify({ type, object }));
  }

  #write(line: string): void {
    const { exchange } = this.#options;
    if (this.#closed || this.#mute) return;
    if (this.#truncated) {
      exchange.write(line.slice(0, Math.ceil(line.length / 2)));
      this.end();
      return;
    }
    if (this.#garbled) {
      this.#garbled = false;
      exchange.write('{"type":"MODIFIED","object":{"kind":<garbage>\n');
    }
    exchange.write(`${line}\n`);
    if (exchange.backlog > DROPPED_BACKLOG_BYTES) this.cut();
  }

  #close(): void {
    this.#closed = true;
    this.#unsubscribe();
  }
}
