import { GitRef } from '../../git/GitRepository';
import { nodeId } from '../../rest/nodeId';
import { GraphqlNode } from '../GraphqlNode';
import { RepositoryScope } from '../GraphqlScope';
import { objectNode } from './objectNode';
import { pullConnection } from './pullConnection';
import { repositoryNode } from './repositoryNode';

/** `Ref`. @internal */
export function refNode(scope: RepositoryScope, ref: GitRef): GraphqlNode {
  const { repository } = scope;
  const [, prefix, name] = /^(refs\/[^/]+\/)(.+)$/.exec(ref.ref) ?? [];
  return {
    __typename: 'Ref',
    id: nodeId('ref', `${repository.id}:${ref.ref}`),
    name: name ?? ref.ref,
    prefix: prefix ?? '',
    repository: () => repositoryNode(scope),
    target: async () => objectNode(scope, await repository.git.read(ref.sha)),
    associatedPullRequests: pullConnection(
      scope,
      pull => pull.head.ref === name,
    ),
  };
}
