import { KubernetesRequestError } from './KubernetesRequestError';

/**
 * The fault of a watch that does not go as a watch should.
 *
 * @internal
 */
export function watchFault(
  resource: string,
  fault: { problem: string; reason?: string | null },
): KubernetesRequestError {
  return new KubernetesRequestError({
    ...{ code: 'protocol', ...fault },
    subject: { verb: 'watch', resource },
  });
}
