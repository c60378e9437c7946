import { ProtectionState, SyncState } from './states';

/**
 * A judgement that says until when it holds.
 *
 * `validUntil` is the next moment at which the answer can change although no
 * event arrives (a slot and its grace pass, an objective is breached, a backup
 * expires), or `null` when only an event can change it. `message` is one
 * sentence for people and names absolute times only, so that it does not go
 * stale while it is stored. `reason` is for machines.
 *
 * @public
 */
export interface Verdict<S extends string = ProtectionState> {
  state: S;
  reason: string;
  message: string;
  validUntil: Date | null;
}

/** The verdict on restorability. @public */
export type ProtectionVerdict = Verdict<ProtectionState>;

/** The verdict on Git against the cluster. @public */
export type SyncVerdict = Verdict<SyncState>;
