import { BackupScope, VeleroServerFact } from '../facts';

const MINUTE_MS = 60_000;
/** Item operations may take four hours by default; half an hour to tidy up. */
const DEFAULT_OPERATION_MS = 4 * 60 * MINUTE_MS;
const TIDY_UP_MS = 30 * MINUTE_MS;

/**
 * How long a run that goes as it should may take at most, by the time that its
 * item operations are given.
 *
 * @internal
 */
export function longestRunMs(
  { itemOperationTimeoutSeconds }: BackupScope,
  server: VeleroServerFact | null,
): number {
  const givenMs =
    1000 *
    (itemOperationTimeoutSeconds ?? server?.itemOperationTimeoutSeconds ?? 0);
  return (givenMs || DEFAULT_OPERATION_MS) + TIDY_UP_MS;
}
