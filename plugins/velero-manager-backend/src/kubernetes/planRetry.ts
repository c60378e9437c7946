import { isKubernetesRequestError } from './KubernetesRequestError';

/** client-go's backoff of a reflector: 0.8 s doubled up to 30 s. */
const FIRST_PAUSE_MS = 800;
const LONGEST_PAUSE_MS = 30_000;
/** Rights change by a person's hand; asking often only fills the audit log. */
const FORBIDDEN_PAUSE_MS = 5 * 60_000;
/** What may be listed but not watched is listed from time to time. */
const POLL_PAUSE_MS = 2 * 60_000;
const ABSENT_PAUSE_MS = 60_000;
/** No server may silence us for longer, whatever its Retry-After says. */
const LONGEST_RETRY_AFTER_MS = 5 * 60_000;

/**
 * What to do about a fault: how it is shown, how long to wait, and whether the
 * next attempt must list because the position can no longer be trusted.
 *
 * @internal
 */
export interface RetryPlan {
  phase: 'waiting' | 'forbidden' | 'absent' | 'polled';
  pauseMs: number;
  relist: boolean;
}

/**
 * Decides how to go on after a fault. `attempt` counts the faults in a row,
 * from 1; `random` yields numbers from 0 to 1 and spreads the pauses, so that
 * the kinds of a cluster (and the clusters of a fleet) do not come back at the
 * same moment.
 *
 * @internal
 */
export function planRetry(
  error: unknown,
  options: { attempt: number; random: () => number },
): RetryPlan {
  const { attempt, random } = options;
  const spread = (ms: number) => Math.round(ms * (0.5 + random() / 2));

  if (isKubernetesRequestError(error, 403)) {
    if (error.subject.verb === 'watch') {
      return { phase: 'polled', pauseMs: spread(POLL_PAUSE_MS), relist: true };
    }
    const pauseMs = FORBIDDEN_PAUSE_MS + spread(ABSENT_PAUSE_MS);
    return { phase: 'forbidden', pauseMs, relist: true };
  }
  if (isKubernetesRequestError(error, 404)) {
    return { phase: 'absent', pauseMs: ABSENT_PAUSE_MS, relist: true };
  }
  if (isKubernetesRequestError(error, 401) && attempt === 1) {
    // The client has dropped its log-in: rotated credentials may do at once.
    return { phase: 'waiting', pauseMs: 0, relist: false };
  }
  const backoff = spread(
    Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), LONGEST_PAUSE_MS),
  );
  const known = isKubernetesRequestError(error);
  const asked = Math.min(
    (known && error.retryAfterMs) || 0,
    LONGEST_RETRY_AFTER_MS,
  );
  return {
    phase: 'waiting',
    pauseMs: Math.max(backoff, asked),
    // What we did not understand may have held a change.
    relist: !known || error.code === 'protocol' || error.code === 410,
  };
}
