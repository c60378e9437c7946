import { HostContext } from '../HostContext';
import { HostError } from '../HostError';
import { autoMergeWhereReady } from './autoMerge';
import { PullRequestUse } from './closePullRequest';
import { Review } from './PullRequest';

/** What a reviewer submits. @internal */
export interface ReviewInput {
  event: 'APPROVE' | 'REQUEST_CHANGES' | 'COMMENT';
  body: string;
  /** Default: the head. */
  commit?: string;
}

const STATES = {
  APPROVE: 'APPROVED',
  REQUEST_CHANGES: 'CHANGES_REQUESTED',
  COMMENT: 'COMMENTED',
} as const;

/**
 * Adds a review. The caller holds the repository's lock.
 *
 * @throws HostError 422 for one's own pull request and for a missing comment:
 * https://docs.github.com/rest/pulls/reviews#create-a-review-for-a-pull-request
 * @internal
 */
export async function reviewPullRequest(
  context: HostContext,
  use: PullRequestUse,
  input: ReviewInput,
): Promise<Review> {
  const { repository, pull, sender } = use;
  const { event, body } = input;
  refuseReview(use, input);
  const review: Review = {
    id: context.nextId(),
    author: sender,
    body,
    state: STATES[event],
    commit: input.commit ?? pull.head.sha,
    submittedAt: context.now(),
  };
  pull.reviews.push(review);
  pull.updatedAt = review.submittedAt;
  pull.requestedUsers = pull.requestedUsers.filter(
    ({ login }) => login !== sender.login,
  );
  context.events.emit({
    type: 'pull_request_review',
    action: 'submitted',
    review,
    ...use,
  });
  await autoMergeWhereReady(context, repository);
  return review;
}

function refuseReview(
  { pull, sender }: PullRequestUse,
  { event, body }: ReviewInput,
): void {
  if (pull.state === 'closed' && event !== 'COMMENT') {
    throw refused('Can not review a closed pull request');
  }
  if (event !== 'COMMENT' && pull.author.login === sender.login) {
    const what = event === 'APPROVE' ? 'approve' : 'request changes on';
    throw refused(`Can not ${what} your own pull request`);
  }
  if (event !== 'APPROVE' && !body.trim()) {
    throw refused('Review comments is empty');
  }
}

function refused(message: string): HostError {
  return HostError.validationFailed([message], 'Unprocessable Entity');
}
