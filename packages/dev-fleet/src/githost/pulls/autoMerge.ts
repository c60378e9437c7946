import { HostContext } from '../HostContext';
import { HostError } from '../HostError';
import { HostedRepository } from '../repositories/HostedRepository';
import { assessMerge } from './assessMerge';
import { PullRequestUse } from './closePullRequest';
import { mergePullRequest } from './mergePullRequest';
import { AutoMerge, PullRequest } from './PullRequest';

/**
 * Lets a pull request be merged as soon as its requirements are met.
 * https://docs.github.com/pull-requests/collaborating-with-pull-requests/incorporating-changes-from-a-pull-request/automatically-merging-a-pull-request
 *
 * @throws HostError `UNPROCESSABLE` where there is nothing to wait for
 * @internal
 */
export async function enableAutoMerge(
  context: HostContext,
  use: PullRequestUse,
  wish: Pick<AutoMerge, 'method' | 'title' | 'message'>,
): Promise<void> {
  const { repository, pull, sender } = use;
  if (!repository.protectionOf(pull.base.ref)) {
    throw HostError.unprocessable(
      'Pull request Protected branch rules not configured for this branch',
    );
  }
  const { state } = await assessMerge(repository, pull);
  if (pull.state === 'closed' || state === 'CLEAN' || state === 'UNSTABLE') {
    const is = pull.state === 'closed' ? 'closed' : state.toLowerCase();
    throw HostError.unprocessable(
      `Pull request Pull request is in ${is} status`,
    );
  }
  pull.autoMerge = { ...wish, enabledBy: sender, enabledAt: context.now() };
  const action = 'auto_merge_enabled';
  context.events.emit({ type: 'pull_request', action, ...use });
}

/**
 * Takes the wish back.
 *
 * @throws HostError `UNPROCESSABLE` where there is none
 * @internal
 */
export function disableAutoMerge(
  context: HostContext,
  use: PullRequestUse,
): void {
  if (!use.pull.autoMerge) {
    throw HostError.unprocessable(
      "Can't disable auto-merge for this pull request.",
    );
  }
  use.pull.autoMerge = null;
  const action = 'auto_merge_disabled';
  context.events.emit({ type: 'pull_request', action, ...use });
}

/**
 * Merges what waits for it and now may be merged. Called after each change
 * that can meet a requirement; the caller holds the repository's lock.
 *
 * @internal
 */
export async function autoMergeWhereReady(
  context: HostContext,
  repository: HostedRepository,
): Promise<void> {
  for (const pull of repository.pulls) {
    if (pull.state !== 'open' || !pull.autoMerge) continue;
    await mergeIfReady(context, repository, pull);
  }
}

async function mergeIfReady(
  context: HostContext,
  repository: HostedRepository,
  pull: PullRequest,
): Promise<void> {
  const { autoMerge } = pull;
  if (!autoMerge) return;
  const { state } = await assessMerge(repository, pull);
  if (state !== 'CLEAN' && state !== 'UNSTABLE') return;
  const { enabledBy: sender, method, title, message } = autoMerge;
  await mergePullRequest(context, {
    repository,
    pull,
    sender,
    method,
    title,
    message,
  });
}
