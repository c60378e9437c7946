import type { GitHubClient } from './GitHubClient';
import { LostRaceError } from './HostError';
import type { OpenPull } from './readProposalState';

/**
 * Brings the base into the branch of an open pull request, as GitHub offers
 * beside each.
 *
 * @returns the commit of the branch then
 * @throws HostError `stale_pull_request` where the two conflict
 * @internal
 */
export async function mergeBase(options: {
  client: GitHubClient;
  base: string;
  branch: string;
  /** Commit of the base. */
  revision: string;
  /** Commit of the branch. */
  head: string;
  pull: OpenPull;
}): Promise<string> {
  const { client, base, branch, revision, head, pull } = options;
  try {
    const { data } = await client.write(
      {
        purpose: `merge '${base}' into '${branch}'`,
        lostRace: /merge conflict/i,
      },
      octokit =>
        octokit.rest.repos.merge({
          ...client.repository,
          base: branch,
          head: revision,
          commit_message: `Merge ${base} into ${branch}`,
        }),
    );
    // 204 without a body: the branch holds the base already.
    return data?.sha ?? head;
  } catch (error) {
    if (error instanceof LostRaceError) {
      throw client.problem(
        'stale_pull_request',
        `Pull request #${pull.number} (${pull.url}) can no longer be merged with '${base}'. Close it, then propose again`,
      );
    }
    throw error;
  }
}
