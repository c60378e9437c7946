import { HostContext } from './HostContext';
import { HostError } from './HostError';

/**
 * Takes an error for the refusal it is; any other is reported and becomes a
 * 500 that tells nothing.
 *
 * @internal
 */
export function asHostError(
  { report }: Pick<HostContext, 'report'>,
  error: unknown,
): HostError {
  if (error instanceof HostError) return error;
  report(error);
  return HostError.serverError();
}
