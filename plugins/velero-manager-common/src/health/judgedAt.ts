import { Contact } from '../facts';
import { contactState } from './contactState';
import { Verdict } from './verdict';

/** At which moment something is judged. @internal */
export interface Moment {
  now: Date;
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
  if (!contact?.lastContactAt || silentAfterMs === undefined) {
    return { now, isFrozen: false };
  }
  return contactState(contact, { now, silentAfterMs }).state === 'silent'
    ? { now: new Date(contact.lastContactAt), isFrozen: true }
    : { now, isFrozen: false };
}

/** A verdict of a frozen moment holds until the cluster is heard again. @internal */
export function holdFrozen<T extends { verdict: Verdict<string> }>(
  judged: T,
  { isFrozen }: Moment,
): T {
  return isFrozen
    ? { ...judged, verdict: { ...judged.verdict, validUntil: null } }
    : judged;
}
