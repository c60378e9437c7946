import { ProtectionState, SyncState } from '../states';

/**
 * What a reason code of a verdict means and what to do about it, in words for
 * somebody who sees it at night. `docs/how-health-is-judged.md` is printed from
 * these tables.
 *
 * @public
 */
export interface Reason {
  /** The states that it can come with, worst first. */
  states: readonly (ProtectionState | SyncState)[];
  /** What is the case, in one or two plain sentences. */
  means: string;
  /** What to do about it; `''` where nothing has to be done. */
  remedy: string;
}

/** Reasons by their code. @public */
export type ReasonTable = Readonly<Record<string, Reason>>;
