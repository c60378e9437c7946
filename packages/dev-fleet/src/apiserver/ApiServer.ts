import { setTimeout as sleep } from 'node:timers/promises';
import { stringify as stringifyYaml } from 'yaml';
import { authenticate, TokenGrant } from './access';
import { answerRequest } from './answerRequest';
import { ApiKindDefinition, groupResourceOf } from './ApiKind';
import { ApiAnswer, ApiContext, ApiSettings } from './ApiRequest';
import {
  CertificateAuthority,
  createAuthority,
  issueServerCertificate,
} from './certificates';
import { createContext } from './createContext';
import { Fault } from './Fault';
import { Faults, hits } from './Faults';
import { HttpExchange } from './HttpExchange';
import { KindRegistry } from './KindRegistry';
import { Listener } from './Listener';
import { MemoryObjectStore } from './MemoryObjectStore';
import { parseTarget, RequestTarget } from './parseTarget';
import { StatusError } from './StatusError';
import { WatchStream } from './WatchStream';

/**
 * How a simulated cluster is made.
 *
 * @public
 */
export interface ApiServerOptions {
  /** Used in the kubeconfig. */
  name: string;
  /** Default: 0, any free port. */
  port?: number;
  /** Default: TLS by an authority of its own; `false` is plain HTTP. */
  tls?: CertificateAuthority | false;
  /** A token that may do everything, or several with rules; none: open. */
  tokens?: string | TokenGrant[];
  /** Default: all of {@link defaultKinds}. */
  kinds?: ApiKindDefinition[];
  /** Writes that a watch can resume over. Default: 10,000. */
  eventLogSize?: number;
  settings?: Partial<ApiSettings>;
  /** Default: the real clock. Objects and table ages follow it, timers do not. */
  now?: () => Date;
}

/** Readable without a token, as Kubernetes allows by default. */
const OPEN_PATHS = /^\/(version|healthz|livez|readyz)\/?$/;

/**
 * A simulated Kubernetes API server with the objects of one cluster, for
 * development and tests. It listens on 127.0.0.1 only.
 *
 * @public
 */
export class ApiServer {
  readonly name: string;
  /** The objects, for controllers in the same process. */
  readonly store: MemoryObjectStore;
  readonly kinds: KindRegistry;
  readonly faults: Faults;
  /** PEM of the authority clients must trust; undefined for plain HTTP. */
  readonly caCertificate: string | undefined;
  readonly #api: ApiContext;
  readonly #listener: Listener;
  readonly #watches = new Set<WatchStream>();
  #tokens: TokenGrant[];
  #url: string | undefined;

  private constructor(parts: {
    options: ApiServerOptions;
    api: ApiContext;
    listener: Listener;
    caCertificate?: string;
  }) {
    const { api, options } = parts;
    this.name = options.name;
    this.store = api.store;
    this.kinds = api.kinds;
    this.faults = new Faults();
    this.caCertificate = parts.caCertificate;
    this.#api = api;
    this.#tokens = grantsOf(options.tokens);
    this.#listener = parts.listener;
  }

