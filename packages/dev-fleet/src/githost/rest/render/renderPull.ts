import { Account } from '../../accounts/Account';
import { formatTime } from '../../git/parseCommit';
import { HostContext } from '../../HostContext';
import { assessMerge } from '../../pulls/assessMerge';
import {
  PullComment,
  PullEnd,
  PullRequest,
  Review,
} from '../../pulls/PullRequest';
import { HostedRepository } from '../../repositories/HostedRepository';
import { Label } from '../../repositories/Label';
import { nodeId } from '../nodeId';
import { renderAccount, renderTeam } from './renderAccount';
import {
  renderRepository,
  repositoryPage,
  repositoryUrl,
} from './renderRepository';

/** The API's schema `label`. @internal */
export function renderLabel(
  context: HostContext,
  repository: HostedRepository,
  label: Label,
) {
  const url = repositoryUrl(context, repository);
  return {
    id: label.id,
    node_id: nodeId('label', label.id),
    url: `${url}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    color: label.color,
    default: false,
    description: label.description,
  };
}

/** How somebody stands to a repository. @internal */
export function associationOf(
  repository: HostedRepository,
  account: Account,
): 'OWNER' | 'MEMBER' | 'COLLABORATOR' | 'NONE' {
  if (account.login === repository.owner.login) return 'OWNER';
  if (!repository.rightOf({ account })) return 'NONE';
  return repository.owner.type === 'Organization' ? 'MEMBER' : 'COLLABORATOR';
}

function urlsOf(
  context: HostContext,
  repository: HostedRepository,
  { number, head }: PullRequest,
) {
  const api = repositoryUrl(context, repository);
  const url = `${api}/pulls/${number}`;
  const issue = `${api}/issues/${number}`;
  const html = `${repositoryPage(context, repository)}/pull/${number}`;
  return {
    self: url,
    html,
    issue,
    comments: `${issue}/comments`,
    review_comments: `${url}/comments`,
    review_comment: `${api}/pulls/comments{/number}`,
    commits: `${url}/commits`,
    statuses: `${api}/statuses/${head.sha}`,
  };
}

/** The API's schema `pull-request-simple`. @internal */
export function renderSimplePull(
  context: HostContext,
  repository: HostedRepository,
  pull: PullRequest,
) {
  const urls = urlsOf(context, repository, pull);
  const user = renderAccount(context, pull.author);
  const end = ({ ref, sha }: PullEnd) => ({
    label: `${repository.owner.login}:${ref}`,
    ref,
    sha,
    user: renderAccount(context, repository.owner),
    repo: renderRepository(context, repository, undefined),
  });
  const links = Object.entries(urls).map(([name, href]) => [name, { href }]);
  return {
    url: urls.self,
    id: pull.id,
    node_id: nodeId('pull', pull.id),
    html_url: urls.html,
    diff_url: `${urls.html}.diff`,
    patch_url: `${urls.html}.patch`,
    issue_url: urls.issue,
    commits_url: urls.commits,
    review_comments_url: urls.review_comments,
    review_comment_url: urls.review_comment,
    comments_url: urls.comments,
    statuses_url: urls.statuses,
    number: pull.number,
    state: pull.state,
    locked: false,
    title: pull.title,
    user,
    body: pull.body,
    created_at: formatTime(pull.createdAt),
    updated_at: formatTime(pull.updatedAt),
    closed_at: pull.closedAt && formatTime(pull.closedAt),
    merged_at: pull.merged && formatTime(pull.merged.at),
    merge_commit_sha: pull.merged?.sha ?? null,
    assignee: null,
    assignees: [],
    requested_reviewers: pull.requestedUsers.map(reviewer =>
      renderAccount(context, reviewer),
    ),
    requested_teams: pull.requestedTeams.map(team => renderTeam(context, team)),
    labels: pull.labels.map(label => renderLabel(context, repository, label)),
    milestone: null,
    draft: pull.isDraft,
    head: end(pull.head),
    base: end(pull.base),
    _links: Object.fromEntries(links),
    author_association: associationOf(repository, pull.author),
    auto_merge: renderAutoMerge(context, pull),
    active_lock_reason: null,
  };
}

function renderAutoMerge(context: HostContext, { autoMerge }: PullRequest) {
  return (
    autoMerge && {
      enabled_by: renderAccount(context, autoMerge.enabledBy),
      merge_method: autoMerge.method,
      commit_title: autoMerge.title ?? '',
      commit_message: autoMerge.message ?? '',
    }
  );
}

/** The API's schema `pull-request`; looks whether it could be merged. @internal */
export async function renderPull(
  context: HostContext,
  repository: HostedRepository,
  pull: PullRequest,
) {
  const { base, head, merged } = pull;
  // Before anything is awaited: it shows the moment at which it was asked.
  const simple = renderSimplePull(context, repository, pull);
  const comments = pull.comments.length;
  const [{ mergeable, state }, commits, files] = await Promise.all([
    assessMerge(repository, pull),
    repository.git.countCommits(head.sha, base.sha),
    changedFilesOf(repository, pull),
  ]);
  const sum = (counts: number[]) => counts.reduce((a, b) => a + b, 0);
  return {
    ...simple,
    merged: merged !== null,
    mergeable,
    rebaseable: false,
    mergeable_state: state.toLowerCase(),
    merged_by: merged && renderAccount(context, merged.by),
    comments,
    review_comments: 0,
    maintainer_can_modify: false,
    commits,
    additions: sum(files.map(({ additions }) => additions)),
    deletions: sum(files.map(({ deletions }) => deletions)),
    changed_files: files.length,
  };
}

/** What a pull request changes, against where it left its base. @internal */
export async function changedFilesOf(
  { git }: HostedRepository,
  { base, head }: PullRequest,
) {
  const from = (await git.mergeBase(base.sha, head.sha)) ?? base.sha;
  return git.listChangedFiles(from, head.sha);
}

/** The API's schema `pull-request-review`. @internal */
export function renderReview(
  context: HostContext,
  use: { repository: HostedRepository; pull: PullRequest },
  review: Review,
) {
  const { repository, pull } = use;
  const urls = urlsOf(context, repository, pull);
  const html = `${urls.html}#pullrequestreview-${review.id}`;
  return {
    id: review.id,
    node_id: nodeId('review', review.id),
    user: renderAccount(context, review.author),
    body: review.body,
    state: review.state,
    html_url: html,
    pull_request_url: urls.self,
    author_association: associationOf(repository, review.author),
    _links: { html: { href: html }, pull_request: { href: urls.self } },
    submitted_at: formatTime(review.submittedAt),
    commit_id: review.commit,
  };
}

/** The API's schema `issue-comment`. @internal */
export function renderComment(
  context: HostContext,
  use: { repository: HostedRepository; pull: PullRequest },
  comment: PullComment,
) {
  const { repository, pull } = use;
  const urls = urlsOf(context, repository, pull);
  const at = formatTime(comment.createdAt);
  const api = repositoryUrl(context, repository);
  return {
    id: comment.id,
    node_id: nodeId('comment', comment.id),
    url: `${api}/issues/comments/${comment.id}`,
    html_url: `${urls.html}#issuecomment-${comment.id}`,
    issue_url: urls.issue,
    user: renderAccount(context, comment.author),
    body: comment.body,
    created_at: at,
    updated_at: at,
    author_association: associationOf(repository, comment.author),
  };
}
