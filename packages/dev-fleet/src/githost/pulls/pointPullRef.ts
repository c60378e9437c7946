import { HostedRepository } from '../repositories/HostedRepository';
import { PullRequest } from './PullRequest';

/**
 * Lets `refs/pull/<number>/head` point to the head, so that it can be fetched
 * after the branch is gone.
 * https://docs.github.com/pull-requests/collaborating-with-pull-requests/reviewing-changes-in-pull-requests/checking-out-pull-requests-locally
 *
 * @internal
 */
export async function pointPullRef(
  repository: HostedRepository,
  { number, head }: PullRequest,
): Promise<void> {
  await repository.git.git([
    'update-ref',
    `refs/pull/${number}/head`,
    head.sha,
  ]);
}
