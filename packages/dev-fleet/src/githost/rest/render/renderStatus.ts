import { formatTime } from '../../git/parseCommit';
import { HostContext } from '../../HostContext';
import { CommitStatus } from '../../repositories/CommitStatus';
import { HostedRepository } from '../../repositories/HostedRepository';
import { nodeId } from '../nodeId';
import { renderAccount } from './renderAccount';
import { repositoryUrl } from './renderRepository';

/** The API's schema `simple-commit-status`. @internal */
export function renderSimpleStatus(
  context: HostContext,
  repository: HostedRepository,
  status: CommitStatus,
) {
  const at = formatTime(status.createdAt);
  const url = repositoryUrl(context, repository);
  return {
    url: `${url}/statuses/${status.sha}`,
    avatar_url: renderAccount(context, status.creator).avatar_url,
    id: status.id,
    node_id: nodeId('status', status.id),
    state: status.state,
    description: status.description,
    target_url: status.targetUrl,
    context: status.context,
    created_at: at,
    updated_at: at,
  };
}

/** The API's schema `status`. @internal */
export function renderStatus(
  context: HostContext,
  repository: HostedRepository,
  status: CommitStatus,
) {
  return {
    ...renderSimpleStatus(context, repository, status),
    creator: renderAccount(context, status.creator),
  };
}
