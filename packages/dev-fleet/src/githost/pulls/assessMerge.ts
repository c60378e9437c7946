import { Account } from '../accounts/Account';
import { combineStates, newestStatuses } from '../repositories/CommitStatus';
import { HostedRepository } from '../repositories/HostedRepository';
import { PullRequest, Review } from './PullRequest';

/** GitHub's `mergeStateStatus`. @internal */
export type MergeState =
  | 'BEHIND'
  | 'BLOCKED'
  | 'CLEAN'
  | 'DIRTY'
  | 'DRAFT'
  | 'UNKNOWN'
  | 'UNSTABLE';

/** Whether a pull request could be merged now. @internal */
export interface MergeAssessment {
  state: MergeState;
  /** Null for a closed one, as on GitHub. */
  mergeable: boolean | null;
  /** What stands in the way, worded as the merge call answers. */
  obstacles: string[];
}

/**
 * Judges whether a pull request may be merged, first match wins: closed,
 * draft, conflicts, protection (reviews, then checks), base moved on, other
 * checks.
 * https://docs.github.com/graphql/reference/enums#mergestatestatus
 *
 * @param by - whose bypass of the protection counts; none: nobody's
 * @internal
 */
export async function assessMerge(
  repository: HostedRepository,
  pull: PullRequest,
  by?: Account,
): Promise<MergeAssessment> {
  if (pull.state === 'closed') {
    return {
      state: 'UNKNOWN',
      mergeable: null,
      obstacles: ['Pull Request is not mergeable'],
    };
  }
  const { base, head } = pull;
  const { git } = repository;
  const tree = await git.mergeTrees(base.sha, head.sha);
  const mergeable = tree !== undefined;
  if (pull.isDraft) {
    const obstacles = ['Pull Request is still a draft'];
    return { state: 'DRAFT', mergeable, obstacles };
  }
  if (!mergeable) {
    const obstacles = ['Pull Request is not mergeable'];
    return { state: 'DIRTY', mergeable, obstacles };
  }
  const obstacles = unmetRules(repository, pull, by);
  if (obstacles.length > 0) return { state: 'BLOCKED', mergeable, obstacles };
  const protection = by
    ? repository.protectionFor(by, base.ref)
    : repository.protectionOf(base.ref);
  if (protection?.strict && !(await git.isAncestor(base.sha, head.sha))) {
    return {
      state: 'BEHIND',
      mergeable,
      obstacles: ['Head branch is out of date with the base branch'],
    };
  }
  const statuses = repository.statusesOf(head.sha);
  const unstable = statuses.length > 0 && combineStates(statuses) !== 'success';
  return { state: unstable ? 'UNSTABLE' : 'CLEAN', mergeable, obstacles: [] };
}

/** @internal */
export function unmetRules(
  repository: HostedRepository,
  pull: PullRequest,
  by?: Account,
): string[] {
  const protection = by
    ? repository.protectionFor(by, pull.base.ref)
    : repository.protectionOf(pull.base.ref);
  if (!protection) return [];
  const { requiredApprovals, requiredStatusChecks = [] } = protection;
  return [
    ...(requiredApprovals === undefined
      ? []
      : unmetReviews(repository, pull, requiredApprovals)),
    ...unmetChecks(repository, pull, requiredStatusChecks),
  ];
}

function unmetReviews(
  repository: HostedRepository,
  pull: PullRequest,
  needed: number,
): string[] {
  const reviews = countingReviews(repository, pull);
  if (reviews.some(({ state }) => state === 'CHANGES_REQUESTED')) {
    return ['Changes were requested by reviewers with write access.'];
  }
  const given = reviews.filter(({ state }) => state === 'APPROVED').length;
  if (given >= needed) return [];
  const reviewsAre = needed === 1 ? 'review is' : 'reviews are';
  return [
    `At least ${needed} approving ${reviewsAre} required by reviewers with write access.`,
  ];
}

function unmetChecks(
  repository: HostedRepository,
  pull: PullRequest,
  required: string[],
): string[] {
  const statuses = newestStatuses(repository.statusesOf(pull.head.sha));
  const unmet = required.flatMap(context => {
    const state = statuses.find(status => status.context === context)?.state;
    return state === 'success' ? [] : [{ context, state }];
  });
  if (unmet.length > 1) {
    return [
      `${unmet.length} of ${required.length} required status checks have not succeeded.`,
    ];
  }
  return unmet.map(({ context, state }) => {
    if (!state) return `Required status check "${context}" is expected.`;
    const is = state === 'pending' ? 'pending' : 'failing';
    return `Required status check "${context}" is ${is}.`;
  });
}

/**
 * The reviews that count: of each reviewer with write access the newest that
 * is more than a comment.
 * https://docs.github.com/pull-requests/collaborating-with-pull-requests/reviewing-changes-in-pull-requests/about-pull-request-reviews
 *
 * @internal
 */
export function countingReviews(
  repository: HostedRepository,
  pull: PullRequest,
): Review[] {
  const newest = new Map<string, Review>();
  for (const review of pull.reviews) {
    if (review.state !== 'COMMENTED') newest.set(review.author.login, review);
  }
  return [...newest.values()].filter(({ author }) => {
    const right = repository.rightOf({ account: author });
    return right === 'write' || right === 'admin';
  });
}

/**
 * GitHub's `reviewDecision`; null where no review is asked for or given.
 *
 * @internal
 */
export function reviewDecision(
  repository: HostedRepository,
  pull: PullRequest,
): 'APPROVED' | 'CHANGES_REQUESTED' | 'REVIEW_REQUIRED' | null {
  const needed = repository.protectionOf(pull.base.ref)?.requiredApprovals;
  const reviews = countingReviews(repository, pull);
  if (reviews.some(({ state }) => state === 'CHANGES_REQUESTED')) {
    return 'CHANGES_REQUESTED';
  }
  const given = reviews.filter(({ state }) => state === 'APPROVED').length;
  if (!needed) return given > 0 ? 'APPROVED' : null;
  return given >= needed ? 'APPROVED' : 'REVIEW_REQUIRED';
}
