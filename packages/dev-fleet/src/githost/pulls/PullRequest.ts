import { Account, Team } from '../accounts/Account';
import { Label } from '../repositories/Label';

/** What a review says. @public */
export type ReviewState =
  | 'APPROVED'
  | 'CHANGES_REQUESTED'
  | 'COMMENTED'
  | 'DISMISSED';

/** A review of a pull request. @public */
export interface Review {
  id: number;
  author: Account;
  body: string;
  state: ReviewState;
  /** The head when it was given. */
  commit: string;
  submittedAt: Date;
}

/** A comment below a pull request. @public */
export interface PullComment {
  id: number;
  author: Account;
  body: string;
  createdAt: Date;
}

/** How a pull request gets into its base; others are refused. @public */
export type MergeMethod = 'merge' | 'squash';

/** The wish that a pull request be merged as soon as it may be. @public */
export interface AutoMerge {
  enabledBy: Account;
  enabledAt: Date;
  method: MergeMethod;
  title: string | null;
  message: string | null;
}

/** One end of a pull request. @public */
export interface PullEnd {
  /** Branch. */
  ref: string;
  sha: string;
}

/** A pull request within one repository. @public */
export interface PullRequest {
  readonly id: number;
  readonly number: number;
  title: string;
  body: string | null;
  readonly author: Account;
  isDraft: boolean;
  state: 'open' | 'closed';
  readonly createdAt: Date;
  updatedAt: Date;
  closedAt: Date | null;
  merged: { at: Date; by: Account; sha: string } | null;
  base: PullEnd;
  head: PullEnd;
  labels: Label[];
  requestedUsers: Account[];
  requestedTeams: Team[];
  readonly reviews: Review[];
  readonly comments: PullComment[];
  autoMerge: AutoMerge | null;
}
