import { createHash, randomUUID } from 'node:crypto';
import { Actor } from '../accounts/Account';
import { asHostError } from '../asHostError';
import { CallLog } from '../CallLog';
import { executeGraphql, readOperation } from '../graphql/executeGraphql';
import { objectOf } from '../graphql/GraphqlNode';
import { HostContext } from '../HostContext';
import { HostError } from '../HostError';
import { errorOfFault, HostFaults } from '../HostFaults';
import { answerRest } from '../rest/answerRest';
import { Fields } from '../rest/Fields';
import { matchCall, MatchedCall } from '../rest/matchCall';
import { RateLimit } from '../rest/RateLimit';
import { RestAnswer } from '../rest/RestCall';
import { HostExchange } from './HostExchange';

/** What the API is served with. @internal */
export interface ApiServiceParts {
  context: HostContext;
  faults: HostFaults;
  calls: CallLog;
  rateLimit: RateLimit;
  onUnsupported: (what: string) => void;
}

/** Whom calls without a token are counted for. */
const NOBODY = 0;

/** A call on its way through. */
interface Attempt {
  exchange: HostExchange;
  kind: 'rest' | 'graphql';
  /** Without the prefix of the API. */
  path: string;
  operation: string | undefined;
  /** What a fault may name. */
  names: string[];
  /** Of the documentation. */
  docs: string;
  actor?: Actor;
}

/**
 * The REST and GraphQL APIs: who asks, faults, limits, caching, the log, and
 * the form of errors.
 *
 * @internal
 */
export class ApiService {
  readonly #parts: ApiServiceParts;

  private constructor(parts: ApiServiceParts) {
    this.#parts = parts;
  }

  static create(parts: ApiServiceParts): ApiService {
    return new ApiService(parts);
  }

  /** @param path - without the prefix of the API and without the query */
  async answerRest(exchange: HostExchange, path: string): Promise<void> {
    const { method } = exchange;
    const call = matchCall(method === 'HEAD' ? 'GET' : method, path);
    const attempt: Attempt = {
      exchange,
      kind: 'rest',
      path: path + exchange.target.slice(exchange.path.length),
      operation: call?.id,
      names: [method, ...(call ? [call.id] : [])],
      docs: call
        ? `https://docs.github.com/rest/${call.docs}`
        : 'https://docs.github.com/rest',
    };
    await this.#answer(attempt, () => this.#runRest(attempt, call));
  }

