import {
  ConflictError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { HostProblem, HostResult } from './host';

/**
 * What a Git host answered.
 *
 * @throws the error of Backstage that a problem amounts to: ConflictError for
 * what a person has to settle first, NotFoundError for what is not there,
 * ServiceUnavailableError for what time or an operator mends
 * @internal
 */
export function unwrapHostResult<T>(result: HostResult<T>): T {
  if (!result.ok) {
    throw toBackstageError(result.problem);
  }
  return result.value;
}

function toBackstageError({ reason, message }: HostProblem): Error {
  switch (reason) {
    case 'not_found':
      return new NotFoundError(message);
    case 'archived':
    case 'protected':
    case 'branch_taken':
    case 'stale_pull_request':
    case 'too_large':
    case 'refused':
      return new ConflictError(message);
    default:
      return new ServiceUnavailableError(message);
  }
}
