import type { HostResult } from '../host';
import { HostError } from '../host/HostError';

/**
 * Carries a problem of the host up to where all of them are told.
 *
 * @throws HostError
 * @internal
 */
export function valueOf<T>(result: HostResult<T>): T {
  if (!result.ok) {
    throw new HostError(result.problem);
  }
  return result.value;
}
