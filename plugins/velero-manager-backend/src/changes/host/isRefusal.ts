import { HostError } from './HostError';

const REASONS = ['refused', 'protected', 'not_permitted', 'not_found'];

/**
 * Whether the host said no to one thing, so that others may still be asked for;
 * not that it could not be asked.
 *
 * @internal
 */
export function isRefusal(error: unknown): error is HostError {
  return error instanceof HostError && REASONS.includes(error.problem.reason);
}
