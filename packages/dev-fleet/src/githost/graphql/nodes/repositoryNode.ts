import { GitRef } from '../../git/GitRepository';
import { HostError } from '../../HostError';
import { nodeId } from '../../rest/nodeId';
import { repositoryPage } from '../../rest/render/renderRepository';
import { connection } from '../connection';
import { Arguments, field, GraphqlNode, textOf } from '../GraphqlNode';
import { RepositoryScope } from '../GraphqlScope';
import { accountNode } from './accountNode';
import { objectNode } from './objectNode';
import { pullConnection } from './pullConnection';
import { labelNode, pullNode } from './pullNode';
import { refNode } from './refNode';

/** `Repository`. @internal */
export function repositoryNode(scope: RepositoryScope): GraphqlNode {
  const { actor, context, repository } = scope;
  return {
    __typename: 'Repository',
    id: nodeId('repository', repository.id),
    databaseId: repository.id,
    name: repository.name,
    nameWithOwner: repository.fullName,
    description: repository.description,
    url: repositoryPage(context, repository),
    owner: accountNode(scope, repository.owner),
    isPrivate: repository.isPrivate,
    isArchived: repository.isArchived,
    isFork: false,
    createdAt: repository.createdAt.toISOString(),
    pushedAt: repository.pushedAt.toISOString(),
    autoMergeAllowed: true,
    mergeCommitAllowed: true,
    squashMergeAllowed: true,
    rebaseMergeAllowed: false,
    viewerPermission: repository.rightOf(actor)?.toUpperCase() ?? null,
    ...gitFields(scope),
    ...pullFields(scope),
  };
}

function gitFields(scope: RepositoryScope) {
  const { git, defaultBranch } = scope.repository;
  const node = (ref: GitRef | undefined) => (ref ? refNode(scope, ref) : null);
  return {
    defaultBranchRef: async () =>
      node(await git.readRef(`refs/heads/${defaultBranch}`)),
    ref: field(['qualifiedName'], async args => {
      const name = textOf(args, 'qualifiedName') ?? '';
      const found = await Promise.all(
        [name, `refs/heads/${name}`, `refs/tags/${name}`, `refs/${name}`].map(
          candidate => git.readRef(candidate),
        ),
      );
      return node(found.find(ref => ref !== undefined));
    }),
    refs: connection({
      typename: 'RefConnection',
      extra: ['refPrefix', 'query'],
      list: async args => {
        const refs = await git.listRefs(textOf(args, 'refPrefix') ?? 'refs/');
        const query = textOf(args, 'query') ?? '';
        return refs.filter(({ ref }) => ref.includes(query));
      },
      render: ref => refNode(scope, ref),
    }),
    object: field(['expression', 'oid'], async args =>
      objectNode(scope, await readExpression(scope, args)),
    ),
  };
}

/** `main`, `main:folder/file`, or a sha in either place. */
async function readExpression(
  { repository }: RepositoryScope,
  args: Arguments,
) {
  const { git } = repository;
  const oid = textOf(args, 'oid');
  if (oid) return git.read(oid);
  const expression = textOf(args, 'expression') ?? '';
  const [revision, ...path] = expression.split(':');
  const commit = await git.resolveCommit(revision);
  if (!commit) {
    return /^[0-9a-f]{40}$/.test(expression) ? git.read(expression) : undefined;
  }
  return git.read(path.length > 0 ? `${commit}:${path.join(':')}` : commit);
}

function pullFields(scope: RepositoryScope) {
  const { repository } = scope;
  return {
    pullRequest: field(['number'], ({ number }) => {
      const found = repository.pulls.find(pull => pull.number === number);
      if (!found) {
        throw HostError.notFound(
          `Could not resolve to a PullRequest with the number of ${number}.`,
        );
      }
      return pullNode(scope, found);
    }),
    pullRequests: pullConnection(scope),
    label: field(['name'], args => {
      const name = textOf(args, 'name')?.toLowerCase();
      const found = repository.labels.find(
        label => label.name.toLowerCase() === name,
      );
      return found ? labelNode(found) : null;
    }),
    labels: connection({
      typename: 'LabelConnection',
      list: () => repository.labels,
      render: labelNode,
    }),
  };
}
