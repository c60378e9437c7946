import { Actor } from '../../accounts/Account';
import { formatTime } from '../../git/parseCommit';
import { HostContext } from '../../HostContext';
import { HostedRepository } from '../../repositories/HostedRepository';
import { nodeId } from '../nodeId';
import { renderAccount } from './renderAccount';

/** Where a repository's part of the API begins. @internal */
export function repositoryUrl(
  context: HostContext,
  { fullName }: HostedRepository,
): string {
  return `${context.baseUrl()}/api/v3/repos/${fullName}`;
}

/** Where people see a repository. @internal */
export function repositoryPage(
  context: HostContext,
  { fullName }: HostedRepository,
): string {
  return `${context.baseUrl()}/${fullName}`;
}

/** Templates of `<name>_url` after the repository's own. */
const TEMPLATES: Record<string, string> = {
  archive: '{archive_format}{/ref}',
  assignees: 'assignees{/user}',
  blobs: 'git/blobs{/sha}',
  branches: 'branches{/branch}',
  collaborators: 'collaborators{/collaborator}',
  comments: 'comments{/number}',
  commits: 'commits{/sha}',
  compare: 'compare/{base}...{head}',
  contents: 'contents/{+path}',
  contributors: 'contributors',
  deployments: 'deployments',
  downloads: 'downloads',
  events: 'events',
  forks: 'forks',
  git_commits: 'git/commits{/sha}',
  git_refs: 'git/refs{/sha}',
  git_tags: 'git/tags{/sha}',
  hooks: 'hooks',
  issue_comment: 'issues/comments{/number}',
  issue_events: 'issues/events{/number}',
  issues: 'issues{/number}',
  keys: 'keys{/key_id}',
  labels: 'labels{/name}',
  languages: 'languages',
  merges: 'merges',
  milestones: 'milestones{/number}',
  notifications: 'notifications{?since,all,participating}',
  pulls: 'pulls{/number}',
  releases: 'releases{/id}',
  stargazers: 'stargazers',
  statuses: 'statuses/{sha}',
  subscribers: 'subscribers',
  subscription: 'subscription',
  tags: 'tags',
  teams: 'teams',
  trees: 'git/trees{/sha}',
};

/** The API's schema `minimal-repository`. @internal */
export function renderMinimalRepository(
  context: HostContext,
  repository: HostedRepository,
) {
  const url = repositoryUrl(context, repository);
  const urls = Object.entries(TEMPLATES).map(([name, template]) => [
    `${name}_url`,
    `${url}/${template}`,
  ]);
  return {
    id: repository.id,
    node_id: nodeId('repository', repository.id),
    name: repository.name,
    full_name: repository.fullName,
    owner: renderAccount(context, repository.owner),
    private: repository.isPrivate,
    html_url: repositoryPage(context, repository),
    description: repository.description,
    fork: false,
    url,
    ...Object.fromEntries(urls),
  };
}

/** The API's schema `repository`, with what the caller may do. @internal */
export function renderRepository(
  context: HostContext,
  repository: HostedRepository,
  actor: Actor | undefined,
) {
  const page = repositoryPage(context, repository);
  const right = repository.rightOf(actor);
  const open = repository.pulls.filter(({ state }) => state === 'open').length;
  return {
    ...renderMinimalRepository(context, repository),
    git_url: `${page.replace(/^http/, 'git')}.git`,
    ssh_url: `ssh://git@127.0.0.1/${repository.fullName}.git`,
    clone_url: `${page}.git`,
    svn_url: page,
    mirror_url: null,
    homepage: null,
    language: null,
    license: null,
    topics: [],
    forks_count: 0,
    forks: 0,
    stargazers_count: 0,
    watchers_count: 0,
    watchers: 0,
    size: 0,
    default_branch: repository.defaultBranch,
    open_issues_count: open,
    open_issues: open,
    is_template: false,
    has_issues: false,
    has_projects: false,
    has_wiki: false,
    has_pages: false,
    has_downloads: false,
    has_discussions: false,
    archived: repository.isArchived,
    disabled: false,
    visibility: repository.isPrivate ? 'private' : 'public',
    pushed_at: formatTime(repository.pushedAt),
    created_at: formatTime(repository.createdAt),
    updated_at: formatTime(repository.pushedAt),
    permissions: {
      admin: right === 'admin',
      maintain: right === 'admin',
      push: right === 'admin' || right === 'write',
      triage: right === 'admin' || right === 'write',
      pull: Boolean(right),
    },
  };
}

/** The API's schema `full-repository`. @internal */
export function renderFullRepository(
  context: HostContext,
  repository: HostedRepository,
  actor: Actor | undefined,
) {
  const { owner } = repository;
  return {
    ...renderRepository(context, repository, actor),
    allow_merge_commit: true,
    allow_squash_merge: true,
    allow_rebase_merge: false,
    allow_auto_merge: true,
    allow_update_branch: false,
    delete_branch_on_merge: false,
    subscribers_count: 0,
    network_count: 0,
    ...(owner.type === 'Organization'
      ? { organization: renderAccount(context, owner) }
      : {}),
  };
}
