export type {
  ChangeHost,
  HostProblem,
  HostResult,
  OpenChange,
  Proposal,
  Proposed,
  PullRequestStanding,
} from './ChangeHost';
export { GitHubChangeHost } from './GitHubChangeHost';
export type {
  ChangeList,
  ChangeReview,
  CommitStatus,
  ListedChange,
  ReviewHost,
} from './ReviewHost';
