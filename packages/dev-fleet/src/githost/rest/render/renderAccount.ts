import { Account, Team } from '../../accounts/Account';
import { HostContext } from '../../HostContext';
import { nodeId } from '../nodeId';

/** Accounts have no history here; GitHub's have always some moment. @internal */
export const ACCOUNTS_CREATED_AT = '2026-01-01T00:00:00Z';

/** The API's schema `simple-user`. @internal */
export function renderAccount(context: HostContext, account: Account) {
  const base = context.baseUrl();
  const url = `${base}/api/v3/users/${encodeURIComponent(account.login)}`;
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId('account', account.id),
    avatar_url: `${base}/avatars/u/${account.id}`,
    gravatar_id: '',
    url,
    html_url: `${base}/${encodeURIComponent(account.login)}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: account.type,
    site_admin: false,
  };
}

/** The API's schema `public-user`, of which `/user` adds nothing. @internal */
export function renderFullAccount(context: HostContext, account: Account) {
  return {
    ...renderAccount(context, account),
    name: account.name,
    company: null,
    blog: '',
    location: null,
    email: account.type === 'Organization' ? null : account.email,
    hireable: null,
    bio: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: ACCOUNTS_CREATED_AT,
    updated_at: ACCOUNTS_CREATED_AT,
  };
}

/** The API's schema `team-organization`. @internal */
export function renderOrganization(context: HostContext, org: Account) {
  const url = `${context.baseUrl()}/api/v3/orgs/${org.login}`;
  const { login, id, node_id, avatar_url, html_url, type } = renderAccount(
    context,
    org,
  );
  return {
    login,
    id,
    node_id,
    avatar_url,
    html_url,
    type,
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    name: org.name,
    description: null,
    has_organization_projects: false,
    has_repository_projects: false,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: ACCOUNTS_CREATED_AT,
    updated_at: ACCOUNTS_CREATED_AT,
    archived_at: null,
  };
}

/** The API's schema `team`. @internal */
export function renderTeam(context: HostContext, team: Team) {
  const { org } = context.accounts;
  const base = context.baseUrl();
  const url = `${base}/api/v3/organizations/${org.id}/team/${team.id}`;
  return {
    id: team.id,
    node_id: nodeId('team', team.id),
    name: team.name,
    slug: team.slug,
    description: null,
    privacy: 'closed',
    notification_setting: 'notifications_enabled',
    permission: 'pull',
    url,
    html_url: `${base}/orgs/${org.login}/teams/${team.slug}`,
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    type: 'organization',
    organization_id: org.id,
    parent: null,
  };
}
