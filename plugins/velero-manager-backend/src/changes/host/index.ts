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
