import type { Readable } from 'node:stream';
import { decodeBody } from './decodeBody';
import {
  KubernetesRequestError,
  type RequestSubject,
} from './KubernetesRequestError';
import { readLimited } from './readLimited';
import { toRequestError } from './toRequestError';

/**
 * Reads a body whole, up to a size, and parses it in one go.
 *
 * @throws KubernetesRequestError, or the signal's reason
 * @internal
 */
export async function receiveJson(
  response: { headers: Record<string, unknown>; body: Readable },
  options: {
    request: { signal: AbortSignal; subject: RequestSubject };
    origin: string;
    maxBytes: number;
  },
): Promise<unknown> {
  const { request, origin, maxBytes } = options;
  const { subject } = request;
  let body: Buffer;
  try {
    body = await readLimited(decodeBody(response, subject), maxBytes, subject);
  } catch (error) {
    throw toRequestError(error, { request, origin });
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
}