  async answerGraphql(exchange: HostExchange): Promise<void> {
    const attempt: Attempt = {
      exchange,
      kind: 'graphql',
      path: '/graphql',
      operation: undefined,
      names: [exchange.method],
      docs: 'https://docs.github.com/graphql',
    };
    let text = '';
    try {
      text = await exchange.readBody();
    } catch (error) {
      await this.#answer(attempt, () => Promise.reject(error));
      return;
    }
    const request = readGraphqlRequest(text);
    const operation = request && readOperation(request);
    if (operation) {
      attempt.operation = `${operation.type} ${operation.fields.join(' ')}`;
      attempt.names.push(...operation.fields);
    }
    await this.#answer(attempt, async () => {
      const { actor } = attempt;
      if (!actor || actor.isApp) throw HostError.requiresAuthentication();
      if (!request) throw HostError.malformedBody();
      const { context, rateLimit, onUnsupported } = this.#parts;
      const body = await executeGraphql({
        context,
        actor,
        request,
        operation,
        rateLimit: rateLimit.stateOf(actor.account.id),
        onUnsupported,
      });
      return { status: 200, body };
    });
  }

  async #runRest(
    attempt: Attempt,
    call: MatchedCall | undefined,
  ): Promise<RestAnswer> {
    const { exchange, actor, path } = attempt;
    const { context, rateLimit, onUnsupported } = this.#parts;
    if (!call) {
      const what = `${exchange.method} ${path.split('?')[0]}`;
      onUnsupported(what);
      throw HostError.unsupported(what);
    }
    return answerRest({
      context,
      call,
      actor,
      query: exchange.query,
      body: Fields.parse(await exchange.readBody()),
      accept: exchange.header('accept') ?? '',
      url: `${context.baseUrl()}${exchange.target}`,
      rateLimit: rateLimit.stateOf(actor?.account.id ?? NOBODY),
    });
  }

  async #answer(
    attempt: Attempt,
    run: () => Promise<RestAnswer>,
  ): Promise<void> {
    const answer = await this.#attempt(attempt, run).catch((error: unknown) =>
      this.#refusal(attempt, error),
    );
    const { exchange, kind, path, operation, actor } = attempt;
    const body = bytesOf(answer.body);
    const tag = tagOf(attempt, answer, body);
    const isKnown = tag && exchange.header('if-none-match') === tag;
    const status = isKnown ? 304 : answer.status;
    const account = actor?.account.id ?? NOBODY;
    // https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api#use-conditional-requests-if-appropriate
    if (isKnown) this.#parts.rateLimit.giveBack(account);
    this.#parts.calls.add({
      kind,
      method: exchange.method,
      path,
      operation,
      status,
      user: actor?.account.login,
    });
    const headers = {
      ...(body ? { 'content-type': typeOf(answer.body) } : {}),
      ...(tag ? { etag: tag, 'cache-control': 'private, max-age=60' } : {}),
      ...this.#limitHeaders(account, kind),
      'x-github-request-id': randomUUID(),
      ...answer.headers,
    };
    exchange.send(status, headers, isKnown ? '' : body);
  }

  async #attempt(
    attempt: Attempt,
    run: () => Promise<RestAnswer>,
  ): Promise<RestAnswer> {
    const { context, faults, rateLimit } = this.#parts;
    const fault = faults.take(attempt.names);
    if (fault && !fault.carriedOut) throw errorOfFault(fault);
    const { token } = attempt.exchange;
    if (token) attempt.actor = context.accounts.authenticate(token);
    // Asking for the limit is free: https://docs.github.com/rest/rate-limit/rate-limit
    if (attempt.operation !== 'rate-limit/get') {
      rateLimit.take(attempt.actor?.account.id ?? NOBODY);
    }
    const answer = await run();
    if (fault) throw errorOfFault(fault);
    return answer;
  }

  #refusal({ docs }: Attempt, error: unknown): RestAnswer {
    const refused = asHostError(this.#parts.context, error);
    const { status, message, errors, documentation, headers } = refused;
    return {
      status,
      headers,
      body: {
        message,
        ...(errors ? { errors } : {}),
        documentation_url: documentation ?? docs,
        status: String(status),
      },
    };
  }

  #limitHeaders(
    account: number,
    kind: Attempt['kind'],
  ): Record<string, string> {
    const state = this.#parts.rateLimit.stateOf(account);
    return {
      'x-ratelimit-limit': String(state.limit),
      'x-ratelimit-remaining': String(state.remaining),
      'x-ratelimit-used': String(state.used),
      'x-ratelimit-reset': String(state.reset),
      'x-ratelimit-resource': kind === 'rest' ? 'core' : 'graphql',
    };
  }
}

function readGraphqlRequest(text: string) {
  try {
    const { query, operationName, variables } = objectOf(JSON.parse(text));
    if (typeof query !== 'string') return undefined;
    return {
      query,
      ...(typeof operationName === 'string' ? { operationName } : {}),
      variables: objectOf(variables),
    };
  } catch {
    return undefined;
  }
}

function bytesOf(body: unknown): Buffer | '' {
  if (body === undefined) return '';
  return Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
}

function typeOf(body: unknown): string {
  return Buffer.isBuffer(body)
    ? 'application/vnd.github.raw; charset=utf-8'
    : 'application/json; charset=utf-8';
}

/** Only what was read without trouble can be asked for again by its tag. */
function tagOf(
  { exchange, kind }: Attempt,
  { status }: RestAnswer,
  body: Buffer | '',
): string | undefined {
  if (kind !== 'rest' || exchange.method !== 'GET' || status !== 200) {
    return undefined;
  }
  return `W/"${createHash('sha256').update(body).digest('hex')}"`;
}
