import { Account } from '../accounts/Account';

/** How a check went. @public */
export type StatusState = 'error' | 'failure' | 'pending' | 'success';

/** What a check said of a commit. @public */
export interface CommitStatus {
  id: number;
  sha: string;
  state: StatusState;
  context: string;
  description: string | null;
  targetUrl: string | null;
  creator: Account;
  createdAt: Date;
}

/**
 * The newest status of each context.
 *
 * @param statuses - of one commit, oldest first
 * @internal
 */
export function newestStatuses(statuses: CommitStatus[]): CommitStatus[] {
  const newest = new Map(statuses.map(status => [status.context, status]));
  return [...newest.values()];
}

/**
 * One state for all contexts: a failure outweighs what is pending, that a
 * success; without any status a commit is pending.
 * https://docs.github.com/rest/commits/statuses#get-the-combined-status-for-a-specific-reference
 *
 * @internal
 */
export function combineStates(
  statuses: CommitStatus[],
): 'failure' | 'pending' | 'success' {
  const states = newestStatuses(statuses).map(({ state }) => state);
  if (states.some(state => state === 'failure' || state === 'error')) {
    return 'failure';
  }
  return states.length === 0 || states.includes('pending')
    ? 'pending'
    : 'success';
}
