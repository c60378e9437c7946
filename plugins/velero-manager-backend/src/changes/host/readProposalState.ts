import type { GitHubClient } from './GitHubClient';

/** An open pull request of the branch. @internal */
export interface OpenPull {
  number: number;
  url: string;
  body: string;
  labels: string[];
  /** Whether people were asked to review it, or did already. */
  hasReviewers: boolean;
}

/** What stands at the host of a change. @internal */
export interface ProposalState {
  /** Commit of the branch of the change; `null` where there is none. */
  head: string | null;
  pull: OpenPull | null;
}

const QUERY = `query ($owner: String!, $repo: String!, $ref: String!, $branch: String!, $base: String!) {
  repository(owner: $owner, name: $repo) {
    isArchived
    ref(qualifiedName: $ref) { target { oid } }
    pullRequests(headRefName: $branch, baseRefName: $base, states: [OPEN], first: 20) {
      nodes {
        number
        url
        body
        isCrossRepository
        labels(first: 50) { nodes { name } }
        reviewRequests(first: 1) { totalCount }
        reviews(first: 1) { totalCount }
      }
    }
  }
}`;

interface Answer {
  repository: {
    isArchived: boolean;
    ref: { target: { oid: string } | null } | null;
    pullRequests: {
      nodes: {
        number: number;
        url: string;
        body: string;
        isCrossRepository: boolean;
        labels: { nodes: { name: string }[] } | null;
        reviewRequests: { totalCount: number } | null;
        reviews: { totalCount: number } | null;
      }[];
    };
  };
}

/**
 * Reads in one call what stands of a change. Pull requests from forks have
 * branches of the same name and are none of ours.
 *
 * @throws HostError
 * @internal
 */
export async function readProposalState(options: {
  client: GitHubClient;
  branch: string;
  base: string;
  purpose: string;
}): Promise<ProposalState> {
  const { client, branch, base, purpose } = options;
  const { repository } = await client.read({ purpose }, octokit =>
    octokit.graphql<Answer>(QUERY, {
      ...client.repository,
      ref: `refs/heads/${branch}`,
      branch,
      base,
    }),
  );
  if (repository.isArchived) {
    throw client.problem(
      'archived',
      'The config repository is archived: nothing can be proposed to it',
    );
  }
  const pull = repository.pullRequests.nodes.find(
    node => !node.isCrossRepository,
  );
  return {
    head: repository.ref?.target?.oid ?? null,
    pull: pull
      ? {
          number: pull.number,
          url: pull.url,
          body: pull.body,
          labels: pull.labels?.nodes.map(({ name }) => name) ?? [],
          hasReviewers:
            (pull.reviewRequests?.totalCount ?? 0) +
              (pull.reviews?.totalCount ?? 0) >
            0,
        }
      : null,
  };
}
