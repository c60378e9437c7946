import { INSTALLATION_ID } from '../../accounts/AccountDirectory';
import { AppOptions, Team } from '../../accounts/Account';
import { formatTime } from '../../git/parseCommit';
import { HostError } from '../../HostError';
import { paginate } from '../paginate';
import {
  ACCOUNTS_CREATED_AT,
  renderAccount,
  renderFullAccount,
  renderOrganization,
  renderTeam,
} from '../render/renderAccount';
import { renderRepository } from '../render/renderRepository';
import { ok, requireActor, RestCall } from '../RestCall';

const PERMISSIONS = {
  contents: 'write',
  metadata: 'read',
  pull_requests: 'write',
  statuses: 'write',
};

/** Calls about users, teams, the app and the host itself. @internal */
export const accountHandlers = {
  'meta/get': () => ok({ verifiable_password_authentication: false }),
  'rate-limit/get': ({ rateLimit }: RestCall) => {
    const resources = {
      core: rateLimit,
      graphql: rateLimit,
      search: rateLimit,
    };
    return ok({ resources, rate: rateLimit });
  },
  'users/get-authenticated': (call: RestCall) =>
    ok(renderFullAccount(call.context, requireActor(call).account)),
  'users/get-by-username': ({ context, call }: RestCall) => {
    const account = context.accounts.find(call.params.username);
    if (!account) throw HostError.notFound();
    return ok(renderFullAccount(context, account));
  },
  'teams/list': (call: RestCall) => {
    requireOrg(call);
    const { items, headers } = paginate(call, call.context.accounts.teams);
    const body = items.map(team => renderTeam(call.context, team));
    return { status: 200, body, headers };
  },
  'teams/get-by-name': (call: RestCall) => {
    const { org } = call.context.accounts;
    const team = requireTeam(call);
    const organization = renderOrganization(call.context, org);
    return ok({
      ...renderTeam(call.context, team),
      created_at: ACCOUNTS_CREATED_AT,
      updated_at: ACCOUNTS_CREATED_AT,
      members_count: team.members.length,
      repos_count: 0,
      organization,
    });
  },
  'teams/list-members-in-org': (call: RestCall) => {
    const { items, headers } = paginate(call, requireTeam(call).members);
    const body = items.map(member => renderAccount(call.context, member));
    return { status: 200, body, headers };
  },
  'apps/get-authenticated': (call: RestCall) => {
    const { id, slug } = requireApp(call);
    return ok({
      id,
      slug,
      node_id: `A_${id}`,
      owner: renderAccount(call.context, call.context.accounts.org),
      name: slug,
      description: null,
      external_url: call.context.baseUrl(),
      html_url: `${call.context.baseUrl()}/apps/${slug}`,
      created_at: ACCOUNTS_CREATED_AT,
      updated_at: ACCOUNTS_CREATED_AT,
      permissions: PERMISSIONS,
      events: [],
    });
  },
  'apps/list-installations': (call: RestCall) =>
    ok([renderInstallation(call, requireApp(call))]),
  'apps/create-installation-access-token': (call: RestCall) => {
    requireApp(call);
    if (Number(call.call.params.installation_id) !== INSTALLATION_ID) {
      throw HostError.notFound();
    }
    const { accounts } = call.context;
    const { token, expiresAt } = accounts.issueInstallationToken();
    const body = {
      token,
      expires_at: formatTime(expiresAt),
      permissions: PERMISSIONS,
      repository_selection: 'all',
    };
    return { status: 201, body };
  },
  'apps/list-repos-accessible-to-installation': (call: RestCall) => {
    const actor = requireActor(call);
    if (!actor.installation) {
      throw HostError.notAccessible('personal access token');
    }
    const { context } = call;
    const { items, headers } = paginate(call, context.repositories);
    const body = {
      total_count: context.repositories.length,
      repository_selection: 'all',
      repositories: items.map(repository =>
        renderRepository(context, repository, actor),
      ),
    };
    return { status: 200, body, headers };
  },
};

function requireOrg(call: RestCall): void {
  const { org } = call.context.accounts;
  const asked = call.call.params.org.toLowerCase();
  if (!call.actor || asked !== org.login.toLowerCase()) {
    throw HostError.notFound();
  }
}

function requireTeam(call: RestCall): Team {
  requireOrg(call);
  const team = call.context.accounts.findTeam(call.call.params.team_slug);
  if (!team) throw HostError.notFound();
  return team;
}

/** Only the app itself, by its JSON web token. */
function requireApp(call: RestCall): AppOptions {
  const { app } = call.context.accounts;
  if (!app) throw HostError.notFound();
  if (!requireActor(call).isApp) throw HostError.badAppToken();
  return app;
}

function renderInstallation({ context }: RestCall, app: AppOptions) {
  const { org } = context.accounts;
  const base = context.baseUrl();
  const url = `${base}/api/v3/app/installations/${INSTALLATION_ID}`;
  return {
    id: INSTALLATION_ID,
    account: renderAccount(context, org),
    repository_selection: 'all',
    access_tokens_url: `${url}/access_tokens`,
    repositories_url: `${base}/api/v3/installation/repositories`,
    html_url: `${base}/organizations/${org.login}/settings/installations/${INSTALLATION_ID}`,
    app_id: app.id,
    app_slug: app.slug,
    target_id: org.id,
    target_type: 'Organization',
    permissions: PERMISSIONS,
    events: [],
    created_at: ACCOUNTS_CREATED_AT,
    updated_at: ACCOUNTS_CREATED_AT,
    single_file_name: null,
    suspended_by: null,
    suspended_at: null,
  };
}
