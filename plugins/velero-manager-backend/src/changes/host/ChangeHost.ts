import type {
  ChangePlan,
  RepositoryPaths,
  RepositorySnapshot,
} from '@velero-manager/backstage-plugin-velero-manager-common';

/**
 * Why a Git host did not do what it was asked: outcomes to reckon with, in
 * words for the person who asked. Never holds a token.
 *
 * @internal
 */
export interface HostProblem {
  reason:
    | 'not_found'
    | 'archived'
    | 'unauthenticated'
    | 'not_permitted'
    | 'rate_limited'
    | 'protected'
    | 'branch_taken'
    | 'stale_pull_request'
    | 'too_large'
    | 'refused'
    | 'timed_out'
    | 'unavailable';
  message: string;
  /** When to try again, for `rate_limited`. */
  retryAfterSeconds?: number;
}

/** What a Git host answered. @internal */
export type HostResult<T> =
  | { ok: true; value: T }
  | { ok: false; problem: HostProblem };

/** A change as it is to stand at the host. @internal */
export interface Proposal {
  /** A new id, taken where the host holds nothing of this change yet. */
  changeId: string;
  /** A function of what the intent is about: the same one finds its own. */
  branch: string;
  plan: ChangePlan;
  /** The files that the plan was made of. */
  snapshot: RepositorySnapshot;
  /** The text of the pull request in Markdown, by the id of the change. */
  describe: (changeId: string) => string;
  /** Whoever asked; recorded in the commit. */
  requester: string;
  /** Users by log-in, and teams as `organisation/team`. */
  reviewers: string[];
  /** Asked for where the policy lets the host merge it, once its checks are green. */
  autoMerge: {
    /** Has to be among the checks that the base branch requires. */
    check: string;
  } | null;
}

/** What became of a proposal. @internal */
export interface Proposed {
  result: 'proposed' | 'updated' | 'already_proposed';
  /** The id in its commits. */
  changeId: string;
  number: number;
  url: string;
  /** Whether the host merges it as soon as the base branch lets it. */
  mergesItself: boolean;
  /** What did not succeed although the pull request stands. */
  notes: string[];
}

/** An open pull request. @internal */
export interface OpenChange {
  number: number;
  url: string;
}

/** A pull request as it stands, for the journey of a change. @internal */
export interface PullRequestStanding {
  state: 'open' | 'merged' | 'closed';
  /** `null` while it is open. */
  mergedAt: Date | null;
  closedAt: Date | null;
  /** Log-ins of those who approve of its newest commit. */
  approvers: string[];
  etag: string | null;
}

/**
 * A config repository at a Git host: read at one revision, changed by pull
 * requests alone. What fails is a value, unless the fault is ours.
 *
 * @remarks
 * Nothing in here is any one host's. An implementation must keep this:
 *
 * - A snapshot is of one commit, and whole: what cannot be read in full is a
 *   problem (`too_large`), not less of it.
 * - `propose` may be cut short after any call and is completed by the next one,
 *   which finds by the branch what stands already: one open pull request a
 *   branch, one commit a plan, and no call more for a hundred files than for one.
 * - Commits that somebody else made are never overwritten (`branch_taken`), and
 *   the base branch changes by the merge of a pull request alone.
 * - Nothing merges itself (`autoMerge`) unless the base branch is read to require
 *   the check that is named: a host that has no required checks, or does not
 *   tell of them, leaves the merge to people and says so in `notes`.
 * - Labels, reviewers and auto-merge that are refused are `notes`: the proposal
 *   stands all the same. That the host could not be asked is a problem.
 * - A rule that keeps the portal itself out (`protected`), a log-in that lacks a
 *   right (`not_permitted`) and a limit that time lifts (`rate_limited`) are told
 *   apart: three different people mend them.
 * - The commit says who asked for it, so that this survives our database.
 * - A message names what was to be done, and no credential.
 *
 * GitLab (merge requests, approval rules, "merge when pipeline succeeds") and
 * Gitea (pull requests, protected branches, auto-merge) have all of it, GitLab
 * with one commit for many files by its commits API, Gitea by its contents API.
 * Plain Git has branches and commits: a proposal there is a branch, which
 * somebody merges by hand; `number` has to come from elsewhere, and
 * {@link ReviewHost} cannot be had.
 *
 * @internal
 */
export interface ChangeHost {
  /** Reads parts of the base branch, all of them at one commit. */
  readSnapshot(
    paths: RepositoryPaths,
    options?: { revision?: string; signal?: AbortSignal },
  ): Promise<HostResult<RepositorySnapshot>>;
  /**
   * The names of the folders that lie directly in some directories, all of them
   * at one commit, in one call for any number of folders; none of a directory
   * that does not exist.
   */
  listFolders(
    directories: string[],
    options: { revision: string; signal?: AbortSignal },
  ): Promise<HostResult<ReadonlyMap<string, string[]>>>;
  /** The open pull request of a branch of the repository's own, if any. */
  findOpenChange(branch: string): Promise<HostResult<OpenChange | null>>;
  /**
   * Brings branch, commit and pull request to what is proposed, from whatever
   * stands at the host: an attempt that was cut short is completed by the next.
   */
  propose(proposal: Proposal): Promise<HostResult<Proposed>>;
  /** @returns `unchanged` where the pull request is still as of that `etag` */
  getChange(
    number: number,
    options?: { etag?: string | null; signal?: AbortSignal },
  ): Promise<HostResult<PullRequestStanding | 'unchanged'>>;
}
