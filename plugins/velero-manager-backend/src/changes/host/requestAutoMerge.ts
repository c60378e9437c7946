import type { GitHubClient } from './GitHubClient';
import { isRefusal } from './isRefusal';
import { readRequiredChecks } from './readRequiredChecks';

/** Whether a pull request will be merged by the host, and why not. @internal */
export interface AutoMerge {
  mergesItself: boolean;
  /** What did not succeed. */
  notes: string[];
}

const QUERY = `query ($owner: String!, $repo: String!, $number: Int!) {
  repository(owner: $owner, name: $repo) {
    autoMergeAllowed
    mergeCommitAllowed
    squashMergeAllowed
    pullRequest(number: $number) {
      id
      headRefOid
      autoMergeRequest { enabledAt }
    }
  }
}`;

const MUTATION = `mutation ($input: EnablePullRequestAutoMergeInput!) {
  enablePullRequestAutoMerge(input: $input) { clientMutationId }
}`;

interface Answer {
  repository: {
    autoMergeAllowed: boolean;
    mergeCommitAllowed: boolean;
    squashMergeAllowed: boolean;
    pullRequest: {
      id: string;
      headRefOid: string;
      autoMergeRequest: { enabledAt: string | null } | null;
    };
  };
}

/** GitHub has nothing to wait for where every check is green already. */
const NOTHING_TO_WAIT_FOR = /clean status/i;

/**
 * Has GitHub merge a pull request as soon as its base branch lets it, but only
 * where that branch requires the check that the policy is: nothing else would
 * hold the merge until the policy agrees. One that may be merged at this very
 * moment is merged, by the same rules of the branch.
 *
 * @throws HostError where it was not refused, but could not be asked
 * @internal
 */
export async function requestAutoMerge(options: {
  client: GitHubClient;
  base: string;
  number: number;
  /** Name of the check that has to be required. */
  check: string;
}): Promise<AutoMerge> {
  const { client, base, number, check } = options;
  try {
    const required = await readRequiredChecks({ client, branch: base });
    if (!required.has(check)) {
      return refused(
        `the branch '${base}' does not require the check '${check}', so nothing would hold it until the policy agrees`,
      );
    }
    const { repository } = await client.read(
      { purpose: `look at pull request #${number}` },
      octokit =>
        octokit.graphql<Answer>(QUERY, { ...client.repository, number }),
    );
    if (repository.pullRequest.autoMergeRequest) {
      return { mergesItself: true, notes: [] };
    }
    return repository.autoMergeAllowed
      ? await enable(client, number, repository)
      : refused('the repository does not allow auto-merge');
  } catch (error) {
    if (!isRefusal(error)) {
      throw error;
    }
    return refused(
      error.problem.message[0].toLowerCase() + error.problem.message.slice(1),
    );
  }
}

async function enable(
  client: GitHubClient,
  number: number,
  repository: Answer['repository'],
): Promise<AutoMerge> {
  const { id, headRefOid } = repository.pullRequest;
  const method = methodOf(repository);
  try {
    await client.write(
      { purpose: `have pull request #${number} merged by itself` },
      octokit =>
        octokit.graphql(MUTATION, {
          input: {
            pullRequestId: id,
            expectedHeadOid: headRefOid,
            mergeMethod: method.toUpperCase(),
          },
        }),
    );
  } catch (error) {
    if (!isRefusal(error) || !NOTHING_TO_WAIT_FOR.test(error.problem.message)) {
      throw error;
    }
    await client.write({ purpose: `merge pull request #${number}` }, octokit =>
      octokit.rest.pulls.merge({
        ...client.repository,
        pull_number: number,
        sha: headRefOid,
        merge_method: method,
      }),
    );
  }
  return { mergesItself: true, notes: [] };
}

function methodOf(
  allowed: Pick<
    Answer['repository'],
    'mergeCommitAllowed' | 'squashMergeAllowed'
  >,
): 'merge' | 'squash' | 'rebase' {
  if (allowed.mergeCommitAllowed) return 'merge';
  return allowed.squashMergeAllowed ? 'squash' : 'rebase';
}

function refused(why: string): AutoMerge {
  return { mergesItself: false, notes: [`It does not merge itself: ${why}.`] };
}
