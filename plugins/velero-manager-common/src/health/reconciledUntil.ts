import { KustomizationFact } from '../facts';

const MIN_SLACK_MS = 5 * 60_000;

/**
 * Until when the last reconciliation of a Kustomization counts: three of its
 * intervals, or one with its timeout and some slack. `null` before Flux 2.7,
 * which does not say when it was.
 *
 * @internal
 */
export function reconciledUntil({
  lastReconciledAt,
  intervalSeconds,
  timeoutSeconds,
}: Pick<
  KustomizationFact,
  'lastReconciledAt' | 'intervalSeconds' | 'timeoutSeconds'
>): Date | null {
  if (lastReconciledAt === null) return null;
  const patienceMs = Math.max(
    3000 * intervalSeconds,
    1000 * (intervalSeconds + timeoutSeconds) + MIN_SLACK_MS,
  );
  return new Date(Date.parse(lastReconciledAt) + patienceMs);
}
