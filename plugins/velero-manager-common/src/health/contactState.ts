import { Contact } from '../facts';

/**
 * How long a cluster may be out of contact before what we know of it counts as
 * unknown: five minutes, a few missed bookmarks.
 *
 * @public
 */
export const SILENT_AFTER_MS = 5 * 60_000;

/**
 * Where contact with a cluster stands. `silentAt` is the moment at which it
 * turns, or turned, silent without a new sign; `null` when it was never heard.
 *
 * @public
 */
export interface ContactState {
  state: 'connected' | 'failing' | 'silent' | 'never';
  silentAt: Date | null;
}

/**
 * Judges contact: `connected`; `failing` when the last attempt failed but what
 * we know is fresh enough; `silent` when it is not; `never` before the first
 * contact.
 *
 * @public
 */
export function contactState(
  contact: Contact,
  options: { now: Date; silentAfterMs: number },
): ContactState {
  if (contact.lastContactAt === null) return { state: 'never', silentAt: null };
  const silentAt = new Date(
    Date.parse(contact.lastContactAt) + options.silentAfterMs,
  );
  if (options.now >= silentAt) return { state: 'silent', silentAt };
  return { state: contact.failure ? 'failing' : 'connected', silentAt };
}
