/** A REST call that the host can answer. @internal */
export interface SupportedCall {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As in GitHub's OpenAPI description. */
  path: string;
  /** As in GitHub's OpenAPI description. */
  id: string;
  /** After `https://docs.github.com/rest/`. */
  docs: string;
}

const repo = '/repos/{owner}/{repo}';
const pull = `${repo}/pulls/{pull_number}`;
const issue = `${repo}/issues/{issue_number}`;

/**
 * Every REST call that the host can answer; all others are refused with 501
 * and noted. Where two paths match a request the first one counts.
 *
 * @internal
 */
// prettier-ignore
export const supportedCalls = [
  ['GET', '/meta', 'meta/get', 'meta/meta#get-apiname-meta-information'],
  ['GET', '/rate_limit', 'rate-limit/get', 'rate-limit/rate-limit#get-rate-limit-status-for-the-authenticated-user'],
  ['GET', '/user', 'users/get-authenticated', 'users/users#get-the-authenticated-user'],
  ['GET', '/users/{username}', 'users/get-by-username', 'users/users#get-a-user'],
  ['GET', '/orgs/{org}/teams', 'teams/list', 'teams/teams#list-teams'],
  ['GET', '/orgs/{org}/teams/{team_slug}', 'teams/get-by-name', 'teams/teams#get-a-team-by-name'],
  ['GET', '/orgs/{org}/teams/{team_slug}/members', 'teams/list-members-in-org', 'teams/members#list-team-members'],
  ['GET', '/app', 'apps/get-authenticated', 'apps/apps#get-the-authenticated-app'],
  ['GET', '/app/installations', 'apps/list-installations', 'apps/apps#list-installations-for-the-authenticated-app'],
  ['POST', '/app/installations/{installation_id}/access_tokens', 'apps/create-installation-access-token', 'apps/apps#create-an-installation-access-token-for-an-app'],
  ['GET', '/installation/repositories', 'apps/list-repos-accessible-to-installation', 'apps/installations#list-repositories-accessible-to-the-app-installation'],
  ['GET', repo, 'repos/get', 'repos/repos#get-a-repository'],
  ['GET', `${repo}/collaborators/{username}/permission`, 'repos/get-collaborator-permission-level', 'collaborators/collaborators#get-repository-permissions-for-a-user'],
  ['GET', `${repo}/git/ref/{ref}`, 'git/get-ref', 'git/refs#get-a-reference'],
  ['GET', `${repo}/git/matching-refs/{ref}`, 'git/list-matching-refs', 'git/refs#list-matching-references'],
  ['POST', `${repo}/git/refs`, 'git/create-ref', 'git/refs#create-a-reference'],
  ['PATCH', `${repo}/git/refs/{ref}`, 'git/update-ref', 'git/refs#update-a-reference'],
  ['DELETE', `${repo}/git/refs/{ref}`, 'git/delete-ref', 'git/refs#delete-a-reference'],
  ['GET', `${repo}/git/commits/{commit_sha}`, 'git/get-commit', 'git/commits#get-a-commit-object'],
  ['POST', `${repo}/git/commits`, 'git/create-commit', 'git/commits#create-a-commit'],
  ['GET', `${repo}/git/trees/{tree_sha}`, 'git/get-tree', 'git/trees#get-a-tree'],
  ['POST', `${repo}/git/trees`, 'git/create-tree', 'git/trees#create-a-tree'],
  ['GET', `${repo}/git/blobs/{file_sha}`, 'git/get-blob', 'git/blobs#get-a-blob'],
  ['POST', `${repo}/git/blobs`, 'git/create-blob', 'git/blobs#create-a-blob'],
  ['GET', `${repo}/contents/{path}`, 'repos/get-content', 'repos/contents#get-repository-content'],
  ['GET', `${repo}/tarball/{ref}`, 'repos/download-tarball-archive', 'repos/contents#download-a-repository-archive-tar'],
  ['GET', `${repo}/zipball/{ref}`, 'repos/download-zipball-archive', 'repos/contents#download-a-repository-archive-zip'],
  ['GET', `${repo}/branches`, 'repos/list-branches', 'branches/branches#list-branches'],
  ['GET', `${repo}/branches/{branch}/protection`, 'repos/get-branch-protection', 'branches/branch-protection#get-branch-protection'],
  ['GET', `${repo}/branches/{branch}`, 'repos/get-branch', 'branches/branches#get-a-branch'],
  ['GET', `${repo}/rules/branches/{branch}`, 'repos/get-branch-rules', 'repos/rules#get-rules-for-a-branch'],
  ['POST', `${repo}/merges`, 'repos/merge', 'branches/branches#merge-a-branch'],
  ['GET', `${repo}/compare/{basehead}`, 'repos/compare-commits-with-basehead', 'commits/commits#compare-two-commits'],
  ['GET', `${repo}/commits/{ref}/status`, 'repos/get-combined-status-for-ref', 'commits/statuses#get-the-combined-status-for-a-specific-reference'],
  ['GET', `${repo}/commits/{ref}/statuses`, 'repos/list-commit-statuses-for-ref', 'commits/statuses#list-commit-statuses-for-a-reference'],
  ['GET', `${repo}/commits/{ref}/check-runs`, 'checks/list-for-ref', 'checks/runs#list-check-runs-for-a-git-reference'],
  ['GET', `${repo}/commits/{ref}`, 'repos/get-commit', 'commits/commits#get-a-commit'],
  ['GET', `${repo}/commits`, 'repos/list-commits', 'commits/commits#list-commits'],
  ['POST', `${repo}/statuses/{sha}`, 'repos/create-commit-status', 'commits/statuses#create-a-commit-status'],
  ['GET', `${repo}/pulls`, 'pulls/list', 'pulls/pulls#list-pull-requests'],
  ['POST', `${repo}/pulls`, 'pulls/create', 'pulls/pulls#create-a-pull-request'],
  ['GET', pull, 'pulls/get', 'pulls/pulls#get-a-pull-request'],
  ['PATCH', pull, 'pulls/update', 'pulls/pulls#update-a-pull-request'],
  ['GET', `${pull}/files`, 'pulls/list-files', 'pulls/pulls#list-pull-requests-files'],
  ['GET', `${pull}/commits`, 'pulls/list-commits', 'pulls/pulls#list-commits-on-a-pull-request'],
  ['GET', `${pull}/reviews`, 'pulls/list-reviews', 'pulls/reviews#list-reviews-for-a-pull-request'],
  ['POST', `${pull}/reviews`, 'pulls/create-review', 'pulls/reviews#create-a-review-for-a-pull-request'],
  ['GET', `${pull}/requested_reviewers`, 'pulls/list-requested-reviewers', 'pulls/review-requests#get-all-requested-reviewers-for-a-pull-request'],
  ['POST', `${pull}/requested_reviewers`, 'pulls/request-reviewers', 'pulls/review-requests#request-reviewers-for-a-pull-request'],
  ['DELETE', `${pull}/requested_reviewers`, 'pulls/remove-requested-reviewers', 'pulls/review-requests#remove-requested-reviewers-from-a-pull-request'],
  ['GET', `${pull}/merge`, 'pulls/check-if-merged', 'pulls/pulls#check-if-a-pull-request-has-been-merged'],
  ['PUT', `${pull}/merge`, 'pulls/merge', 'pulls/pulls#merge-a-pull-request'],
  ['GET', `${issue}/labels`, 'issues/list-labels-on-issue', 'issues/labels#list-labels-for-an-issue'],
  ['POST', `${issue}/labels`, 'issues/add-labels', 'issues/labels#add-labels-to-an-issue'],
  ['PUT', `${issue}/labels`, 'issues/set-labels', 'issues/labels#set-labels-for-an-issue'],
  ['GET', `${issue}/comments`, 'issues/list-comments', 'issues/comments#list-issue-comments'],
  ['POST', `${issue}/comments`, 'issues/create-comment', 'issues/comments#create-an-issue-comment'],
] as const;

/** The `operationId` of a call that the host can answer. @internal */
export type SupportedCallId = (typeof supportedCalls)[number][2];
