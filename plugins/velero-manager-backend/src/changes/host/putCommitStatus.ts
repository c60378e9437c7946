import type { GitHubClient } from './GitHubClient';
import type { CommitStatus } from './ReviewHost';

/**
 * Has a commit carry a status. GitHub keeps every one that is posted, a
 * thousand at most of a commit and context, so one that stands is not repeated.
 *
 * @throws HostError
 * @internal
 */
export async function putCommitStatus(options: {
  client: GitHubClient;
  status: CommitStatus;
  signal?: AbortSignal;
}): Promise<'posted' | 'unchanged'> {
  const { client, status, signal } = options;
  const { head, context, state, description, url } = status;
  const { data } = await client.read(
    { purpose: `read the statuses of commit ${head.slice(0, 7)}`, signal },
    octokit =>
      octokit.rest.repos.getCombinedStatusForRef({
        ...client.repository,
        ref: head,
        per_page: 100,
      }),
  );
  const known = data.statuses.find(one => one.context === context);
  if (
    known &&
    known.state === state &&
    known.description === description &&
    (known.target_url || null) === url
  ) {
    return 'unchanged';
  }
  await client.write(
    {
      purpose: `post the status '${context}' of commit ${head.slice(0, 7)}`,
      signal,
    },
    octokit =>
      octokit.rest.repos.createCommitStatus({
        ...client.repository,
        sha: head,
        ...{ context, state, description },
        ...(url === null ? {} : { target_url: url }),
      }),
  );
  return 'posted';
}
