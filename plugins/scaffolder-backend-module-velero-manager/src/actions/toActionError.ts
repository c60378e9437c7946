import { ForwardedError, ResponseError } from '@backstage/errors';

/**
 * What failed, in words for the log of a task: what the backend itself said
 * instead of "Request failed with 409".
 *
 * @internal
 */
export function toActionError(message: string, error: unknown): Error {
  const cause = error instanceof ResponseError ? error.cause : error;
  return new ForwardedError(message, cause);
}
