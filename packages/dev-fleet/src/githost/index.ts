export type {
  Account,
  AppOptions,
  Right,
  Team,
  TeamOptions,
  UserOptions,
} from './accounts/Account';
export type { AccountOptions } from './accounts/AccountDirectory';
export type { HostCall } from './CallLog';
export { createHostRouter } from './createHostRouter';
export { GitHost } from './GitHost';
export type { GitHostOptions } from './GitHost';
export type { HostEvent, PullRequestAction } from './HostEvents';
export { HostEvents } from './HostEvents';
export { HostFaults } from './HostFaults';
export type { HostFault } from './HostFaults';
export type {
  AutoMerge,
  MergeMethod,
  PullComment,
  PullEnd,
  PullRequest,
  Review,
  ReviewState,
} from './pulls/PullRequest';
export type { BranchProtection } from './repositories/BranchProtection';
export type { CommitStatus, StatusState } from './repositories/CommitStatus';
export { HostedRepository } from './repositories/HostedRepository';
export type { Label } from './repositories/Label';
export type { RepositoryOptions } from './repositories/RepositoryOptions';
export type { Annotation, WorkflowRun } from './repositories/WorkflowRun';
export type { Delivery, Webhook } from './webhooks/Webhooks';
export { Webhooks } from './webhooks/Webhooks';
