import {
  assessMerge,
  countingReviews,
  reviewDecision,
} from '../../pulls/assessMerge';
import { PullRequest, Review } from '../../pulls/PullRequest';
import { nodeId } from '../../rest/nodeId';
import { associationOf, changedFilesOf } from '../../rest/render/renderPull';
import { repositoryPage } from '../../rest/render/renderRepository';
import { Label } from '../../repositories/Label';
import { connection } from '../connection';
import { GraphqlNode, textsOf, textOf } from '../GraphqlNode';
import { RepositoryScope } from '../GraphqlScope';
import { accountNode, teamNode } from './accountNode';
import { commitNode } from './objectNode';
import { refNode } from './refNode';
import { repositoryNode } from './repositoryNode';

/** GitHub's `PullRequestState`. @internal */
export function stateOf(pull: PullRequest): 'OPEN' | 'CLOSED' | 'MERGED' {
  if (pull.state === 'open') return 'OPEN';
  return pull.merged ? 'MERGED' : 'CLOSED';
}

/** `PullRequest`. @internal */
export function pullNode(
  scope: RepositoryScope,
  pull: PullRequest,
): GraphqlNode {
  const { context, repository } = scope;
  const url = `${repositoryPage(context, repository)}/pull/${pull.number}`;
  const { merged } = pull;
  return {
    __typename: 'PullRequest',
    id: nodeId('pull', pull.id),
    databaseId: pull.id,
    fullDatabaseId: String(pull.id),
    number: pull.number,
    url,
    permalink: url,
    title: pull.title,
    body: pull.body ?? '',
    author: accountNode(scope, pull.author),
    authorAssociation: associationOf(repository, pull.author),
    state: stateOf(pull),
    isDraft: pull.isDraft,
    closed: pull.state === 'closed',
    closedAt: pull.closedAt?.toISOString() ?? null,
    createdAt: pull.createdAt.toISOString(),
    updatedAt: pull.updatedAt.toISOString(),
    merged: merged !== null,
    mergedAt: merged?.at.toISOString() ?? null,
    mergedBy: merged && accountNode(scope, merged.by),
    mergeCommit: async () => {
      const commit = merged && (await repository.git.readCommit(merged.sha));
      return commit ? commitNode(scope, commit) : null;
    },
    isCrossRepository: false,
    repository: () => repositoryNode(scope),
    headRepository: () => repositoryNode(scope),
    ...endFields(scope, pull),
    ...mergeFields(scope, pull),
    ...reviewFields(scope, pull),
    ...changeFields(scope, pull),
    labels: connection({
      typename: 'LabelConnection',
      list: () => pull.labels,
      render: label => labelNode(label),
    }),
  };
}

function endFields(scope: RepositoryScope, { base, head }: PullRequest) {
  const ref = async (branch: string) => {
    const found = await scope.repository.git.readRef(`refs/heads/${branch}`);
    return found ? refNode(scope, found) : null;
  };
  return {
    baseRefName: base.ref,
    baseRefOid: base.sha,
    baseRef: () => ref(base.ref),
    headRefName: head.ref,
    headRefOid: head.sha,
    headRef: () => ref(head.ref),
  };
}

function mergeFields(scope: RepositoryScope, pull: PullRequest) {
  const { repository } = scope;
  const { autoMerge } = pull;
  return {
    mergeable: async () => {
      const { mergeable } = await assessMerge(repository, pull);
      if (mergeable === null) return 'UNKNOWN';
      return mergeable ? 'MERGEABLE' : 'CONFLICTING';
    },
    mergeStateStatus: async () => (await assessMerge(repository, pull)).state,
    autoMergeRequest: autoMerge && {
      __typename: 'AutoMergeRequest',
      enabledAt: autoMerge.enabledAt.toISOString(),
      enabledBy: accountNode(scope, autoMerge.enabledBy),
      mergeMethod: autoMerge.method.toUpperCase(),
      commitHeadline: autoMerge.title,
      commitBody: autoMerge.message,
    },
  };
}

function reviewFields(scope: RepositoryScope, pull: PullRequest) {
  const { repository } = scope;
  const render = (review: Review) => reviewNode(scope, review);
  const typename = 'PullRequestReviewConnection';
  return {
    reviewDecision: reviewDecision(repository, pull),
    reviews: connection({
      typename,
      extra: ['states', 'author'],
      list: args => {
        const states = textsOf(args, 'states');
        const author = textOf(args, 'author');
        return pull.reviews.filter(
          review =>
            (!states || states.includes(review.state)) &&
            (!author || review.author.login === author),
        );
      },
      render,
    }),
    latestOpinionatedReviews: connection({
      typename,
      extra: ['writersOnly'],
      // Those of others count nowhere on this host.
      list: () => countingReviews(repository, pull),
      render,
    }),
    reviewRequests: connection({
      typename: 'ReviewRequestConnection',
      list: () => [
        ...pull.requestedUsers.map(user => accountNode(scope, user)),
        ...pull.requestedTeams.map(team => teamNode(scope, team)),
      ],
      render: requestedReviewer => ({
        __typename: 'ReviewRequest',
        requestedReviewer,
        asCodeOwner: false,
      }),
    }),
  };
}

function changeFields(scope: RepositoryScope, pull: PullRequest) {
  const { git } = scope.repository;
  const files = () => changedFilesOf(scope.repository, pull);
  const sum = async (key: 'additions' | 'deletions') =>
    (await files()).reduce((total, file) => total + file[key], 0);
  return {
    additions: () => sum('additions'),
    deletions: () => sum('deletions'),
    changedFiles: async () => (await files()).length,
    files: connection({
      typename: 'PullRequestChangedFileConnection',
      list: files,
      render: file => ({
        __typename: 'PullRequestChangedFile',
        path: file.path,
        additions: file.additions,
        deletions: file.deletions,
        changeType:
          file.status === 'removed' ? 'DELETED' : file.status.toUpperCase(),
      }),
    }),
    commits: connection({
      typename: 'PullRequestCommitConnection',
      list: async () => {
        const range = { from: pull.head.sha, without: pull.base.sha };
        return (await git.listCommits(range)).reverse();
      },
      render: commit => ({
        __typename: 'PullRequestCommit',
        id: nodeId('object', `${pull.id}:${commit.sha}`),
        commit: commitNode(scope, commit),
      }),
    }),
  };
}

/** `PullRequestReview`. @internal */
export function reviewNode(
  scope: RepositoryScope,
  review: Review,
): GraphqlNode {
  return {
    __typename: 'PullRequestReview',
    id: nodeId('review', review.id),
    databaseId: review.id,
    author: accountNode(scope, review.author),
    authorAssociation: associationOf(scope.repository, review.author),
    body: review.body,
    state: review.state,
    submittedAt: review.submittedAt.toISOString(),
    commit: async () => {
      const commit = await scope.repository.git.readCommit(review.commit);
      return commit ? commitNode(scope, commit) : null;
    },
  };
}

/** `Label`. @internal */
export function labelNode(label: Label): GraphqlNode {
  return {
    __typename: 'Label',
    id: nodeId('label', label.id),
    name: label.name,
    color: label.color,
    description: label.description,
  };
}
