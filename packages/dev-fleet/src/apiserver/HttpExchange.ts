import { IncomingMessage, ServerResponse } from 'node:http';
import { constants, Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { ApiAnswer } from './ApiRequest';
import { StatusError } from './StatusError';

const MAX_BODY_BYTES = 3 * 1024 * 1024;
/** The size from which a real server compresses its answers. */
const GZIP_FROM_BYTES = 128 * 1024;
const compress = promisify(gzip);

/**
 * One request with its answer, the same over HTTP/1.1 and HTTP/2.
 *
 * @internal
 */
export class HttpExchange {
  readonly #request: IncomingMessage | Http2ServerRequest;
  readonly #response: ServerResponse | Http2ServerResponse;
  #closed = false;

  private constructor(
    request: IncomingMessage | Http2ServerRequest,
    response: ServerResponse | Http2ServerResponse,
  ) {
    this.#request = request;
    this.#response = response;
  }

  static create(
    request: IncomingMessage | Http2ServerRequest,
    response: ServerResponse | Http2ServerResponse,
  ): HttpExchange {
    // A client may vanish at any time; that is its right and no error here.
    request.on('error', () => {});
    response.on('error', () => {});
    const exchange = new HttpExchange(request, response);
    exchange.onClose(() => {
      exchange.#closed = true;
    });
    return exchange;
  }

  get method(): string {
    return this.#request.method ?? 'GET';
  }

  get url(): string {
    return this.#request.url ?? '/';
  }

  /** Bytes that the client has not taken yet. */
  get backlog(): number {
    return this.#response.writableLength;
  }

  header(name: string): string | undefined {
    const value = this.#request.headers[name];
    return Array.isArray(value) ? value.join(', ') : value;
  }

  /** @throws StatusError 413 above 3 MiB, as the real server. */
  async readBody(): Promise<string> {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of this.#request) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      if (size > MAX_BODY_BYTES) throw StatusError.ofCode(413);
      chunks.push(bytes);
    }
    return Buffer.concat(chunks).toString('utf8');
  }

  /** Does nothing for a client that is gone. */
  async send(answer: ApiAnswer): Promise<void> {
    const isText = typeof answer.body === 'string';
    const text = isText
      ? String(answer.body)
      : `${JSON.stringify(answer.body)}\n`;
    const body = Buffer.from(text);
    const zip =
      body.length >= GZIP_FROM_BYTES &&
      /\bgzip\b/.test(this.header('accept-encoding') ?? '');
    const sent = zip ? await compress(body) : body;
    if (this.#closed) return;
    const type = isText ? 'text/plain; charset=utf-8' : 'application/json';
    this.#writeHead(answer.code, {
      'content-type': type,
      'cache-control': 'no-cache, private',
      'content-length': String(sent.length),
      ...(zip ? { 'content-encoding': 'gzip', vary: 'Accept-Encoding' } : {}),
      ...answer.headers,
    });
    this.#response.end(sent);
  }

  /** Begins an answer that goes on line by line. */
  startStream(contentType: string): void {
    this.#writeHead(200, {
      'content-type': contentType,
      'cache-control': 'no-cache, private',
    });
    // Over HTTP/2 the head is sent at once anyway.
    if (this.#response instanceof ServerResponse) this.#response.flushHeaders();
  }

  write(text: string): void {
    if (this.#closed) return;
    // The two classes declare `write` with overloads that do not unite.
    if (this.#response instanceof Http2ServerResponse) {
      this.#response.write(text);
    } else {
      this.#response.write(text);
    }
  }

  end(): void {
    this.#response.end();
  }

  /** Breaks off in the middle: the socket, or just the stream over HTTP/2. */
  destroy(): void {
    if (this.#response instanceof Http2ServerResponse) {
      this.#response.stream?.close(constants.NGHTTP2_INTERNAL_ERROR);
    } else {
      this.#response.destroy();
    }
  }

  onClose(listener: () => void): void {
    this.#response.once('close', listener);
  }

  #writeHead(code: number, headers: Record<string, string>): void {
    if (this.#response instanceof Http2ServerResponse) {
      this.#response.writeHead(code, headers);
    } else {
      this.#response.writeHead(code, headers);
    }
  }
}
