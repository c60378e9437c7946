import { Account } from '../accounts/Account';
import { HostContext } from '../HostContext';
import { HostError } from '../HostError';
import { HostedRepository } from '../repositories/HostedRepository';
import { pointPullRef } from './pointPullRef';
import { PullRequest } from './PullRequest';

/** What a pull request is made of. @internal */
export interface PullRequestInput {
  title: string;
  body: string | null;
  /** `branch` or `owner:branch`. */
  head: string;
  base: string;
  isDraft: boolean;
}

/**
 * Opens a pull request. The caller holds the repository's lock.
 *
 * @throws HostError 422 in the cases of
 * https://docs.github.com/rest/pulls/pulls#create-a-pull-request
 * @internal
 */
export async function createPullRequest(
  context: HostContext,
  use: { repository: HostedRepository; sender: Account },
  input: PullRequestInput,
): Promise<PullRequest> {
  const { repository, sender } = use;
  const [base, head] = await Promise.all([
    requireBranch(repository, 'base', input.base),
    requireBranch(repository, 'head', headBranch(repository, input.head)),
  ]);
  await refuseEmptyOrTwin(repository, base, head);
  const now = context.now();
  const pull: PullRequest = {
    id: context.nextId(),
    number: repository.pulls.length + 1,
    title: input.title,
    body: input.body,
    author: sender,
    isDraft: input.isDraft,
    state: 'open',
    createdAt: now,
    updatedAt: now,
    closedAt: null,
    merged: null,
    base,
    head,
    labels: [],
    requestedUsers: [],
    requestedTeams: [],
    reviews: [],
    comments: [],
    autoMerge: null,
  };
  repository.pulls.push(pull);
  await pointPullRef(repository, pull);
  context.events.emit({ type: 'pull_request', action: 'opened', pull, ...use });
  return pull;
}

/** The branch of a head, which may be written with the owner before it. */
export function headBranch(repository: HostedRepository, head: string): string {
  const [owner, ...rest] = head.split(':');
  if (rest.length === 0) return head;
  if (owner.toLowerCase() !== repository.owner.login.toLowerCase()) {
    throw invalid('head'); // there are no forks here
  }
  return rest.join(':');
}

async function requireBranch(
  repository: HostedRepository,
  field: 'base' | 'head',
  branch: string,
) {
  const found = await repository.git.readRef(`refs/heads/${branch}`);
  if (!found) throw invalid(field);
  return { ref: branch, sha: found.sha };
}

async function refuseEmptyOrTwin(
  repository: HostedRepository,
  base: PullRequest['base'],
  head: PullRequest['head'],
): Promise<void> {
  const twin = repository.pulls.find(
    pull =>
      pull.state === 'open' &&
      pull.head.ref === head.ref &&
      pull.base.ref === base.ref,
  );
  const name = `${repository.owner.login}:${head.ref}`;
  if (twin) throw refused(`A pull request already exists for ${name}.`);
  const { git } = repository;
  if (!(await git.mergeBase(base.sha, head.sha))) {
    throw refused(
      `The ${head.ref} branch has no history in common with ${base.ref}`,
    );
  }
  if (await git.isAncestor(head.sha, base.sha)) {
    throw refused(`No commits between ${base.ref} and ${head.ref}`);
  }
}

function refused(message: string): HostError {
  return HostError.validationFailed([
    { resource: 'PullRequest', code: 'custom', message },
  ]);
}

function invalid(field: string): HostError {
  return HostError.validationFailed([
    { resource: 'PullRequest', field, code: 'invalid' },
  ]);
}
