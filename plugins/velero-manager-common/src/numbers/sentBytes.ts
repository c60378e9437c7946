import { CopiedBytes } from '../history/copiedBytes';

const DAY_MS = 86_400_000;
const DAYS = 30;

/** What was sent of volumes in the last thirty days. @public */
export interface SentBytes {
  bytes: number;
  copies: number;
  /** Bytes of each day (UTC), oldest first, today last. */
  byDay: number[];
}

/** The first moment of the days that are told of. @public */
export function sentSince(now: Date): Date {
  const today = Math.floor(now.getTime() / DAY_MS);
  return new Date((today - DAYS + 1) * DAY_MS);
}

/**
 * Adds up what was sent, day by day; `null` where nothing is known to have been.
 *
 * @internal
 */
export function sentBytes(
  copied: readonly CopiedBytes[],
  now: Date,
): SentBytes | null {
  if (copied.length === 0) return null;
  const first = sentSince(now).getTime();
  const byDay = Array.from({ length: DAYS }, () => 0);
  for (const { day, bytesDone } of copied) {
    const place = (Date.parse(day) - first) / DAY_MS;
    if (place in byDay) byDay[place] += bytesDone;
  }
  return {
    bytes: byDay.reduce((total, bytes) => total + bytes, 0),
    copies: copied.reduce((total, { copies }) => total + copies, 0),
    byDay,
  };
}
