import { Account } from '../accounts/Account';
import { HostContext } from '../HostContext';
import { autoMergeWhereReady } from '../pulls/autoMerge';
import { CommitStatus } from './CommitStatus';
import { HostedRepository } from './HostedRepository';

/**
 * Notes what a check says of a commit. The caller holds the repository's
 * lock.
 *
 * @internal
 */
export async function setCommitStatus(
  context: HostContext,
  use: { repository: HostedRepository; sender: Account },
  input: Omit<CommitStatus, 'id' | 'creator' | 'createdAt'>,
): Promise<CommitStatus> {
  const { repository, sender } = use;
  const status: CommitStatus = {
    ...input,
    id: context.nextId(),
    creator: sender,
    createdAt: context.now(),
  };
  repository.statuses.push(status);
  context.events.emit({ type: 'status', status, ...use });
  await autoMergeWhereReady(context, repository);
  return status;
}
