import type { Readable } from 'node:stream';
import { isError } from '@backstage/errors';
import type { Dispatcher } from 'undici';
import { version } from '../../package.json';
import type { ClusterDefinition, CredentialsOptions } from '../clusters';
import type { ClusterSession } from './ClusterSession';
import { CurrentSession } from './CurrentSession';
import { describeConnectionError } from './describeConnectionError';
import { describeHttpError, parseStatus } from './describeHttpError';
import {
  isKubernetesRequestError,
  type KubernetesErrorCode,
  KubernetesRequestError,
  type RequestSubject,
} from './KubernetesRequestError';
import { readLimited } from './readLimited';
import { Semaphore } from './Semaphore';

/**
 * Bounds on what one cluster may cost us.
 *
 * @internal
 */
export interface ClusterClientLimits {
  connectTimeoutMs: number;
  /** Until the first byte of an answer. */
  headersTimeoutMs: number;
  /** Between two parts of a list. */
  bodyTimeoutMs: number;
  /** For a whole list. */
  requestTimeoutMs: number;
  /** Lists at the same time; watches are as many as kinds. */
  maxConcurrentLists: number;
  /** JSON of a list is parsed in one go, so its size bounds how long that blocks. */
  maxResponseBytes: number;
}

const DEFAULT_LIMITS: ClusterClientLimits = {
  connectTimeoutMs: 10_000,
  headersTimeoutMs: 30_000,
  bodyTimeoutMs: 30_000,
  requestTimeoutMs: 120_000,
  maxConcurrentLists: 4,
  maxResponseBytes: 16 * 1024 * 1024,
};

const MAX_ERROR_BYTES = 64 * 1024;

/** Answers by which the server's clock is measured. */
const MEASURED_ANSWERS = 15;

/** A GET: where to, about what, until when. @internal */
export interface ClusterRequest {
  /** Path below the API server's base URL, with its query. */
  path: string;
  subject: RequestSubject;
  signal: AbortSignal;
}

/**
 * Speaks to the API server of one cluster: read-only, bounded, without
 * following redirects. Nothing is opened before the first request. A log-in
 * that is refused and a server that does not answer make the next request
 * begin anew, with certificates and kubeconfigs read again.
 *
 * All faults are `KubernetesRequestError`s, but for an abort, which rejects
 * with the signal's reason.
 *
 * @internal
 */
export class ClusterClient {
  readonly name: string;
  readonly #sessions: CurrentSession;
  readonly #limits: ClusterClientLimits;
  readonly #lists: Semaphore;
  readonly #now: () => number;
  readonly #skews: number[] = [];

