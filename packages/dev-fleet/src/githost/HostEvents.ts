import { Account, Team } from './accounts/Account';
import { PullRequest, Review } from './pulls/PullRequest';
import { CommitStatus } from './repositories/CommitStatus';
import { HostedRepository } from './repositories/HostedRepository';
import { Label } from './repositories/Label';

/** The `action` of a `pull_request` event. @public */
export type PullRequestAction =
  | 'opened'
  | 'edited'
  | 'closed'
  | 'reopened'
  | 'synchronize'
  | 'labeled'
  | 'unlabeled'
  | 'review_requested'
  | 'review_request_removed'
  | 'ready_for_review'
  | 'converted_to_draft'
  | 'auto_merge_enabled'
  | 'auto_merge_disabled';

/** Something happened on the host. @public */
export type HostEvent = { repository: HostedRepository; sender: Account } & (
  | { type: 'push'; ref: string; before: string; after: string }
  | {
      type: 'pull_request';
      action: PullRequestAction;
      pull: PullRequest;
      label?: Label;
      reviewer?: Account;
      team?: Team;
    }
  | {
      type: 'pull_request_review';
      action: 'submitted' | 'dismissed';
      pull: PullRequest;
      review: Review;
    }
  | { type: 'status'; status: CommitStatus }
);

type Listener = (event: HostEvent) => void;

/**
 * Tells listeners in the same process what happened, in order.
 *
 * @public
 */
export class HostEvents {
  readonly #listeners = new Set<Listener>();
  readonly #report: (error: unknown) => void;

  private constructor(report: (error: unknown) => void) {
    this.#report = report;
  }

  /**
   * @param report - told of errors of listeners
   * @internal
   */
  static create(report: (error: unknown) => void): HostEvents {
    return new HostEvents(report);
  }

  /** @returns a function that ends it */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @internal */
  emit(event: HostEvent): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(event);
      } catch (error) {
        // What happened has happened, whoever stumbles over it.
        this.#report(error);
      }
    }
  }
}
