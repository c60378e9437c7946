import { Account } from '../accounts/Account';
import { NO_SHA } from '../git/GitRepository';
import { HostContext } from '../HostContext';
import { HostError } from '../HostError';
import { followBranch } from '../pulls/followBranch';
import { BranchProtection, needsPullRequest } from './BranchProtection';
import { HostedRepository } from './HostedRepository';

/** A ref's way from one object to another. @internal */
export interface RefMove {
  repository: HostedRepository;
  /** In full: `refs/heads/main`. */
  ref: string;
  before: string;
  after: string;
  sender: Account;
}

const BRANCH = 'refs/heads/';

/**
 * Why a branch's protection refuses a move.
 * https://docs.github.com/repositories/configuring-branches-and-merges-in-your-repository/managing-protected-branches/about-protected-branches
 *
 * @returns undefined where it is allowed
 * @internal
 */
export async function refusalOfMove(
  move: RefMove,
): Promise<string | undefined> {
  const { repository, ref, sender } = move;
  const branch = ref.startsWith(BRANCH) ? ref.slice(BRANCH.length) : '';
  const protection = repository.protectionFor(sender, branch);
  const refusal = protection && (await violationOf(move, protection));
  return refusal && protection.toldAs === 'ruleset'
    ? `Repository rule violations found\n\n${refusal}\n\n`
    : refusal;
}

async function violationOf(
  { repository, before, after }: RefMove,
  protection: BranchProtection,
): Promise<string | undefined> {
  if (before === NO_SHA) {
    return protection.blockCreations
      ? 'Cannot create ref due to creations being restricted.'
      : undefined;
  }
  if (after === NO_SHA) return 'Cannot delete this protected branch';
  if (needsPullRequest(protection)) {
    return 'Changes must be made through a pull request.';
  }
  return (await repository.git.isAncestor(before, after))
    ? undefined
    : 'Cannot force-push to this protected branch';
}

/**
 * Moves a ref if it is still where the caller saw it, and does what follows
 * from it. The caller holds the repository's lock.
 *
 * @throws HostError 422 where protection or Git refuses
 * @internal
 */
export async function moveRef(
  context: HostContext,
  move: RefMove,
): Promise<void> {
  const refusal = await refusalOfMove(move);
  if (refusal) throw HostError.unprocessable(refusal);
  const { repository, ref, before, after } = move;
  if (!(await repository.git.updateRef(ref, before, after))) {
    throw HostError.unprocessable('Reference cannot be updated');
  }
  await refMoved(context, move);
}

/**
 * What follows from a ref that was moved, here or by `git push`.
 *
 * @internal
 */
export async function refMoved(
  context: HostContext,
  move: RefMove,
): Promise<void> {
  const { repository, ref, before, after, sender } = move;
  repository.pushedAt = context.now();
  context.events.emit({ type: 'push', repository, ref, before, after, sender });
  if (ref.startsWith(BRANCH)) await followBranch(context, move);
}
