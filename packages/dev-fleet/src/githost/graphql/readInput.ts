import { Right } from '../accounts/Account';
import { HostError } from '../HostError';
import { PullRequestUse } from '../pulls/closePullRequest';
import { findReviewers, Reviewers } from '../pulls/requestReviewers';
import { HostedRepository } from '../repositories/HostedRepository';
import { Label } from '../repositories/Label';
import { NodeKind, parseNodeId } from '../rest/nodeId';
import { Arguments, textOf, textsOf } from './GraphqlNode';
import { GraphqlScope } from './GraphqlScope';

/** https://docs.github.com/graphql/guides/using-global-node-ids */
function noNode(id: unknown): HostError {
  return HostError.notFound(
    `Could not resolve to a node with the global id of '${String(id)}'`,
  );
}

function numberIn(id: unknown, kind: NodeKind): number {
  const value = parseNodeId(String(id), kind);
  if (value === undefined) throw noNode(id);
  return Number(value);
}

/** The repository of a node id. @throws HostError 404, 403 */
export function repositoryOfId(
  { context, actor }: GraphqlScope,
  id: unknown,
  right: Right,
): HostedRepository {
  const number = numberIn(id, 'repository');
  const found = context.repositories.find(
    repository => repository.id === number,
  );
  if (!found?.rightOf(actor)) throw noNode(id);
  found.requireRight(actor, right);
  return found;
}

/** The pull request of a node id. @throws HostError 404, 403 */
export function pullOfId(
  { context, actor }: GraphqlScope,
  id: unknown,
  right: Right,
): PullRequestUse {
  const number = numberIn(id, 'pull');
  for (const repository of context.repositories) {
    const pull = repository.pulls.find(found => found.id === number);
    if (!pull || !repository.rightOf(actor)) continue;
    repository.requireRight(actor, right);
    return { repository, pull, sender: actor.account };
  }
  throw noNode(id);
}

/** A branch as `CommittableBranch` names it. @throws HostError 404, 403 */
export function branchOf(
  scope: GraphqlScope,
  input: Arguments,
): { repository: HostedRepository; branch: string } {
  const { repositories } = scope.context;
  const id = textOf(input, 'id');
  const [repositoryId, ref = ''] = id
    ? (parseNodeId(id, 'ref') ?? '').split(/:(.*)/)
    : [];
  const name = textOf(input, 'repositoryNameWithOwner')?.toLowerCase();
  const repository = repositories.find(found =>
    id
      ? String(found.id) === repositoryId
      : found.fullName.toLowerCase() === name,
  );
  if (!repository?.rightOf(scope.actor)) {
    throw id
      ? noNode(id)
      : HostError.notFound(
          `Could not resolve to a Repository with the name '${name}'.`,
        );
  }
  repository.requireRight(scope.actor, 'write');
  const branch = id ? ref : textOf(input, 'branchName') ?? '';
  return { repository, branch: branch.replace(/^refs\/heads\//, '') };
}

/** Labels of node ids. @throws HostError 404 */
export function labelsOf(repository: HostedRepository, ids: string[]): Label[] {
  return ids.map(id => {
    const number = numberIn(id, 'label');
    const found = repository.labels.find(label => label.id === number);
    if (!found) throw noNode(id);
    return found;
  });
}

/** Users and teams of node ids. @throws HostError 404, 422 */
export function reviewersOf(
  { context }: GraphqlScope,
  repository: HostedRepository,
  input: Arguments,
): Reviewers {
  const { users, teams } = context.accounts;
  const logins = (textsOf(input, 'userIds') ?? []).map(id => {
    const number = numberIn(id, 'account');
    const user = users.find(found => found.id === number);
    if (!user) throw noNode(id);
    return user.login;
  });
  const slugs = (textsOf(input, 'teamIds') ?? []).map(id => {
    const number = numberIn(id, 'team');
    const team = teams.find(found => found.id === number);
    if (!team) throw noNode(id);
    return team.slug;
  });
  return findReviewers(context, { repository }, { logins, slugs });
}
