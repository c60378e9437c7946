import { ApiContact } from '../api/verdictSchemas';
import { Contact } from '../facts';
import { contactState, OverlaidVerdict } from '../health';
import { describeCause } from '../words';
import { Freshness } from './subjects';

/** A verdict as the API writes it. @internal */
export function toApiVerdict<S extends string>(verdict: OverlaidVerdict<S>) {
  const { state, reason, message, validUntil, lastKnown } = verdict;
  return {
    state,
    reason,
    message,
    validUntil: validUntil?.toISOString() ?? null,
    lastKnown,
  };
}

/**
 * Contact with a cluster as the API writes it; `undefined` is a cluster that
 * nobody defined, `unwatchable` says why one cannot be watched at all.
 *
 * @internal
 */
export function toApiContact(
  contact: Contact | undefined,
  freshness: Omit<Freshness, 'contacts'>,
  unwatchable: string | null = null,
): ApiContact {
  if (!contact || unwatchable !== null) {
    return {
      state: 'unwatched',
      lastContactAt: contact?.lastContactAt ?? null,
      message: unwatchable ?? 'No cluster of this name is known.',
    };
  }
  return {
    state: contactState(contact, freshness).state,
    lastContactAt: contact.lastContactAt,
    message: contact.failure && describeCause(contact.failure),
  };
}
