import { Account } from '../accounts/Account';
import { formatTime } from '../git/parseCommit';
import { isSafePath, writeTree } from '../git/writeTree';
import { HostContext } from '../HostContext';
import { HostError } from '../HostError';
import { webFlow } from '../pulls/mergePullRequest';
import { HostedRepository } from './HostedRepository';
import { moveRef } from './moveRef';

/** Files to put and to remove in one commit. @internal */
export interface FileCommit {
  branch: string;
  /** Where the branch must be now. */
  expectedHead: string;
  message: string;
  additions: Array<{ path: string; content: Buffer }>;
  deletions: string[];
}

/**
 * Commits files to a branch in one step, as `createCommitOnBranch` does: the
 * host commits for the user and vouches for the commit.
 * https://docs.github.com/graphql/reference/mutations#createcommitonbranch
 *
 * @returns the sha of the commit
 * @throws HostError `STALE_DATA` where the branch is elsewhere
 * @internal
 */
export async function commitFiles(
  context: HostContext,
  use: { repository: HostedRepository; sender: Account },
  input: FileCommit,
): Promise<string> {
  const { repository, sender } = use;
  const { git } = repository;
  const ref = `refs/heads/${input.branch}`;
  const before = (await git.readRef(ref))?.sha;
  if (!before) throw HostError.notFound(`No such branch '${input.branch}'`);
  if (before !== input.expectedHead) {
    throw HostError.staleData(input.expectedHead);
  }
  const parent = await git.readCommit(before);
  if (!parent) throw HostError.staleData(input.expectedHead);
  await refusePaths(repository, parent.tree, input);
  const tree = await writeTree(git, parent.tree, [
    ...input.deletions.map(path => ({ path })),
    ...(await Promise.all(
      input.additions.map(async ({ path, content }) => ({
        path,
        sha: await git.writeBlob(content),
      })),
    )),
  ]);
  const now = context.now();
  const { name, email } = sender;
  const after = await git.writeCommit({
    tree,
    parents: [before],
    author: { name, email, date: formatTime(now) },
    committer: webFlow(now),
    message: input.message,
  });
  context.verifiedCommits.add(after);
  await moveRef(context, { repository, ref, before, after, sender });
  return after;
}

async function refusePaths(
  { git }: HostedRepository,
  tree: string,
  { additions, deletions }: FileCommit,
): Promise<void> {
  const paths = [...additions.map(({ path }) => path), ...deletions];
  const unsafe = paths.find(path => !isSafePath(path));
  if (unsafe !== undefined) {
    throw HostError.unprocessable(
      `A path was requested that is invalid: "${unsafe}"`,
    );
  }
  const missing = await Promise.all(
    deletions.map(async path =>
      (await git.read(`${tree}:${path}`)) ? [] : [path],
    ),
  );
  const [path] = missing.flat();
  if (path !== undefined) {
    throw HostError.unprocessable(
      `A path was requested for deletion which does not exist as of commit oid: "${path}"`,
    );
  }
}
