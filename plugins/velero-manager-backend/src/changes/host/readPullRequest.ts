import type { PullRequestStanding } from './ChangeHost';
import type { GitHubClient } from './GitHubClient';
import { isSettled } from './isSettled';

/** A review, as far as it decides. @internal */
export interface Review {
  user: { login: string } | null;
  state: string;
  commit_id?: string | null;
}

/**
 * Reads how a pull request stands; `unchanged` where it is as of that `etag`,
 * which costs nothing of the rate limit.
 *
 * @remarks
 * The tag is a digest of the answer, in which a review shows by `updated_at`
 * alone, and that counts seconds: of two reviews in one second the second one
 * changes nothing. So no tag is given out before the pull request has settled.
 *
 * @throws HostError
 * @internal
 */
export async function readPullRequest(options: {
  client: GitHubClient;
  number: number;
  etag: string | null;
  signal?: AbortSignal;
}): Promise<PullRequestStanding | 'unchanged'> {
  const { client, number, etag, signal } = options;
  const at = { ...client.repository, pull_number: number };
  const purpose = `look at pull request #${number}`;
  const pull = await client.read({ purpose, signal }, octokit =>
    octokit.rest.pulls
      .get({ ...at, headers: etag ? { 'if-none-match': etag } : {} })
      .catch(error => {
        if (error.status === 304) {
          return 'unchanged' as const;
        }
        throw error;
      }),
  );
  if (pull === 'unchanged') {
    return 'unchanged';
  }
  const reviews: Review[] = await client.read(
    { purpose: `read the reviews of pull request #${number}`, signal },
    octokit =>
      octokit.paginate(octokit.rest.pulls.listReviews, {
        ...at,
        per_page: 100,
      }),
  );
  const { data, headers } = pull;
  return {
    state: standingOf(data),
    mergedAt: toDate(data.merged_at),
    closedAt: toDate(data.closed_at),
    approvers: approversOf(reviews, {
      head: data.head.sha,
      author: data.user.login,
    }),
    etag: isSettled(headers.date, data.updated_at)
      ? headers.etag ?? null
      : null,
  };
}

/**
 * Who approves of the newest commit: the last word of each counts, and comments
 * are none. The author of a pull request does not approve of it.
 *
 * @internal
 */
export function approversOf(
  reviews: Review[],
  pull: { head: string; author: string },
): string[] {
  const lastWords = new Map<string, Review>();
  for (const review of reviews) {
    if (
      review.user &&
      review.state !== 'COMMENTED' &&
      review.state !== 'PENDING'
    ) {
      lastWords.set(review.user.login, review);
    }
  }
  return [...lastWords]
    .filter(
      ([login, { state, commit_id: commit }]) =>
        state === 'APPROVED' && commit === pull.head && login !== pull.author,
    )
    .map(([login]) => login);
}

function standingOf(pull: {
  merged_at: string | null;
  state: string;
}): PullRequestStanding['state'] {
  if (pull.merged_at !== null) {
    return 'merged';
  }
  return pull.state === 'closed' ? 'closed' : 'open';
}

function toDate(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
