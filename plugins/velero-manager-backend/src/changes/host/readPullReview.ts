import { readCommitTrailers } from './commitTrailers';
import type { GitHubClient } from './GitHubClient';
import { approversOf } from './readPullRequest';
import type { ChangeReview } from './ReviewHost';

/**
 * Reads what a policy is decided by. GitHub lists the first 3,000 files and the
 * first 250 commits of a pull request and does not say so: its own counts tell.
 *
 * @throws HostError
 * @internal
 */
export async function readPullReview(options: {
  client: GitHubClient;
  number: number;
  signal?: AbortSignal;
}): Promise<ChangeReview> {
  const { client, number, signal } = options;
  const at = { ...client.repository, pull_number: number };
  const all = { ...at, per_page: 100 };
  const call = (what: string) => ({
    purpose: `${what} pull request #${number}`,
    signal,
  });
  const { data: pull } = await client.read(call('look at'), octokit =>
    octokit.rest.pulls.get(at),
  );
  const reviews = await client.read(call('read the reviews of'), octokit =>
    octokit.paginate(octokit.rest.pulls.listReviews, all),
  );
  const files = await client.read(call('list the files of'), octokit =>
    octokit.paginate(octokit.rest.pulls.listFiles, all),
  );
  const commits = await client.read(call('list the commits of'), octokit =>
    octokit.paginate(octokit.rest.pulls.listCommits, all),
  );
  const author = pull.user?.login ?? '';
  const trailers = commits.map(({ commit }) =>
    readCommitTrailers(commit.message),
  );
  return {
    head: pull.head.sha,
    author,
    paths:
      files.length < pull.changed_files
        ? null
        : files.flatMap(({ filename, previous_filename: former }) =>
            former ? [filename, former] : [filename],
          ),
    approvers: approversOf(reviews, { head: pull.head.sha, author }),
    committers: [
      ...commits.flatMap(commit => [
        loginOf(commit.author),
        loginOf(commit.committer),
      ]),
      ...(commits.length < pull.commits ? [null] : []),
    ],
    requests: trailers.flatMap(one =>
      one ? [{ change: one.change, requester: one.requester }] : [],
    ),
  };
}

/** GitHub gives an empty object, or nothing, for whom it does not know. */
function loginOf(account: object | null | undefined): string | null {
  return account &&
    'login' in account &&
    typeof account.login === 'string' &&
    account.login !== ''
    ? account.login
    : null;
}
