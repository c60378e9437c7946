import {
  AssessedPart,
  overlay,
  OverlaidVerdict,
  ProtectionState,
  SyncState,
  Verdict,
  worstProtection,
  worstSync,
} from '../health';
import { quoteName } from '../words';
import { Freshness } from './subjects';

/** A whole as it may be shown: each side `null` when nothing was judged. @public */
export interface RolledUp {
  protection: OverlaidVerdict<ProtectionState> | null;
  sync: OverlaidVerdict<SyncState> | null;
}

/**
 * Lays freshness over each part and rolls the parts up, so that a silent
 * cluster makes its own part UNKNOWN and no other.
 *
 * @public
 */
export function rollUp(
  parts: readonly AssessedPart[],
  freshness: Freshness,
): RolledUp {
  return {
    protection: worstProtection(
      parts.flatMap(({ cluster, protection }) =>
        protection ? layOver(protection, cluster, freshness) : [],
      ),
    ),
    sync: worstSync(
      parts.flatMap(({ cluster, sync }) =>
        sync ? layOver(sync, cluster, freshness) : [],
      ),
    ),
  };
}

/**
 * Lays freshness over one verdict. A verdict that rests on no cluster stays as
 * it is; one of a cluster that is no longer known is UNKNOWN.
 *
 * @internal
 */
export function layOver<S extends string>(
  verdict: Verdict<S>,
  cluster: string,
  freshness: Freshness,
): OverlaidVerdict<S | 'UNKNOWN'> {
  const contact = freshness.contacts.get(cluster);
  if (contact) return overlay(verdict, { name: cluster, contact }, freshness);
  if (cluster === '' || verdict.state === 'UNKNOWN') {
    return { ...verdict, lastKnown: null };
  }
  return {
    state: 'UNKNOWN',
    reason: 'unknown_cluster',
    message: `Cluster ${quoteName(cluster)} is not known any more.`,
    validUntil: null,
    lastKnown: { state: verdict.state, message: verdict.message },
  };
}
