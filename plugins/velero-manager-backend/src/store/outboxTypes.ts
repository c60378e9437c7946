import type { SubjectKey, Transition } from './types';

/** One aspect of one subject of which a consumer may have to be told. @internal */
export interface OutboxItem extends SubjectKey {
  consumer: string;
  subjectId: string;
  aspect: Transition['aspect'];
  /** Name of the subject for people. */
  title: string;
  /** Entity ref of the owner, where there is one. */
  owner: string | null;
  /** The state that counts as known to the consumer; `null` for a new subject. */
  told: string | null;
  /** The newest transition: how the aspect stands. */
  transition: Transition;
  /** When the first change happened that nothing was made of. */
  pendingSince: Date;
  /** How often telling has failed since it last succeeded. */
  attempts: number;
  /** Whether every cluster that leaves the aspect unknown is silent. */
  isSilent: boolean;
  /** The database's clock when the item was claimed. */
  now: Date;
  /** Proves the claim. */
  ticket: string;
}

/**
 * Transitions for those who are to be told of them, at least once, by any
 * replica. What waits is one item for each aspect of a subject, however often
 * it changed: a consumer is told what has become of it. All transitions of a
 * subject are in `transitions`, in their order.
 *
 * @internal
 */
export interface Outbox {
  /**
   * Notes that a consumer is at work; from the first time on transitions are
   * kept for it. One that nobody was at work for has to keep quiet first: what
   * it finds is the portal catching up, not news.
   * @returns until when it is to keep quiet
   */
  attend(
    consumer: string,
    options: { absentAfterMs: number; quietMs: number },
  ): Promise<{ quietUntil: Date }>;
  /** Keeps nothing more for a consumer, and forgets what was kept. */
  dismiss(consumer: string): Promise<void>;
  /** Claims items that are due, the longest due first; a claim lapses after `claimMs`. */
  claim(options: {
    consumer: string;
    limit: number;
    claimMs: number;
  }): Promise<OutboxItem[]>;
  /**
   * Ends a claim: `told` is known to the consumer now. An aspect that changed
   * meanwhile stays due.
   */
  settle(item: OutboxItem, told: string | null): Promise<void>;
  /** Ends a claim without a result: the item falls due again then, or as it changes. */
  postpone(item: OutboxItem, until: Date): Promise<void>;
  /** Ends a claim after a failure: not due before, whatever changes. */
  retry(item: OutboxItem, until: Date): Promise<void>;
}
