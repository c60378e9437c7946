import { RawObject } from '../../git/ObjectReader';
import { Commit, parseCommit, Signature } from '../../git/parseCommit';
import { TreeEntry } from '../../git/TreeEntry';
import {
  combineStates,
  CommitStatus,
  newestStatuses,
} from '../../repositories/CommitStatus';
import { nodeId } from '../../rest/nodeId';
import { repositoryPage } from '../../rest/render/renderRepository';
import { connection } from '../connection';
import { GraphqlNode } from '../GraphqlNode';
import { RepositoryScope } from '../GraphqlScope';
import { accountNode } from './accountNode';

/** Longer texts come cut off, with `isTruncated`. */
const LONGEST_TEXT_BYTES = 512_000;

/** Git itself takes a file for binary by a zero in its first bytes. */
const LOOKED_AT_BYTES = 8_000;

/** `Blob`, `Tree` or `Commit`; null where there is none. @internal */
export function objectNode(
  scope: RepositoryScope,
  object: RawObject | undefined,
): GraphqlNode | null {
  if (object?.type === 'blob') return blobNode(scope, object);
  if (object?.type === 'tree') return treeNode(scope, object.oid);
  return object?.type === 'commit'
    ? commitNode(scope, parseCommit(object.oid, object.content))
    : null;
}

/** What all Git objects have. */
function common(oid: string) {
  return {
    id: nodeId('object', oid),
    oid,
    abbreviatedOid: oid.slice(0, 7),
  };
}

function blobNode(
  _: RepositoryScope,
  { oid, content }: RawObject,
): GraphqlNode {
  const isBinary = content.subarray(0, LOOKED_AT_BYTES).includes(0);
  return {
    __typename: 'Blob',
    ...common(oid),
    byteSize: content.length,
    isBinary,
    isTruncated: content.length > LONGEST_TEXT_BYTES,
    text: isBinary
      ? null
      : content.subarray(0, LONGEST_TEXT_BYTES).toString('utf8'),
  };
}

function treeNode(scope: RepositoryScope, oid: string, path = ''): GraphqlNode {
  return {
    __typename: 'Tree',
    ...common(oid),
    entries: async () => {
      const entries = await scope.repository.git.listTree(oid);
      return entries.map(entry => entryNode(scope, entry, path));
    },
  };
}

function entryNode(
  scope: RepositoryScope,
  entry: TreeEntry,
  folder: string,
): GraphqlNode {
  const name = entry.path;
  const path = folder ? `${folder}/${name}` : name;
  return {
    __typename: 'TreeEntry',
    name,
    path,
    extension: /\.[^.]+$/.exec(name)?.[0] ?? '',
    mode: parseInt(entry.mode, 8),
    type: entry.type,
    oid: entry.sha,
    size: entry.size ?? 0,
    object: async () => {
      if (entry.type === 'tree') return treeNode(scope, entry.sha, path);
      return objectNode(scope, await scope.repository.git.read(entry.sha));
    },
  };
}

/** `Commit`. @internal */
export function commitNode(
  scope: RepositoryScope,
  commit: Commit,
): GraphqlNode {
  const { context, repository } = scope;
  const [headline, ...rest] = commit.message.split('\n');
  const url = `${repositoryPage(context, repository)}/commit/${commit.sha}`;
  const isVerified = context.verifiedCommits.has(commit.sha);
  return {
    __typename: 'Commit',
    ...common(commit.sha),
    message: commit.message,
    messageHeadline: headline,
    messageBody: rest.join('\n').trim(),
    authoredDate: commit.author.date,
    committedDate: commit.committer.date,
    author: personNode(scope, commit.author),
    committer: personNode(scope, commit.committer),
    url,
    commitUrl: url,
    tree: treeNode(scope, commit.tree),
    signature: isVerified
      ? {
          __typename: 'UnknownSignature',
          isValid: true,
          state: 'VALID',
          wasSignedByGitHub: true,
        }
      : null,
    parents: connection({
      typename: 'CommitConnection',
      list: async () => {
        const read = (sha: string) => repository.git.readCommit(sha);
        const parents = await Promise.all(commit.parents.map(read));
        return parents.flatMap(parent => parent ?? []);
      },
      render: parent => commitNode(scope, parent),
    }),
    ...statusFields(scope, commit.sha),
  };
}

function personNode(scope: RepositoryScope, { name, email, date }: Signature) {
  const account = scope.context.accounts.findByEmail(email);
  const user = account?.type === 'User' ? accountNode(scope, account) : null;
  return { __typename: 'GitActor', name, email, date, user };
}

function statusFields(scope: RepositoryScope, sha: string) {
  const all = scope.repository.statusesOf(sha);
  const newest = newestStatuses(all);
  if (newest.length === 0) return { status: null, statusCheckRollup: null };
  const state = combineStates(all).toUpperCase();
  const render = (status: CommitStatus) => statusNode(scope, status);
  return {
    status: {
      __typename: 'Status',
      state,
      contexts: newest.map(render),
    },
    statusCheckRollup: {
      __typename: 'StatusCheckRollup',
      state,
      contexts: connection({
        typename: 'StatusCheckRollupContextConnection',
        list: () => newest,
        render,
      }),
    },
  };
}

function statusNode(scope: RepositoryScope, status: CommitStatus): GraphqlNode {
  return {
    __typename: 'StatusContext',
    id: nodeId('status', status.id),
    context: status.context,
    state: status.state.toUpperCase(),
    description: status.description,
    targetUrl: status.targetUrl,
    createdAt: status.createdAt.toISOString(),
    creator: accountNode(scope, status.creator),
  };
}
