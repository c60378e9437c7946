import type { HostResult } from './ChangeHost';

/** An open pull request to the base branch, as a list shows it. @internal */
export interface ListedChange {
  number: number;
  /** Its newest commit. */
  head: string;
  url: string;
  /** Differs whenever anything happened to it, a review too. */
  version: string;
  /** Whether nothing can happen to it any more that `version` would not show. */
  isSettled: boolean;
}

/** Open pull requests at one moment. @internal */
export interface ChangeList {
  changes: ListedChange[];
  /** For the next question; `null` where that has to be asked in full. */
  etag: string | null;
}

/** A pull request as far as a policy is decided by it. @internal */
export interface ChangeReview {
  head: string;
  author: string;
  /** With the former paths of what was renamed; `null` where not all are known. */
  paths: string[] | null;
  /** Log-ins of those whose last word approves of `head`. */
  approvers: string[];
  /** Of all its commits; `null` for whom the host knows no log-in. */
  committers: (string | null)[];
  /** What its commits say of who asked for them in the portal. */
  requests: { change: string; requester: string }[];
}

/** What stands beside a commit and may be required for a merge. @internal */
export interface CommitStatus {
  /** Commit. */
  head: string;
  /** Its name, by which a branch requires it. */
  context: string;
  state: 'success' | 'pending' | 'error';
  /** At most 140 characters. */
  description: string;
  /** Where a person reads more. */
  url: string | null;
}

/**
 * The part of a Git host that has reviews and statuses: what it takes to say
 * beside every open pull request whether it may be merged. A host without
 * reviews (plain Git over SSH, say) cannot implement it, and then has no policy.
 *
 * @remarks
 * An implementation must keep this:
 *
 * - Only the last word of a reviewer counts, and only on the newest commit: an
 *   approval of an earlier one, or one that was dismissed, is none.
 * - What it does not know it says to be unknown (`null`), and never leaves out:
 *   paths that it cut off, committers without a log-in, a team that it may not
 *   read (a problem, not an empty list).
 * - A status is bound to a commit, not to a branch: a push has none at first.
 * - A status that stands is not posted again: replicas look by themselves.
 *
 * GitLab has it as approvals and commit statuses; its approvals outlive a push
 * unless the project resets them, so the time of the push decides. Gitea speaks
 * much as GitHub does.
 *
 * @internal
 */
export interface ReviewHost {
  /** @returns `unchanged` where the list is still as of that `etag` */
  listOpenChanges(options?: {
    etag?: string | null;
    signal?: AbortSignal;
  }): Promise<HostResult<ChangeList | 'unchanged'>>;
  readReview(
    number: number,
    options?: { signal?: AbortSignal },
  ): Promise<HostResult<ChangeReview>>;
  /** @param team - as `organisation/team` */
  listTeamMembers(
    team: string,
    options?: { signal?: AbortSignal },
  ): Promise<HostResult<string[]>>;
  /** Whether a user may write to the repository. */
  mayWrite(
    login: string,
    options?: { signal?: AbortSignal },
  ): Promise<HostResult<boolean>>;
  /** Has a commit carry this status; one that stands so already is left alone. */
  putStatus(
    status: CommitStatus,
    options?: { signal?: AbortSignal },
  ): Promise<HostResult<'posted' | 'unchanged'>>;
}
