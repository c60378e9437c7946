import { isError } from '@backstage/errors';
import { describeConnectionError } from './describeConnectionError';
import {
  isKubernetesRequestError,
  type KubernetesErrorCode,
  KubernetesRequestError,
  type RequestSubject,
} from './KubernetesRequestError';

/**
 * What a request that failed is thrown as: the reason of a signal that aborted,
 * else a fault in words.
 *
 * @internal
 */
export function toRequestError(
  error: unknown,
  options: {
    request: { signal: AbortSignal; subject: RequestSubject };
    origin: string;
  },
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
