import { describeInstant } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { HostProblem } from './ChangeHost';

/** What a failed call was to do, for messages. @internal */
export interface HostCall {
  /** `create the branch 'x'`, so that "could not" and "may not" can precede it. */
  purpose: string;
  /** Page of the repository. */
  repository: string;
}

/** The parts of Octokit's errors that tell what happened. */
interface GitHubFailure {
  status?: number;
  message: string;
  headers: Record<string, unknown>;
  graphql: { type?: string; message: string }[];
}

const MAX_TEXT = 200;
const MINUTE_MS = 60_000;
/** Every kind of token that GitHub hands out, and what looks like a log-in. */
const SECRETS =
  /\b(gh[a-z]_\w{10,}|github_pat_\w{10,}|v\d\.[0-9a-f]{40})|:\/\/[^/@\s]+@/g;
const ARCHIVED = /archived/i;
/** Rulesets say the one, protected branches the others. */
const PROTECTED =
  /rule violations? found|protected (ref|branch(?! rules))|must be made through a pull request|creations? being restricted/i;
const SECONDARY = /secondary rate|abuse detection/i;
/** GitHub says nothing of when a secondary limit ends: wait at least a minute. */
const SECONDARY_WAIT_SECONDS = 60;

/**
 * Says in one sentence why GitHub did not do what it was asked, and what that
 * was. Says nothing of how the portal logs in.
 *
 * @param now - ms since 1970, to reckon when a rate limit ends
 * @internal
 */
export function describeGitHubError(
  error: unknown,
  call: HostCall,
  now: number,
): HostProblem {
  const { purpose } = call;
  if (isAbort(error)) {
    return {
      reason: 'timed_out',
      message: `The Git host took too long to ${purpose}`,
    };
  }
  const failure = readFailure(error);
  const wait = rateLimitWait(failure, now);
  if (wait !== null) {
    return {
      reason: 'rate_limited',
      message: `The Git host limits how much it is asked: could not ${purpose}. Try again at ${describeInstant(
        nextMinute(now + wait * 1000),
      )}`,
      retryAfterSeconds: wait,
    };
  }
  return describeRefusal(failure, call);
}

function describeRefusal(
  failure: GitHubFailure,
  { purpose, repository }: HostCall,
): HostProblem {
  const { status } = failure;
  const said = quoteHost(failure);
  if (status === 401) {
    return {
      reason: 'unauthenticated',
      message: `The Git host does not accept the portal's log-in: could not ${purpose}. An operator has to look at 'integrations.github'`,
    };
  }
  if (ARCHIVED.test(said)) {
    return {
      reason: 'archived',
      message: `The repository ${repository} is archived: nobody can ${purpose}`,
    };
  }
  if (PROTECTED.test(said)) {
    return {
      reason: 'protected',
      message: `The rules of ${repository} do not let the portal ${purpose}. An administrator has to except the portal's branches or its log-in from them${said}`,
    };
  }
  if (status === 403 || hasType(failure, 'FORBIDDEN', 'INSUFFICIENT_SCOPES')) {
    return {
      reason: 'not_permitted',
      message: `The portal's log-in may not ${purpose} in ${repository}${neededRights(
        failure,
      )}${said}`,
    };
  }
  if (status === 404 || hasType(failure, 'NOT_FOUND')) {
    return {
      reason: 'not_found',
      message: `Could not ${purpose}: ${repository} does not exist, or the portal's log-in may not do that there`,
    };
  }
  const hasAnswered =
    failure.graphql.length > 0 || (status !== undefined && status < 500);
  return hasAnswered
    ? { reason: 'refused', message: `Could not ${purpose}${said}` }
    : {
        reason: 'unavailable',
        message: `The Git host did not answer: could not ${purpose}. Try again later`,
      };
}

/** Whether GitHub refused a call because what it spoke of had changed. @internal */
export function saysStale(error: unknown, pattern: RegExp): boolean {
  const failure = readFailure(error);
  const texts = [failure.message, ...failure.graphql.map(one => one.message)];
  return (
    hasType(failure, 'STALE_DATA') ||
    ([409, 422].includes(failure.status ?? 0) &&
      texts.some(text => pattern.test(text))) ||
    failure.graphql.some(({ message }) => pattern.test(message))
  );
}

function isAbort(error: unknown): boolean {
  const causes = [error, isRecord(error) ? error.cause : undefined];
  return causes.some(
    cause =>
      isRecord(cause) &&
      (cause.name === 'AbortError' || cause.name === 'TimeoutError'),
  );
}

function readFailure(error: unknown): GitHubFailure {
  const record = isRecord(error) ? error : {};
  const response = isRecord(record.response) ? record.response : {};
  const headers = [record.headers, response.headers].find(isRecord) ?? {};
  const errors = Array.isArray(record.errors) ? record.errors : [];
  return {
    // Octokit calls what never reached the host a 500 without a response.
    status:
      typeof record.status === 'number' && record.response !== undefined
        ? record.status
        : undefined,
    message: typeof record.message === 'string' ? record.message : '',
    headers,
    graphql: errors.filter(isRecord).map(one => ({
      type: typeof one.type === 'string' ? one.type : undefined,
      message: typeof one.message === 'string' ? one.message : '',
    })),
  };
}

function rateLimitWait(failure: GitHubFailure, now: number): number | null {
  const { status, headers, message } = failure;
  const limited =
    status === 429 ||
    hasType(failure, 'RATE_LIMITED', 'RATE_LIMIT') ||
    (status === 403 &&
      (String(headers['x-ratelimit-remaining']) === '0' ||
        SECONDARY.test(message)));
  if (!limited) {
    return null;
  }
  const retryAfter = Number(headers['retry-after']);
  if (retryAfter > 0) {
    return Math.ceil(retryAfter);
  }
  const reset = Number(headers['x-ratelimit-reset']) * 1000;
  return String(headers['x-ratelimit-remaining']) === '0' && reset > now
    ? Math.ceil((reset - now) / 1000)
    : SECONDARY_WAIT_SECONDS;
}

/** The first full minute from a moment on: whoever comes back then is not too early. */
function nextMinute(ms: number): Date {
  return new Date(Math.ceil(ms / MINUTE_MS) * MINUTE_MS);
}

/** Fine-grained tokens and Apps are told permissions, classic tokens scopes. */
function neededRights({ headers }: GitHubFailure): string {
  const needed =
    headers['x-accepted-github-permissions'] ??
    headers['x-accepted-oauth-scopes'];
  return typeof needed === 'string' && needed !== ''
    ? `; it needs '${tidy(needed)}'`
    : '';
}

function quoteHost({ message, graphql }: GitHubFailure): string {
  const text = tidy(graphql[0]?.message ?? message.split(' - https://')[0]);
  return text === '' ? '' : `. The host says: ${text}`;
}

function tidy(text: string): string {
  const line = text
    .replace(SECRETS, '[hidden]')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .replace(/\.+$/, '');
  return line.length > MAX_TEXT ? `${line.slice(0, MAX_TEXT)}...` : line;
}

function hasType({ graphql }: GitHubFailure, ...types: string[]): boolean {
  return graphql.some(({ type }) => type !== undefined && types.includes(type));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
