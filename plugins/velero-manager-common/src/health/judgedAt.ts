import { Contact } from '../facts';
import { contactState } from './contactState';
import { Verdict } from './verdict';

/** At which moment something is judged. @internal */
export interface Moment {
  /** By the clock of the cluster, which stamped all that is judged. */
  now: Date;
  /** How far that clock is ahead of ours. */
  skewMs: number;
  /** The clock stands still: only new contact can change the verdict. */
  isFrozen: boolean;
}

/** When a cluster counts as silent; without it every cluster is taken as seen. @public */
export interface MomentOptions {
  now: Date;
  silentAfterMs?: number;
}

/**
 * The moment at which what is known of a cluster is judged: now, or, while it is
 * silent, the moment of its last contact. What was known then is what may be
 * shown beside UNKNOWN; judged in the dark it would only ever get worse.
 *
 * @internal
 */
export function judgedAt(
  contact: Contact | undefined,
  { now, silentAfterMs }: MomentOptions,
): Moment {
  const skewMs = contact?.clockSkewMs ?? 0;
  const isFrozen =
    !!contact?.lastContactAt &&
    silentAfterMs !== undefined &&
    contactState(contact, { now, silentAfterMs }).state === 'silent';
  const ours = isFrozen ? Date.parse(contact.lastContactAt ?? '') : +now;
  return { now: new Date(ours + skewMs), skewMs, isFrozen };
}

/**
 * A verdict by the clock of a cluster, as it holds by ours. One of a frozen
 * moment holds until the cluster is heard again.
 *
 * @internal
 */
export function settle<T extends { verdict: Verdict<string> }>(
  judged: T,
  { isFrozen, skewMs }: Moment,
): T {
  const { validUntil } = judged.verdict;
  if (!isFrozen && (!skewMs || !validUntil)) return judged;
  return {
    ...judged,
    verdict: {
      ...judged.verdict,
      validUntil:
        isFrozen || !validUntil
          ? null
          : new Date(validUntil.getTime() - skewMs),
    },
  };
}
