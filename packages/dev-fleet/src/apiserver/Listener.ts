import {
  createServer as createHttpServer,
  IncomingMessage,
  ServerResponse,
} from 'node:http';
import {
  createSecureServer,
  Http2ServerRequest,
  Http2ServerResponse,
} from 'node:http2';
import { AddressInfo, Server, Socket } from 'node:net';
import { ServerCertificate } from './certificates';
import { HttpExchange } from './HttpExchange';

/**
 * How a listener is made.
 *
 * @internal
 */
export interface ListenerOptions {
  /** 0 takes any free port, and the same one again after a stop. */
  port: number;
  /** Without one the listener speaks plain HTTP/1.1. */
  certificate?: ServerCertificate;
}

/**
 * A TCP port on the local machine: TLS with HTTP/1.1 and HTTP/2, or plain
 * HTTP/1.1. Knows its sockets, so that they can be cut.
 *
 * @internal
 */
export class Listener {
  readonly #options: ListenerOptions;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #port: number;
  #refusing = false;

  private constructor(options: ListenerOptions) {
    this.#options = options;
    this.#port = options.port;
  }

  static create(options: ListenerOptions): Listener {
    return new Listener(options);
  }

  /** Starts to listen. @returns the port */
  async start(onExchange: (exchange: HttpExchange) => void): Promise<number> {
    if (this.#server) return this.#port;
    const server = this.#createServer(onExchange);
    server.on('connection', socket => this.#keep(socket));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.#port, '127.0.0.1', resolve);
    });
    this.#server = server;
    // A TCP server that listens has an address with a port.
    this.#port = (server.address() as AddressInfo).port;
    return this.#port;
  }

  /** Stops listening and destroys what is open. */
  async stop(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    this.#server = undefined;
    const closed = new Promise<void>(resolve => {
      server.close(() => resolve());
    });
    this.cut();
    await closed;
  }

  /** Destroys all open connections. */
  cut(): void {
    for (const socket of [...this.#sockets]) socket.destroy();
  }

  /** Whether new connections are destroyed before a word is said. */
  refuse(refusing: boolean): void {
    this.#refusing = refusing;
  }

  #createServer(onExchange: (exchange: HttpExchange) => void): Server {
    const { certificate } = this.#options;
    const handle = (
      request: IncomingMessage | Http2ServerRequest,
      response: ServerResponse | Http2ServerResponse,
    ) => onExchange(HttpExchange.create(request, response));
    if (!certificate) return createHttpServer(handle);
    const server = createSecureServer(
      { ...certificate, allowHTTP1: true },
      handle,
    );
    // Cut connections end here; the client sees them, nobody else must.
    server.on('sessionError', () => {});
    return server;
  }

  #keep(socket: Socket): void {
    if (this.#refusing) {
      socket.destroy();
      return;
    }
    this.#sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => this.#sockets.delete(socket));
  }
}
