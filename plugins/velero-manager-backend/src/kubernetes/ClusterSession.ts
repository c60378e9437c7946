import type { Socket } from 'node:net';
import { Agent, buildConnector, Client, type Dispatcher } from 'undici';
import type { ClusterCredentials } from '../clusters';
import { guardedLookup } from './guardedLookup';
import { openTunnel } from './openTunnel';

/** How long the layers below HTTP may take, in milliseconds. @internal */
export interface SessionTimeouts {
  connectMs: number;
  headersMs: number;
}

/**
 * Streams on one HTTP/2 connection. Go's server, and so Kubernetes, allows 250
 * by default; above ours, another connection is opened.
 */
const MAX_STREAMS = 100;

/** Over HTTP/1.1 each watch and each list has one; far more than kinds is a leak. */
const MAX_CONNECTIONS = 512;

/**
 * The connections to one API server under one log-in. Over HTTP/2 all watches
 * and lists share a connection; over HTTP/1.1 each has its own.
 *
 * @internal
 */
export class ClusterSession {
  readonly origin: string;
  readonly #basePath: string;
  readonly #credentials: ClusterCredentials;
  readonly #agent: Agent;
  readonly #connected = new Set<Dispatcher>();
  /** Yields the fault where nobody could be reached. */
  #dialing: Promise<unknown> | null = null;
  #multiplexes = false;

  private constructor(
    credentials: ClusterCredentials,
    timeouts: SessionTimeouts,
  ) {
    const url = new URL(credentials.baseUrl);
    this.origin = url.origin;
    this.#basePath = url.pathname.replace(/\/+$/, '');
    this.#credentials = credentials;
    this.#agent = new Agent({
      allowH2: true,
      connections: MAX_CONNECTIONS,
      headersTimeout: timeouts.headersMs,
      connect: this.#connector(timeouts),
    });
    this.#agent.on('connect', (_origin, targets) => this.#add(targets));
    this.#agent.on('disconnect', (_origin, targets) => {
      targets.forEach(target => this.#connected.delete(target));
    });
  }

  static create(
    credentials: ClusterCredentials,
    timeouts: SessionTimeouts,
  ): ClusterSession {
    return new ClusterSession(credentials, timeouts);
  }

  /** Headers that log in; throws where a file of the log-in cannot be read. */
  headers(): Promise<Record<string, string>> {
    return this.#credentials.headers();
  }

  /** Sends a GET. Redirects are answers like any other: nothing follows them. */
  async get(options: {
    path: string;
    headers: Record<string, string>;
    signal: AbortSignal;
    bodyTimeoutMs: number;
  }): Promise<Dispatcher.ResponseData> {
    const send = () =>
      this.#agent.request({
        origin: this.origin,
        path: `${this.#basePath}${options.path}`,
        method: 'GET',
        headers: options.headers,
        signal: options.signal,
        bodyTimeout: options.bodyTimeoutMs,
      });
    while (this.#connected.size === 0) {
      if (!this.#dialing) {
        return this.#dial(send, options.signal);
      }
      const fault = await this.#dialing;
      options.signal.throwIfAborted();
      if (fault) {
        throw fault;
      }
    }
    return send();
  }

  /** Lets running requests finish, and takes no more. */
  async close(): Promise<void> {
    await this.#agent.close();
  }

  /** Cuts running requests. */
  async destroy(): Promise<void> {
    await this.#agent.destroy();
  }

  /**
   * Sends the first request and makes those that come meanwhile wait for the
   * outcome. Otherwise a dozen watches that begin together would each open a
   * connection before the first has learned that it could carry them all, or
   * that nobody is there. A caller that gives up says nothing about the server.
   */
  async #dial<T>(send: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const answer = send();
    const connected = new Promise<null>(resolve => {
      this.#agent.once('connect', () => resolve(null));
    });
    const outcome = answer.then(
      () => null,
      (error: unknown) => (signal.aborted ? null : error),
    );
    this.#dialing = Promise.race([connected, outcome]).finally(() => {
      this.#dialing = null;
    });
    return answer;
  }

  #connector(timeouts: SessionTimeouts): buildConnector.connector {
    const connect = buildConnector({
      ...this.#credentials.tls(),
      allowH2: true,
      timeout: timeouts.connectMs,
      lookup: guardedLookup,
    });
    const { proxyUrl } = this.#credentials;
    return (options, callback) => {
      const connectOver = (httpSocket?: Socket) =>
        connect({ ...options, httpSocket }, (...result) => {
          const [, socket] = result;
          if (socket && 'alpnProtocol' in socket) {
            this.#multiplexes = socket.alpnProtocol === 'h2';
          }
          callback(...result);
        });
      if (proxyUrl === null || options.protocol !== 'https:') {
        connectOver();
        return;
      }
      openTunnel({
        proxyUrl,
        hostname: options.hostname,
        port: Number(options.port || 443),
        timeoutMs: timeouts.connectMs,
      }).then(connectOver, error => callback(error, null));
    };
  }

  #add(targets: readonly Dispatcher[]): void {
    const client = targets.at(-1);
    if (!client) {
      return;
    }
    this.#connected.add(client);
    if (this.#multiplexes && client instanceof Client) {
      // The default is one request at a time, for HTTP/2 as well.
      client.pipelining = MAX_STREAMS;
    }
  }
}
