import { NO_SHA } from '../git/GitRepository';
import { HostContext } from '../HostContext';
import type { RefMove } from '../repositories/moveRef';
import { autoMergeWhereReady } from './autoMerge';
import { closePullRequest } from './closePullRequest';
import { PullRequest } from './PullRequest';
import { pointPullRef } from './pointPullRef';

/**
 * Brings open pull requests up to date with a branch that moved: heads
 * follow and lose stale approvals, a removed branch closes them, a base that
 * now contains the head means they are merged.
 *
 * @internal
 */
export async function followBranch(
  context: HostContext,
  move: RefMove,
): Promise<void> {
  const { repository } = move;
  const branch = move.ref.slice('refs/heads/'.length);
  const open = repository.pulls.filter(({ state }) => state === 'open');
  for (const pull of open) {
    if (pull.head.ref === branch) await followHead(context, move, pull);
    else if (pull.base.ref === branch) {
      await followBase(context, move, pull);
    }
  }
  await autoMergeWhereReady(context, repository);
}

async function followHead(
  context: HostContext,
  move: RefMove,
  pull: PullRequest,
): Promise<void> {
  const { repository, after, sender } = move;
  if (after === NO_SHA) {
    closePullRequest(context, { repository, pull, sender });
    return;
  }
  pull.head.sha = after;
  pull.updatedAt = context.now();
  await pointPullRef(repository, pull);
  dismissStaleApprovals(context, move, pull);
  context.events.emit({
    type: 'pull_request',
    action: 'synchronize',
    repository,
    pull,
    sender,
  });
}

/** https://docs.github.com/repositories/configuring-branches-and-merges-in-your-repository/managing-protected-branches/about-protected-branches#require-pull-request-reviews-before-merging */
function dismissStaleApprovals(
  context: HostContext,
  { repository, sender }: RefMove,
  pull: PullRequest,
): void {
  if (!repository.protectionOf(pull.base.ref)?.dismissStaleReviews) return;
  for (const review of pull.reviews) {
    if (review.state !== 'APPROVED') continue;
    review.state = 'DISMISSED';
    context.events.emit({
      type: 'pull_request_review',
      action: 'dismissed',
      repository,
      pull,
      review,
      sender,
    });
  }
}

/** A head that came into its base by a push counts as merged, as on GitHub. */
async function followBase(
  context: HostContext,
  move: RefMove,
  pull: PullRequest,
): Promise<void> {
  const { repository, after, sender } = move;
  if (after === NO_SHA) {
    closePullRequest(context, { repository, pull, sender });
    return;
  }
  pull.base.sha = after;
  if (!(await repository.git.isAncestor(pull.head.sha, after))) return;
  pull.merged = { at: context.now(), by: sender, sha: after };
  closePullRequest(context, { repository, pull, sender });
}
