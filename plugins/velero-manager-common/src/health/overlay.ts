import { Contact } from '../facts';
import { describeCause, describeInstant, quoteName } from '../words';
import { contactState } from './contactState';
import { earliest } from './earliest';
import { Verdict } from './verdict';

/**
 * A verdict as it may be shown at a moment; `lastKnown` is what was known
 * before contact was lost.
 *
 * @public
 */
export interface OverlaidVerdict<S extends string> extends Verdict<S> {
  lastKnown: { state: S; message: string } | null;
}

/** What an overlay looks at. @public */
export interface OverlayOptions {
  now: Date;
  silentAfterMs: number;
}

/**
 * Lays the freshness of a cluster over a verdict that assumes the cluster is
 * seen: UNKNOWN when it is silent or was never reached, else the verdict, valid
 * at most until the cluster would turn silent.
 *
 * @public
 */
export function overlay<S extends string>(
  verdict: Verdict<S>,
  cluster: { name: string; contact: Contact },
  options: OverlayOptions,
): OverlaidVerdict<S | 'UNKNOWN'> {
  const { state, silentAt } = contactState(cluster.contact, options);
  if (state === 'connected' || state === 'failing') {
    const validUntil = earliest([verdict.validUntil, silentAt]);
    return { ...verdict, validUntil, lastKnown: null };
  }
  const cause = cluster.contact.failure
    ? `: ${describeCause(cluster.contact.failure)}`
    : '';
  const name = quoteName(cluster.name);
  if (state === 'never' || cluster.contact.lastContactAt === null) {
    return {
      state: 'UNKNOWN',
      reason: 'never_contacted',
      message: `Cluster ${name} has not been reached yet${cause}.`,
      validUntil: null,
      lastKnown: null,
    };
  }
  const since = describeInstant(cluster.contact.lastContactAt);
  return {
    state: 'UNKNOWN',
    reason: 'cluster_silent',
    message: `No contact with cluster ${name} since ${since}${cause}.`,
    validUntil: null,
    lastKnown: { state: verdict.state, message: verdict.message },
  };
}
