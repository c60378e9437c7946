import { Account } from '../accounts/Account';
import { HostContext } from '../HostContext';
import { HostedRepository } from '../repositories/HostedRepository';
import { PullRequest } from './PullRequest';

/**
 * A pull request that somebody does something with.
 *
 * @internal
 */
export interface PullRequestUse {
  repository: HostedRepository;
  pull: PullRequest;
  sender: Account;
}

/**
 * Closes a pull request, merged or not; auto-merge ends with it.
 *
 * @internal
 */
export function closePullRequest(
  context: HostContext,
  use: PullRequestUse,
): void {
  const { pull } = use;
  const now = context.now();
  pull.state = 'closed';
  pull.closedAt = now;
  pull.updatedAt = now;
  pull.autoMerge = null;
  context.events.emit({ type: 'pull_request', action: 'closed', ...use });
}
