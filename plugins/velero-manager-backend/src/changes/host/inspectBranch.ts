import { type CommitTrailers, readCommitTrailers } from './commitTrailers';
import type { GitHubClient } from './GitHubClient';

/** What a branch holds beyond the base. @internal */
export interface BranchContent {
  /** Of the newest commit of ours; `null` where there is none. */
  trailers: CommitTrailers | null;
  /** Whether the base has moved since the branch was made. */
  isBehind: boolean;
  /** Whether the branch holds anything that the base does not. */
  isAhead: boolean;
  /** Files that differ from where the branch was made. */
  files: { path: string; exists: boolean }[];
}

/** GitHub lists no more files of a comparison than this, and does not say so. */
const MAX_FILES = 300;

/**
 * Compares a branch with the base, and makes sure that nobody but the portal
 * has worked on it. A merge of the base into the branch, which GitHub offers
 * beside each pull request, is nobody's work.
 *
 * @throws HostError
 * @internal
 */
export async function inspectBranch(options: {
  client: GitHubClient;
  branch: string;
  base: string;
  head: string;
}): Promise<BranchContent> {
  const { client, branch, base, head } = options;
  const purpose = `look at the branch '${branch}'`;
  const { data } = await client.read({ purpose }, octokit =>
    octokit.rest.repos.compareCommitsWithBasehead({
      ...client.repository,
      basehead: `${base}...${head}`,
      per_page: 100,
    }),
  );
  const commits = data.commits.filter(({ parents }) => parents.length < 2);
  const trailers = commits.map(({ commit }) =>
    readCommitTrailers(commit.message),
  );
  if (trailers.includes(null)) {
    throw client.problem(
      'branch_taken',
      `The branch '${branch}' holds commits that the portal did not make; it is left alone. Merge, rename or delete it, then propose again`,
    );
  }
  const files = data.files ?? [];
  if (data.ahead_by > data.commits.length || files.length >= MAX_FILES) {
    throw client.problem(
      'too_large',
      `The branch '${branch}' holds too much to be compared. Merge or delete it, then propose again`,
    );
  }
  return {
    trailers: trailers.at(-1) ?? null,
    isBehind: data.behind_by > 0,
    isAhead: data.ahead_by > 0,
    files: files.flatMap(file => [
      { path: file.filename, exists: file.status !== 'removed' },
      ...(file.status === 'renamed' && file.previous_filename
        ? [{ path: file.previous_filename, exists: false }]
        : []),
    ]),
  };
}
