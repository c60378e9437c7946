import type { Readable } from 'node:stream';
import { isError } from '@backstage/errors';
import type { Dispatcher } from 'undici';
import { version } from '../../package.json';
import type { ClusterDefinition } from '../clusters';
import {
  type BreakerState,
  CircuitBreaker,
  type Passage,
} from './CircuitBreaker';
import { ClockSkew } from './ClockSkew';
import {
  type ClusterClientLimits,
  type ClusterClientOptions,
  DEFAULT_LIMITS,
} from './ClusterClientOptions';
import type { ClusterSession } from './ClusterSession';
import { CurrentSession } from './CurrentSession';
import { decodeBody } from './decodeBody';
import type { FleetLists } from './FleetLists';
import {
  isKubernetesRequestError,
  KubernetesRequestError,
  type RequestSubject,
  UNREACHED,
} from './KubernetesRequestError';
import { readRefusal } from './readRefusal';
import { receiveJson } from './receiveJson';
import { Semaphore } from './Semaphore';
import { systemClock } from './systemClock';
import { toRequestError } from './toRequestError';

/** A GET: where to, about what, until when. @internal */
export interface ClusterRequest {
  /** Path below the API server's base URL, with its query. */
  path: string;
  subject: RequestSubject;
  signal: AbortSignal;
}

interface SendOptions {
  passage: Passage;
  /** The signal of who asks, without the deadline that we add. */
  caller: AbortSignal;
  bodyTimeoutMs: number;
  acceptEncoding: string;
}

