import { Account } from '../accounts/Account';
import { formatTime } from '../git/parseCommit';
import { HostContext } from '../HostContext';
import { HostError } from '../HostError';
import { webFlow } from '../pulls/mergePullRequest';
import { HostedRepository } from './HostedRepository';
import { moveRef } from './moveRef';

/**
 * Merges a commit into a branch, as the host itself does beside each pull
 * request ("Update branch"). The caller holds the repository's lock.
 *
 * @returns the sha of the merge; undefined where the branch holds it already
 * @throws HostError 404 for what is not there, 409 where the two conflict:
 * https://docs.github.com/rest/branches/branches#merge-a-branch
 * @internal
 */
export async function mergeIntoBranch(
  context: HostContext,
  use: { repository: HostedRepository; sender: Account },
  input: { base: string; head: string; message?: string },
): Promise<string | undefined> {
  const { repository, sender } = use;
  const { git } = repository;
  const ref = `refs/heads/${input.base}`;
  const before = (await git.readRef(ref))?.sha;
  if (!before) throw HostError.notFound('Base does not exist');
  const head = await git.resolveCommit(input.head);
  if (!head) throw HostError.notFound('Head does not exist');
  if (await git.isAncestor(head, before)) return undefined;
  const tree = await git.mergeTrees(before, head);
  if (!tree) throw HostError.conflict('Merge conflict');
  const now = context.now();
  const { name, email } = sender;
  const after = await git.writeCommit({
    tree,
    parents: [before, head],
    author: { name, email, date: formatTime(now) },
    committer: webFlow(now),
    message: input.message ?? `Merge ${input.head} into ${input.base}`,
  });
  context.verifiedCommits.add(after);
  await moveRef(context, { repository, ref, before, after, sender });
  return after;
}