  /** Makes a server that does not listen yet, so that it can be filled. */
  static async create(options: ApiServerOptions): Promise<ApiServer> {
    const authority =
      options.tls === false
        ? undefined
        : options.tls ?? (await createAuthority());
    const certificate = authority && (await issueServerCertificate(authority));
    const { port = 0 } = options;
    const server = new ApiServer({
      options,
      api: createContext(options),
      listener: Listener.create({ port, certificate }),
      caCertificate: authority?.cert,
    });
    server.faults.onSet(faults => server.#applyFaults(faults));
    server.kinds.onRemoved(name => {
      for (const watch of server.#watchesOf(name)) watch.end();
    });
    return server;
  }

  /** Makes a server and lets it listen. */
  static async start(options: ApiServerOptions): Promise<ApiServer> {
    const server = await ApiServer.create(options);
    await server.listen();
    return server;
  }

  /** Such as `https://127.0.0.1:41234`. @throws Error before it listens */
  get url(): string {
    if (!this.#url)
      throw new Error(`API server '${this.name}' does not listen`);
    return this.#url;
  }

  /** How many watches are open now: none when nobody looks. */
  get openWatches(): number {
    return this.#watches.size;
  }

  /** Listens, after a stop on the same port as before. */
  async listen(): Promise<void> {
    const port = await this.#listener.start(exchange => {
      void this.#handle(exchange);
    });
    const scheme = this.caCertificate ? 'https' : 'http';
    this.#url = `${scheme}://127.0.0.1:${port}`;
  }

  /** Destroys what is open and stops listening; the objects stay. */
  async stop(): Promise<void> {
    for (const watch of [...this.#watches]) watch.cut();
    await this.#listener.stop();
  }

  /** Exchanges the tokens, as when they are rotated; open watches go on. */
  setTokens(tokens: string | TokenGrant[]): void {
    this.#tokens = grantsOf(tokens);
  }

  /** A kubeconfig (YAML) for this server with its first token. */
  kubeconfig(): string {
    const { name, caCertificate } = this;
    const authority = caCertificate && {
      'certificate-authority-data':
        Buffer.from(caCertificate).toString('base64'),
    };
    const token = this.#tokens[0]?.token;
    return stringifyYaml({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': name,
      clusters: [{ name, cluster: { server: this.url, ...authority } }],
      users: [{ name, user: token ? { token } : {} }],
      contexts: [{ name, context: { cluster: name, user: name } }],
    });
  }

  async #handle(exchange: HttpExchange): Promise<void> {
    const target = parseTarget(exchange.method, exchange.url);
    const { resource } = target;
    const groupResource = resource && groupResourceOf(resource);
    if (this.faults.take('cut', groupResource)) {
      exchange.destroy();
      return;
    }
    if (this.faults.take('silence', groupResource)) return;
    const slow = this.faults.take('slow', groupResource);
    if (slow) await sleep(slow.delayMs, undefined, { ref: false });
    try {
      const answer = await this.#answer(exchange, target);
      if (answer) await exchange.send(answer);
    } catch (error) {
      await exchange.send(refusal(error));
    }
  }

  /** @returns undefined for a watch, which answers for itself */
  async #answer(
    exchange: HttpExchange,
    target: RequestTarget,
  ): Promise<ApiAnswer | undefined> {
    const { resource } = target;
    const groupResource = resource && groupResourceOf(resource);
    const fault = this.faults.take('status', groupResource);
    if (fault) throw errorOf(fault);
    const grant = OPEN_PATHS.test(target.path)
      ? { user: 'system:anonymous' }
      : authenticate(exchange.header('authorization'), this.#tokens);
    const answer = await answerRequest(this.#api, {
      exchange,
      target,
      grant,
    });
    if ('code' in answer) return answer;
    this.#openWatch(exchange, answer.watch);
    return undefined;
  }

  #openWatch(
    exchange: HttpExchange,
    request: Parameters<typeof WatchStream.open>[0]['request'],
  ): void {
    const { faults } = this;
    const api = this.#api;
    const watch = WatchStream.open({ api, request, exchange, faults });
    this.#watches.add(watch);
    watch.onClose(() => this.#watches.delete(watch));
  }

  #watchesOf(groupResource: string): WatchStream[] {
    return [...this.#watches].filter(
      watch => watch.groupResource === groupResource,
    );
  }

  /** Faults without a count also hit what is open. */
  #applyFaults(faults: Fault[]): void {
    const lasting = faults.filter(fault => fault.times === undefined);
    const cutsAll = lasting.filter(
      fault => fault.type === 'cut' && !fault.resource,
    );
    this.#listener.refuse(
      cutsAll.some(fault => fault.type === 'cut' && fault.refuse),
    );
    this.kinds.hideKinds(
      faults.flatMap(fault =>
        fault.type === 'crdRemoved' ? [fault.resource] : [],
      ),
    );
    for (const fault of lasting) {
      for (const watch of [...this.#watches]) {
        if (!hits(fault, watch.groupResource)) continue;
        if (fault.type === 'silence') watch.mute();
        if (fault.type === 'expired') watch.expire();
        if (fault.type === 'cut') watch.cut();
      }
    }
    if (cutsAll.length > 0) this.#listener.cut();
  }
}

function grantsOf(tokens: ApiServerOptions['tokens'] = []): TokenGrant[] {
  return typeof tokens === 'string'
    ? [{ token: tokens, user: 'kubernetes-admin' }]
    : tokens;
}

function errorOf(fault: Extract<Fault, { type: 'status' }>): StatusError {
  const { code, message, retryAfterSeconds = 1 } = fault;
  if (code === 429) return StatusError.tooManyRequests(retryAfterSeconds);
  if (message) return StatusError.ofCode(code, message);
  if (code === 401) return StatusError.unauthorized();
  if (code === 500) return StatusError.internal('simulated fault');
  return StatusError.ofCode(code);
}

function refusal(error: unknown): ApiAnswer {
  const { status } =
    error instanceof StatusError
      ? error
      : StatusError.internal(
          error instanceof Error ? error.message : 'unknown',
        );
  const seconds = status.details?.retryAfterSeconds;
  return {
    code: status.code,
    body: status,
    ...(seconds ? { headers: { 'retry-after': String(seconds) } } : {}),
  };
}