/**
 * Speaks to the API server of one cluster: read-only, bounded, without
 * following redirects. Nothing is opened before the first request. A log-in
 * that is refused and a server that does not answer make the next request
 * begin anew, with certificates and kubeconfigs read again. After some faults
 * in a row requests wait for the one that tries ({@link CircuitBreaker}).
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
  readonly #fleetLists: FleetLists | null;
  readonly #breaker: CircuitBreaker;
  readonly #now: () => number;
  readonly #skew = ClockSkew.create();

  private constructor(
    definition: ClusterDefinition,
    options: ClusterClientOptions,
  ) {
    const { limits, breaker, fleetLists, ...credentials } = options;
    this.name = definition.name;
    this.#limits = { ...DEFAULT_LIMITS, ...limits };
    this.#lists = Semaphore.create(this.#limits.maxConcurrentLists);
    this.#fleetLists = fleetLists ?? null;
    this.#breaker = breaker ?? CircuitBreaker.create({ clock: systemClock });
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
    options: ClusterClientOptions = {},
  ): ClusterClient {
    return new ClusterClient(definition, options);
  }

  /**
   * How far the server's clock is ahead of ours in milliseconds, `null` before
   * the first answer. Exact to about a second.
   */
  get skewMs(): number | null {
    return this.#skew.ms;
  }

  /** Whether requests go out, and if not, why and until when. */
  get breakerState(): BreakerState {
    return this.#breaker.state;
  }

  /** Asks for a JSON document and reads it whole. */
  getJson(request: ClusterRequest): Promise<unknown> {
    const { signal, subject } = request;
    return this.#lists.run(signal, async () => {
      const isList = subject.verb === 'list';
      const { passage, leave } = await this.#enter(signal, isList);
      try {
        return await this.#getWhole(request, { passage, isList });
      } finally {
        leave();
      }
    });
  }

  /**
   * Asks for an answer without an end. Its parts come as they arrive; a cut
   * connection is an error of the stream. Destroying it ends the request.
   */
  async getStream(
    request: ClusterRequest & {
      /** The answer is a list until then, and has its turn as lists have. */
      turn?: Promise<void>;
    },
  ): Promise<Readable> {
    const { signal, subject, turn } = request;
    if (turn) {
      turn.then(await this.#lists.enter(signal));
    }
    const { passage, leave } = await this.#enter(signal, turn !== undefined);
    turn?.then(leave);
    const { response } = await this.#send(request, {
      passage,
      caller: signal,
      bodyTimeoutMs: 0,
      acceptEncoding: 'identity',
    });
    // Destroying an unfinished body is an error event that nobody awaits.
    const body = decodeBody(response, subject).on('error', () => {});
    if (turn && this.#fleetLists) {
      try {
        turn.then(await this.#fleetLists.receive(signal));
      } catch (error) {
        body.destroy();
        throw error;
      }
    }
    return body;
  }

  /** Waits until a request may go out. */
  async #enter(
    signal: AbortSignal,
    isList: boolean,
  ): Promise<{ passage: Passage; leave: () => void }> {
    const passage = await this.#breaker.enter(signal);
    try {
      const leave = isList ? await this.#fleetLists?.ask(signal) : undefined;
      return { passage, leave: leave ?? (() => {}) };
    } catch (error) {
      passage.abandoned();
      throw error;
    }
  }

  async #getWhole(
    request: ClusterRequest,
    { passage, isList }: { passage: Passage; isList: boolean },
  ): Promise<unknown> {
    const { signal } = request;
    const { requestTimeoutMs, bodyTimeoutMs, maxResponseBytes } = this.#limits;
    const deadline = AbortSignal.timeout(requestTimeoutMs);
    const bounded = AbortSignal.any([signal, deadline]);
    const { response, origin } = await this.#send(
      { ...request, signal: bounded },
      { passage, caller: signal, bodyTimeoutMs, acceptEncoding: 'gzip' },
    );
    let leave: (() => void) | undefined;
    try {
      leave = isList ? await this.#fleetLists?.receive(bounded) : undefined;
    } catch (error) {
      response.body.on('error', () => {}).destroy();
      throw toRequestError(error, { request, origin });
    }
    try {
      const maxBytes = maxResponseBytes;
      return await receiveJson(response, { request, origin, maxBytes });
    } finally {
      leave?.();
    }
  }

  /** Cuts all requests; the client takes no more. */
  async close(): Promise<void> {
    await this.#sessions.close();
  }

  /** Sends and tells the breaker whether it reached somebody who knows us. */
  async #send(
    request: ClusterRequest,
    options: SendOptions,
  ): Promise<{ response: Dispatcher.ResponseData; origin: string }> {
    const { passage, caller } = options;
    try {
      const sent = await this.#ask(request, options);
      passage.answered();
      return sent;
    } catch (error) {
      const isFault = isKubernetesRequestError(error, ...UNREACHED);
      if (isFault) {
        passage.failed(error.problem);
      } else if (caller.aborted) {
        passage.abandoned();
      } else {
        passage.answered();
      }
      throw error;
    }
  }

  async #ask(
    request: ClusterRequest,
    { bodyTimeoutMs, caller, acceptEncoding }: SendOptions,
  ): Promise<{ response: Dispatcher.ResponseData; origin: string }> {
    const { path, signal, subject } = request;
    const { session, headers } = await this.#logIn(subject);
    const { origin } = session;
    const sent = { ...headers, 'accept-encoding': acceptEncoding };
    const sentAt = this.#now();
    let response: Dispatcher.ResponseData;
    try {
      response = await session.get({
        path,
        headers: sent,
        signal,
        bodyTimeoutMs,
      });
    } catch (cause) {
      const error = toRequestError(cause, {
        request: { ...request, signal: caller },
        origin,
      });
      if (isKubernetesRequestError(error, 'tls', 'timeout')) {
        this.#sessions.forget(session);
      }
      throw error;
    }
    this.#skew.note(response.headers.date, (sentAt + this.#now()) / 2);
    if (response.statusCode >= 200 && response.statusCode < 300) {
      return { response, origin };
    }
    if (response.statusCode === 401) {
      this.#sessions.forget(session);
    }
    throw await readRefusal(response, { subject, sent, now: this.#now() });
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
}
