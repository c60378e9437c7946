import type { GitHubClient } from './GitHubClient';
import { isRefusal } from './isRefusal';

/**
 * Puts labels on a pull request and asks for reviews. Where GitHub refuses
 * (a reviewer who left, a team without access), the pull request stands all the
 * same, and the refusal is a note for whoever proposed it.
 *
 * @returns what did not succeed
 * @throws HostError where it was not refused, but could not be asked
 * @internal
 */
export async function requestAttention(options: {
  client: GitHubClient;
  number: number;
  labels: string[];
  reviewers: string[];
}): Promise<string[]> {
  const { client, number, labels, reviewers } = options;
  const notes: string[] = [];
  const attempt = async (run: () => Promise<unknown>) => {
    try {
      await run();
    } catch (error) {
      if (!isRefusal(error)) {
        throw error;
      }
      notes.push(`${error.problem.message}.`);
    }
  };
  if (labels.length > 0) {
    await attempt(() =>
      client.write({ purpose: 'put labels on the pull request' }, octokit =>
        octokit.rest.issues.addLabels({
          ...client.repository,
          issue_number: number,
          labels,
        }),
      ),
    );
  }
  if (reviewers.length > 0) {
    await attempt(() =>
      client.write({ purpose: 'ask for reviews' }, octokit =>
        octokit.rest.pulls.requestReviewers({
          ...client.repository,
          pull_number: number,
          ...splitReviewers(reviewers),
        }),
      ),
    );
  }
  return notes;
}

/** GitHub takes teams by their name within the organisation. */
function splitReviewers(reviewers: string[]) {
  const teams = reviewers.filter(name => name.includes('/'));
  return {
    reviewers: reviewers.filter(name => !name.includes('/')),
    team_reviewers: teams.map(name => name.slice(name.indexOf('/') + 1)),
  };
}
