import type { GitHubClient } from './GitHubClient';
import { isSettled } from './isSettled';
import type { ChangeList, ListedChange } from './ReviewHost';

/** GitHub gives no more in one page. */
const PAGE = 100;

/**
 * Lists the open pull requests to the base branch, those of forks too;
 * `unchanged` where the list is as of that `etag`, which costs nothing of the
 * rate limit.
 *
 * @remarks
 * The tag is a digest of one page, so none is given out where there are more.
 *
 * @throws HostError
 * @internal
 */
export async function listOpenPulls(options: {
  client: GitHubClient;
  base: string;
  etag: string | null;
  signal?: AbortSignal;
}): Promise<ChangeList | 'unchanged'> {
  const { client, base, etag, signal } = options;
  const changes: ListedChange[] = [];
  let tag: string | null = null;
  for (let page = 1; ; page += 1) {
    const headers = page === 1 && etag ? { 'if-none-match': etag } : {};
    const answer = await client.read(
      { purpose: 'list open pull requests', signal },
      octokit =>
        octokit.rest.pulls
          .list({
            ...client.repository,
            ...{ state: 'open', base, sort: 'created', direction: 'asc' },
            ...{ per_page: PAGE, page, headers },
          })
          .catch(error => {
            if (error.status === 304) {
              return 'unchanged' as const;
            }
            throw error;
          }),
    );
    if (answer === 'unchanged') {
      return 'unchanged';
    }
    const { date, etag: ofPage = null } = answer.headers;
    changes.push(
      ...answer.data.map(pull => ({
        number: pull.number,
        head: pull.head.sha,
        url: pull.html_url,
        version: `${pull.head.sha} ${pull.updated_at}`,
        isSettled: isSettled(date, pull.updated_at),
      })),
    );
    tag = page === 1 ? ofPage : null;
    if (answer.data.length < PAGE) {
      break;
    }
  }
  const isQuiet = changes.every(change => change.isSettled);
  return { changes, etag: isQuiet ? tag : null };
}
