import { HostContext } from '../HostContext';
import { HostError } from '../HostError';
import { PullRequestUse } from '../pulls/closePullRequest';
import { mergePullRequest } from '../pulls/mergePullRequest';
import { PullRequest } from '../pulls/PullRequest';
import { reviewPullRequest } from '../pulls/reviewPullRequest';
import { updatePullRequest } from '../pulls/updatePullRequest';
import { HostedRepository } from '../repositories/HostedRepository';

const EVENTS: Record<string, 'APPROVE' | 'REQUEST_CHANGES' | 'COMMENT'> = {
  approve: 'APPROVE',
  'request-changes': 'REQUEST_CHANGES',
  comment: 'COMMENT',
};

/**
 * Does what a form of a pull request's page asks for, as the user chosen on
 * it. The caller holds the repository's lock.
 *
 * @throws HostError for what the API would refuse too, and where the head is
 * no longer the one that was read
 * @internal
 */
export async function actOnPull(
  context: HostContext,
  target: { repository: HostedRepository; pull: PullRequest },
  form: URLSearchParams,
): Promise<void> {
  const { repository, pull } = target;
  const account = context.accounts.find(form.get('user') ?? '');
  if (account?.type !== 'User') throw HostError.notFound('No such user.');
  const action = form.get('action') ?? '';
  const event = EVENTS[action];
  repository.requireRight({ account }, event ? 'read' : 'write');
  if (form.get('sha') !== pull.head.sha) {
    throw HostError.conflict(
      'The branch has moved since you opened this page. Read it again first.',
    );
  }
  const use: PullRequestUse = { repository, pull, sender: account };
  if (event) {
    const body = form.get('body') ?? '';
    await reviewPullRequest(context, use, { event, body });
  } else if (action === 'merge' || action === 'squash') {
    await mergePullRequest(context, { ...use, method: action });
  } else if (action === 'close') {
    await updatePullRequest(context, use, { state: 'closed' });
  } else {
    throw HostError.unprocessable(`'${action}' is no action.`);
  }
}
