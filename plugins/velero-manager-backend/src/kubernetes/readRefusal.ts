import type { Readable } from 'node:stream';
import { decodeBody } from './decodeBody';
import { describeHttpError, parseStatus } from './describeHttpError';
import type {
  KubernetesRequestError,
  RequestSubject,
} from './KubernetesRequestError';
import { readLimited } from './readLimited';

const MAX_ERROR_BYTES = 64 * 1024;

/**
 * Makes the error of an answer that is not a success, with what the server says
 * about it; a token that it repeats is struck out.
 *
 * @internal
 */
export async function readRefusal(
  response: {
    statusCode: number;
    headers: Record<string, unknown>;
    body: Readable;
  },
  options: {
    subject: RequestSubject;
    /** Headers of the request. */
    sent: Record<string, string>;
    now: number;
  },
): Promise<KubernetesRequestError> {
  const { subject, sent, now } = options;
  let status: unknown;
  try {
    const body = await readLimited(
      decodeBody(response, subject),
      MAX_ERROR_BYTES,
      subject,
    );
    const secret = sent.authorization?.split(' ').at(-1);
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
    now,
  });
}