  private constructor(
    definition: ClusterDefinition,
    options: CredentialsOptions & { limits?: Partial<ClusterClientLimits> },
  ) {
    const { limits, ...credentials } = options;
    this.name = definition.name;
    this.#limits = { ...DEFAULT_LIMITS, ...limits };
    this.#lists = Semaphore.create(this.#limits.maxConcurrentLists);
    this.#now = options.now ?? Date.now;
    this.#sessions = CurrentSession.create(definition, {
      ...credentials,
      timeouts: {
        connectMs: this.#limits.connectTimeoutMs,
        headersMs: this.#limits.headersTimeoutMs,
      },
    });
  }

  static create(
    definition: ClusterDefinition,
    options: CredentialsOptions & {
      limits?: Partial<ClusterClientLimits>;
    } = {},
  ): ClusterClient {
    return new ClusterClient(definition, options);
  }

  /**
   * How far the server's clock is ahead of ours in milliseconds: the median of
   * what its last answers said, `null` before the first. Exact to about a second.
   */
  get skewMs(): number | null {
    const sorted = [...this.#skews].sort((a, b) => a - b);
    return sorted.length > 0 ? sorted[Math.floor(sorted.length / 2)] : null;
  }

  /** Asks for a JSON document and reads it whole. */
  async getJson(request: ClusterRequest): Promise<unknown> {
    const { signal, subject } = request;
    const { requestTimeoutMs, maxResponseBytes, bodyTimeoutMs } = this.#limits;
    return this.#lists.run(signal, async () => {
      const deadline = AbortSignal.timeout(requestTimeoutMs);
      const bounded = AbortSignal.any([signal, deadline]);
      const { response, origin } = await this.#send(
        { ...request, signal: bounded },
        { bodyTimeoutMs, caller: signal },
      );
      let body: Buffer;
      try {
        body = await readLimited(response.body, maxResponseBytes, subject);
      } catch (error) {
        throw this.#toError(error, { request, origin });
      }
      try {
        return JSON.parse(body.toString('utf8'));
      } catch {
        // The parser's message would quote the answer.
        throw new KubernetesRequestError({
          code: 'protocol',
          problem: `${origin} does not answer in JSON as an API server does`,
          subject,
        });
      }
    });
  }

  /**
   * Asks for an answer without an end. Its parts come as they arrive; a cut
   * connection is an error of the stream. Destroying it ends the request.
   */
  async getStream(request: ClusterRequest): Promise<Readable> {
    const { response } = await this.#send(request, {
      bodyTimeoutMs: 0,
      caller: request.signal,
    });
    // Destroying an unfinished body is an error event that nobody awaits.
    return response.body.on('error', () => {});
  }

  /** Cuts all requests; the client takes no more. */
  async close(): Promise<void> {
    await this.#sessions.close();
  }

  async #send(
    request: ClusterRequest,
    options: { bodyTimeoutMs: number; caller: AbortSignal },
  ): Promise<{ response: Dispatcher.ResponseData; origin: string }> {
    const { path, signal, subject } = request;
    const { session, headers } = await this.#logIn(subject);
    const { origin } = session;
    const sentAt = this.#now();
    let response: Dispatcher.ResponseData;
    try {
      response = await session.get({
        path,
        headers,
        signal,
        bodyTimeoutMs: options.bodyTimeoutMs,
      });
    } catch (cause) {
      const error = this.#toError(cause, {
        request: { ...request, signal: options.caller },
        origin,
      });
      if (isKubernetesRequestError(error, 'tls', 'timeout')) {
        this.#sessions.forget(session);
      }
      throw error;
    }
    this.#noteDate(response.headers.date, (sentAt + this.#now()) / 2);
    if (response.statusCode >= 200 && response.statusCode < 300) {
      return { response, origin };
    }
    if (response.statusCode === 401) {
      this.#sessions.forget(session);
    }
    throw await this.#refusal(response, { subject, headers });
  }

  async #logIn(subject: RequestSubject): Promise<{
    session: ClusterSession;
    headers: Record<string, string>;
  }> {
    try {
      const session = await this.#sessions.get();
      const headers = await session.headers();
      return {
        session,
        headers: {
          ...headers,
          accept: 'application/json',
          'user-agent': `velero-manager-backstage/${version}`,
        },
      };
    } catch (error) {
      throw new KubernetesRequestError({
        code: 'credentials',
        // Messages of input errors are ours, and free of secrets.
        problem:
          isError(error) && error.name === 'InputError'
            ? error.message
            : 'the log-in could not be prepared',
        subject,
      });
    }
  }

  #toError(
    error: unknown,
    options: { request: ClusterRequest; origin: string },
  ): unknown {
    const { request, origin } = options;
    if (request.signal.aborted) {
      return request.signal.reason;
    }
    if (isKubernetesRequestError(error)) {
      return error;
    }
    const timedOut = isError(error) && error.name === 'TimeoutError';
    const fault: { code: KubernetesErrorCode; problem: string } = timedOut
      ? { code: 'timeout', problem: `no full answer from ${origin} in time` }
      : describeConnectionError(error, origin);
    return new KubernetesRequestError({ ...fault, subject: request.subject });
  }

  async #refusal(
    response: Dispatcher.ResponseData,
    options: { subject: RequestSubject; headers: Record<string, string> },
  ): Promise<KubernetesRequestError> {
    const { subject, headers } = options;
    let status: unknown;
    try {
      const body = await readLimited(response.body, MAX_ERROR_BYTES, subject);
      const secret = headers.authorization?.split(' ').at(-1);
      const text = body.toString('utf8');
      status = JSON.parse(secret ? text.replaceAll(secret, '***') : text);
    } catch {
      // No Status, as from a proxy on the way: the status code says enough.
    }
    return describeHttpError({
      statusCode: response.statusCode,
      status: parseStatus(status),
      subject,
      retryAfter: response.headers['retry-after'],
      now: this.#now(),
    });
  }

  #noteDate(header: unknown, ours: number): void {
    const theirs = typeof header === 'string' ? Date.parse(header) : NaN;
    if (Number.isFinite(theirs)) {
      // The header drops the fraction of a second: half of one on average.
      this.#skews.push(theirs + 500 - ours);
      this.#skews.splice(0, this.#skews.length - MEASURED_ANSWERS);
    }
  }
}
