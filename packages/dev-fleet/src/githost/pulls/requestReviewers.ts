import { Account, Team } from '../accounts/Account';
import { HostContext } from '../HostContext';
import { HostError } from '../HostError';
import { PullRequestUse } from './closePullRequest';

/** Whose review is wanted, or no longer. @internal */
export interface Reviewers {
  users: Account[];
  teams: Team[];
}

/**
 * Finds reviewers by their names.
 *
 * @throws HostError 422 for who is no collaborator:
 * https://docs.github.com/rest/pulls/review-requests#request-reviewers-for-a-pull-request
 * @internal
 */
export function findReviewers(
  context: HostContext,
  { repository }: Pick<PullRequestUse, 'repository'>,
  names: { logins: string[]; slugs: string[] },
): Reviewers {
  const users = names.logins.map(login => {
    const user = context.accounts.find(login);
    if (!user || !repository.rightOf({ account: user })) {
      throw HostError.unprocessable(
        'Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the ' +
          `${repository.fullName} repository.`,
      );
    }
    return user;
  });
  const teams = names.slugs.map(slug => {
    const team = context.accounts.findTeam(slug);
    if (!team || !repository.teamRight(team)) {
      throw HostError.unprocessable(
        'Reviews may only be requested from collaborators. One or more of the teams you specified is not a collaborator of the ' +
          `${repository.fullName} repository.`,
      );
    }
    return team;
  });
  return { users, teams };
}

/**
 * Asks for reviews, in addition to those asked for.
 *
 * @throws HostError 422 where the author is among them
 * @internal
 */
export function requestReviewers(
  context: HostContext,
  use: PullRequestUse,
  reviewers: Reviewers,
): void {
  const { pull } = use;
  if (reviewers.users.some(({ login }) => login === pull.author.login)) {
    throw HostError.unprocessable(
      'Review cannot be requested from pull request author.',
    );
  }
  const action = 'review_requested';
  for (const reviewer of reviewers.users) {
    if (pull.requestedUsers.includes(reviewer)) continue;
    pull.requestedUsers.push(reviewer);
    context.events.emit({ type: 'pull_request', action, reviewer, ...use });
  }
  for (const team of reviewers.teams) {
    if (pull.requestedTeams.includes(team)) continue;
    pull.requestedTeams.push(team);
    context.events.emit({ type: 'pull_request', action, team, ...use });
  }
}

/**
 * Takes requests for reviews back.
 *
 * @internal
 */
export function removeRequestedReviewers(
  context: HostContext,
  use: PullRequestUse,
  reviewers: Reviewers,
): void {
  const { pull } = use;
  const { users, teams } = reviewers;
  pull.requestedUsers = pull.requestedUsers.filter(u => !users.includes(u));
  pull.requestedTeams = pull.requestedTeams.filter(t => !teams.includes(t));
  const action = 'review_request_removed';
  for (const reviewer of users) {
    context.events.emit({ type: 'pull_request', action, reviewer, ...use });
  }
  for (const team of teams) {
    context.events.emit({ type: 'pull_request', action, team, ...use });
  }
}
