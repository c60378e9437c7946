import { IncomingMessage, ServerResponse } from 'node:http';
import { HostError } from '../HostError';

/** GitHub's own bound for a request is in this region. */
const MAX_BODY_BYTES = 40 * 1024 * 1024;

/**
 * One request to a host with its answer.
 *
 * @internal
 */
export class HostExchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;

  private constructor(request: IncomingMessage, response: ServerResponse) {
    this.request = request;
    this.response = response;
  }

  static create(
    request: IncomingMessage,
    response: ServerResponse,
  ): HostExchange {
    // A client may vanish at any time; that is its right and no error here.
    request.on('error', () => {});
    response.on('error', () => {});
    return new HostExchange(request, response);
  }

  get method(): string {
    return this.request.method ?? 'GET';
  }

  /** Path and query, as sent. */
  get target(): string {
    return this.request.url ?? '/';
  }

  get path(): string {
    return this.target.split('?')[0];
  }

  get query(): URLSearchParams {
    return new URLSearchParams(this.target.split('?').slice(1).join('?'));
  }

  header(name: string): string | undefined {
    const value = this.request.headers[name];
    return Array.isArray(value) ? value.join(', ') : value;
  }

  /**
   * The token of `Authorization`, by any of the schemes that GitHub takes:
   * https://docs.github.com/rest/authentication/authenticating-to-the-rest-api
   */
  get token(): string | undefined {
    const [scheme, value] = (this.header('authorization') ?? '').split(/ +/);
    if (!value) return undefined;
    if (/^(bearer|token)$/i.test(scheme)) return value;
    if (!/^basic$/i.test(scheme)) return undefined;
    const [user, ...rest] = Buffer.from(value, 'base64')
      .toString('utf8')
      .split(':');
    const password = rest.join(':');
    // Git clients may give the token as either half.
    return password && password !== 'x-oauth-basic' ? password : user;
  }

  /** @throws HostError 422 where it is too large */
  async readBody(): Promise<string> {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of this.request) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      if (size > MAX_BODY_BYTES) {
        throw HostError.unprocessable('The request body is too large');
      }
      chunks.push(bytes);
    }
    return Buffer.concat(chunks).toString('utf8');
  }

  /** Sends an answer; a body is left out of answers to `HEAD`. */
  send(
    status: number,
    headers: Record<string, string>,
    body: string | Buffer = '',
  ): void {
    const bytes = Buffer.from(body);
    const length =
      status === 204 || status === 304
        ? {}
        : { 'content-length': String(bytes.length) };
    this.response.writeHead(status, { ...headers, ...length });
    this.response.end(this.method === 'HEAD' ? undefined : bytes);
  }
}
