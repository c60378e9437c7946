import { HostContext } from '../HostContext';
import { HostError } from '../HostError';
import { closePullRequest, PullRequestUse } from './closePullRequest';
import { PullRequest } from './PullRequest';

/** What of a pull request is to change. @internal */
export interface PullRequestPatch {
  title?: string;
  body?: string | null;
  state?: 'open' | 'closed';
  /** Branch. */
  base?: string;
}

/**
 * Changes title, description, base or state. The caller holds the
 * repository's lock.
 *
 * @throws HostError 422 in the cases of
 * https://docs.github.com/rest/pulls/pulls#update-a-pull-request
 * @internal
 */
export async function updatePullRequest(
  context: HostContext,
  use: PullRequestUse,
  patch: PullRequestPatch,
): Promise<void> {
  const { repository, pull } = use;
  const base = patch.base
    ? await repository.git.readRef(`refs/heads/${patch.base}`)
    : undefined;
  if (patch.base && !base) {
    throw HostError.validationFailed([
      { resource: 'PullRequest', field: 'base', code: 'invalid' },
    ]);
  }
  if (patch.base && base) pull.base = { ref: patch.base, sha: base.sha };
  const isEdited =
    base !== undefined || patch.title !== undefined || patch.body !== undefined;
  Object.assign(pull, {
    title: patch.title ?? pull.title,
    body: patch.body === undefined ? pull.body : patch.body,
    updatedAt: context.now(),
  });
  if (isEdited) {
    context.events.emit({ type: 'pull_request', action: 'edited', ...use });
  }
  if (patch.state && patch.state !== pull.state) {
    if (patch.state === 'closed') closePullRequest(context, use);
    else await reopen(context, use);
  }
}

async function reopen(
  context: HostContext,
  use: PullRequestUse,
): Promise<void> {
  const { repository, pull } = use;
  const { git, pulls } = repository;
  const head = await git.readRef(`refs/heads/${pull.head.ref}`);
  const base = await git.readRef(`refs/heads/${pull.base.ref}`);
  if (pull.merged || !head || !base || pulls.some(isOpenTwinOf(pull))) {
    throw HostError.validationFailed([
      {
        resource: 'PullRequest',
        field: 'state',
        code: 'custom',
        message: 'state cannot be changed.',
      },
    ]);
  }
  pull.state = 'open';
  pull.closedAt = null;
  pull.head.sha = head.sha;
  pull.base.sha = base.sha;
  context.events.emit({ type: 'pull_request', action: 'reopened', ...use });
}

function isOpenTwinOf(pull: PullRequest): (other: PullRequest) => boolean {
  return other =>
    other !== pull &&
    other.state === 'open' &&
    other.head.ref === pull.head.ref &&
    other.base.ref === pull.base.ref;
}
