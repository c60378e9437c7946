import { parseGoDuration } from '@velero-manager/backstage-plugin-velero-manager-common';
import { recordOf, textOf } from '../manifests/lenient';
import { Application } from './Application';
import { SyncRun } from './SyncRun';

/** What Argo CD does for automated syncs that do not say. */
const DEFAULT_LIMIT = 5;

/**
 * When a failed sync is tried again: after a pause that grows, as often as
 * `syncPolicy.retry` allows (below zero: without end).
 *
 * @returns null for never
 * @internal
 */
export function nextRetry(
  { retry, automated }: Application,
  options: { run: SyncRun; now: Date },
): Date | null {
  const { run, now } = options;
  const fallback = automated && !run.username ? DEFAULT_LIMIT : 0;
  const limit = typeof retry?.limit === 'number' ? retry.limit : fallback;
  if (limit >= 0 && run.retryCount >= limit) return null;
  const backoff = recordOf(retry?.backoff);
  const factor = typeof backoff.factor === 'number' ? backoff.factor : 2;
  const seconds = Math.min(
    secondsOf(backoff.duration, 5) * factor ** run.retryCount,
    secondsOf(backoff.maxDuration, 180),
  );
  return new Date(now.getTime() + seconds * 1000);
}

function secondsOf(value: unknown, fallback: number): number {
  return parseGoDuration(textOf(value) ?? '') ?? fallback;
}
