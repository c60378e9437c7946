import type { GitHubClient } from './GitHubClient';
import { HostError } from './HostError';

/**
 * Lists the log-ins of the members of a team, those of its child teams too. The
 * portal's log-in needs to read the members of the organisation for it.
 *
 * @param options.team - as `organisation/team`
 * @throws HostError
 * @internal
 */
export async function listTeamMembers(options: {
  client: GitHubClient;
  team: string;
  signal?: AbortSignal;
}): Promise<string[]> {
  const { client, team, signal } = options;
  const [org, slug] = team.split('/');
  const members = await client.read(
    { purpose: `read the members of the team '${team}'`, signal },
    octokit =>
      octokit.paginate(octokit.rest.teams.listMembersInOrg, {
        ...{ org, team_slug: slug.toLowerCase(), per_page: 100 },
      }),
  );
  return members.map(({ login }) => login);
}

/**
 * Whether a user may write to the repository; whom GitHub does not know there
 * may not.
 *
 * @throws HostError
 * @internal
 */
export async function mayWrite(options: {
  client: GitHubClient;
  login: string;
  signal?: AbortSignal;
}): Promise<boolean> {
  const { client, login, signal } = options;
  try {
    const { data } = await client.read(
      { purpose: `read what '${login}' may do`, signal },
      octokit =>
        octokit.rest.repos.getCollaboratorPermissionLevel({
          ...client.repository,
          username: login,
        }),
    );
    return ['admin', 'write'].includes(data.permission);
  } catch (error) {
    if (error instanceof HostError && error.problem.reason === 'not_found') {
      return false;
    }
    throw error;
  }
}
