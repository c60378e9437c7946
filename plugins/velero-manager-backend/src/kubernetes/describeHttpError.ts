import { STATUS_CODES } from 'node:http';
import {
  KubernetesRequestError,
  type RequestSubject,
} from './KubernetesRequestError';

const MAX_SERVER_TEXT = 300;

/** What we take from a `Status` object of the API. @internal */
export interface StatusObject {
  code: number | null;
  reason: string | null;
  message: string | null;
  retryAfterSeconds: number | null;
}

function field(object: unknown, key: string): unknown {
  return typeof object === 'object' && object !== null
    ? Reflect.get(object, key)
    : undefined;
}

function text(value: unknown): string | null {
  if (typeof value !== 'string' || value === '') {
    return null;
  }
  const clean = value.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
  return clean.length > MAX_SERVER_TEXT
    ? `${clean.slice(0, MAX_SERVER_TEXT)}...`
    : clean;
}

function number(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/**
 * Reads a `Status` object of the API; what is not one yields nulls.
 *
 * @internal
 */
export function parseStatus(object: unknown): StatusObject {
  const details = field(object, 'details');
  return {
    code: number(field(object, 'code')),
    reason: text(field(object, 'reason')),
    message: text(field(object, 'message')),
    retryAfterSeconds: number(field(details, 'retryAfterSeconds')),
  };
}

function parseRetryAfter(header: unknown, now: number): number | null {
  if (typeof header !== 'string') {
    return null;
  }
  const ms = /^\d+$/.test(header)
    ? Number(header) * 1000
    : Date.parse(header) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : null;
}

const MEANINGS: Record<number, string> = {
  401: 'the token or certificate is not accepted',
  403: 'the account may not do this',
  404: 'there is no such kind in this cluster',
  410: 'the position is too old',
  429: 'the server asks to slow down',
};

function meaningOf(status: number): string | undefined {
  return status >= 300 && status < 400
    ? 'redirects are not followed; give the URL of the API server itself'
    : MEANINGS[status];
}

/**
 * Makes the error of an HTTP answer (or of a `Status` in a watch) that is not a
 * success.
 *
 * @internal
 */
export function describeHttpError(options: {
  statusCode: number;
  status: StatusObject;
  subject: RequestSubject;
  retryAfter?: unknown;
  now: number;
}): KubernetesRequestError {
  const { statusCode, status, subject, now } = options;
  const seconds = status.retryAfterSeconds;
  const words = [
    meaningOf(statusCode),
    // A 401 says "Unauthorized" once more; a proxy's page says nothing.
    statusCode === 401 ? undefined : status.message,
  ].filter(Boolean);
  const answer = `${statusCode} ${STATUS_CODES[statusCode] ?? ''}`.trim();
  return new KubernetesRequestError({
    code: statusCode,
    reason: status.reason,
    retryAfterMs:
      parseRetryAfter(options.retryAfter, now) ??
      (seconds === null ? null : Math.max(0, seconds * 1000)),
    subject,
    problem: [`the server answered ${answer}`, ...words].join(': '),
  });
}
