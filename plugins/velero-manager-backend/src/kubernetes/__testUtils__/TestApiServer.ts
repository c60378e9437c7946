import { createServer } from 'node:http';
import { createSecureServer, type ServerHttp2Session } from 'node:http2';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Server, Socket } from 'node:net';
import { generate } from 'selfsigned';

/** What HTTP/1.1 and HTTP/2 requests have in common. */
export interface TestRequest {
  url?: string;
  method?: string;
  httpVersion: string;
  headers: Record<string, string | string[] | undefined>;
}

/** What HTTP/1.1 and HTTP/2 responses have in common. */
export interface TestResponse {
  setHeader(name: string, value: string): unknown;
  writeHead(status: number, headers?: Record<string, string>): unknown;
  write(chunk: string): unknown;
  end(): unknown;
  end(chunk: string | Uint8Array): unknown;
  on(event: 'close', listener: () => void): unknown;
  /** Over HTTP/2. */
  stream?: { close(code: number): void };
}

/** What a test answers with. */
export type Handler = (request: TestRequest, response: TestResponse) => void;

/** A certificate for this machine, and its key; PEM. */
export interface TestCertificate {
  cert: string;
  key: string;
}

/** Makes a certificate that signs itself, for `127.0.0.1` unless told otherwise. */
export async function makeCertificate(
  options: { ip?: string; notAfter?: Date } = {},
): Promise<TestCertificate> {
  const { ip = '127.0.0.1', notAfter } = options;
  const made = await generate([{ name: 'commonName', value: 'api-server' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    ...(notAfter && {
      notBeforeDate: new Date(notAfter.getTime() - 86_400_000),
      notAfterDate: notAfter,
    }),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip }] },
    ],
  });
  return { cert: made.cert, key: made.private };
}

function listenWith(
  handler: Handler,
  certificate?: TestCertificate & { http1Only?: boolean },
): Server {
  if (!certificate) {
    return createServer(handler);
  }
  const { cert, key, http1Only } = certificate;
  return http1Only
    ? createHttpsServer({ cert, key }, handler)
    : createSecureServer({ cert, key, allowHTTP1: true }, handler);
}

/** A server on a port of its own that answers as the test says. */
export class TestApiServer {
  readonly url: string;
  /** Connections that were ever opened. */
  connections = 0;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #sessions = new Set<ServerHttp2Session>();

  private constructor(server: Server, scheme: string) {
    const { port } = server.address() as AddressInfo;
    this.url = `${scheme}://127.0.0.1:${port}`;
    this.#server = server;
    server.on('connection', (socket: Socket) => {
      this.connections += 1;
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    server.on('session', (session: ServerHttp2Session) => {
      this.#sessions.add(session);
      session.on('close', () => this.#sessions.delete(session));
    });
  }

  /** HTTP/1.1 without TLS, or HTTP/2 (and 1.1) with a certificate. */
  static async start(
    handler: Handler,
    certificate?: TestCertificate & { http1Only?: boolean },
    port = 0,
  ): Promise<TestApiServer> {
    const server = listenWith(handler, certificate);
    await new Promise<void>(resolve => {
      server.listen(port, '127.0.0.1', resolve);
    });
    return new TestApiServer(server, certificate ? 'https' : 'http');
  }

  /** Cuts every connection; new ones are welcome. */
  cut(): void {
    this.#sockets.forEach(socket => socket.destroy());
  }

  /** Sends clients of HTTP/2 elsewhere, as API servers do now and then. */
  goAway(): void {
    this.#sessions.forEach(session => session.goaway());
  }

  async stop(): Promise<void> {
    const closed = new Promise(resolve => {
      this.#server.close(resolve);
    });
    this.cut();
    await closed;
  }
}
