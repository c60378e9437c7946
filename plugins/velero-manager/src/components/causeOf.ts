import { ResponseError } from '@backstage/errors';

/** What the backend said, where it said something. @internal */
export function causeOf(error: Error): string {
  const cause = error instanceof ResponseError ? error.cause : undefined;
  return cause instanceof Error && cause.message
    ? cause.message
    : error.message;
}
