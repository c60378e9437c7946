import {
  EnvironmentPolicy,
  RepositorySettings,
} from '../snapshot/RepositorySettings';
import { describeDecision } from './describeDecision';
import { environmentsOfPath } from './environmentsOfPath';
import {
  DiscountReason,
  PolicyDecision,
  PolicyRequirement,
} from './PolicyDecision';
import { Memberships, ReviewedChange } from './ReviewedChange';

/** An approval that may count, or why it counts nowhere. */
interface Approval {
  login: string;
  discount: DiscountReason | null;
}

/**
 * Decides whether a change has the approvals that the environments ask for
 * which it reaches. Each of them has to be satisfied, which is never less than
 * what the strictest asks.
 *
 * @remarks
 * A Git host counts approvals for a branch as a whole. Here those count that
 * the environment names (`reviewers` and `teams`), each of its `teams` has to
 * be among them, and nobody approves of what they asked for or wrote. Where an
 * environment names nobody, whoever may write to the repository counts.
 *
 * @param settings - of the base branch; what a change says of itself is no policy
 * @public
 */
export function decidePolicy(
  change: ReviewedChange,
  settings: RepositorySettings,
  memberships: Memberships,
): PolicyDecision {
  const approvals = toApprovals(change);
  const standings = environmentsOf(change, settings).map(environment => {
    const policy = settings.environments[environment];
    const ranks = approvals
      .filter(({ discount }) => discount === null)
      .map(({ login }) => ({
        login,
        rank: rankOf(login, policy, memberships),
      }));
    return { ...judge(environment, policy, { ranks, memberships }), ranks };
  });
  const requirements = standings
    .map(({ ranks: _, ...requirement }) => requirement)
    .sort(byStrictness(settings));
  const discounted = approvals.flatMap(({ login, discount }) => {
    const key = fold(login);
    if (discount !== null) return [{ login, reason: discount }];
    if (
      requirements.length === 0 ||
      requirements.some(one => one.counted.some(name => fold(name) === key))
    ) {
      return [];
    }
    const isUnknown = standings.some(({ ranks }) =>
      ranks.some(one => one.login === login && one.rank === 'unknown'),
    );
    const reason: DiscountReason = isUnknown
      ? 'unknown_membership'
      : 'not_named';
    return [{ login, reason }];
  });
  const hasStranger =
    change.committers.includes(null) &&
    requirements.some(({ approvals: asked }) => asked > 0);
  const isMet = !hasStranger && requirements.every(one => one.isMet);
  return {
    state: isMet ? 'success' : 'pending',
    description: describeDecision({ requirements, discounted, hasStranger }),
    requirements,
    discounted,
  };
}

/**
 * The teams whose members have to be known before a change can be decided, and
 * whether it takes to know who may write.
 *
 * @public
 */
export function membershipsNeeded(
  change: Pick<ReviewedChange, 'paths'>,
  settings: RepositorySettings,
): { teams: string[]; writers: boolean } {
  const policies = environmentsOf(change, settings).map(
    environment => settings.environments[environment],
  );
  const names = policies.flatMap(policy => namedBy(policy)).filter(isTeam);
  return {
    teams: [...new Set(names)],
    writers: policies.some(
      policy => policy.approvals > 0 && namedBy(policy).length === 0,
    ),
  };
}

function environmentsOf(
  { paths }: Pick<ReviewedChange, 'paths'>,
  settings: RepositorySettings,
): string[] {
  const all = Object.keys(settings.environments);
  if (paths === null) return all;
  const reached = new Set(
    paths.flatMap(path => environmentsOfPath(path, settings)),
  );
  return all.filter(environment => reached.has(environment));
}

function toApprovals(change: ReviewedChange): Approval[] {
  const { author, requesters } = change;
  const committers = change.committers.flatMap(login => login ?? []);
  const known = new Map(change.approvers.map(login => [fold(login), login]));
  return [...known].map(([key, login]) => {
    const isAmong = (logins: readonly string[]) =>
      logins.some(one => fold(one) === key);
    if (isAmong(requesters)) return { login, discount: 'requester' };
    if (isAmong(committers)) return { login, discount: 'committer' };
    return { login, discount: isAmong([author]) ? 'author' : null };
  });
}

function rankOf(
  login: string,
  policy: EnvironmentPolicy,
  memberships: Memberships,
): 'named' | 'unknown' | 'other' {
  const named = namedBy(policy);
  const { teams, writers } = memberships;
  const groups = named.filter(isTeam).map(team => teams.get(team) ?? null);
  const lists = named.length === 0 ? [writers] : groups;
  const key = fold(login);
  if (
    named.some(name => fold(name) === key) ||
    lists.some(list => list?.some(member => fold(member) === key))
  ) {
    return 'named';
  }
  return lists.includes(null) ? 'unknown' : 'other';
}

function judge(
  environment: string,
  policy: EnvironmentPolicy,
  seen: {
    ranks: { login: string; rank: 'named' | 'unknown' | 'other' }[];
    memberships: Memberships;
  },
): PolicyRequirement {
  const { approvals, teams } = policy;
  const counted = seen.ranks
    .filter(({ rank }) => rank === 'named')
    .map(({ login }) => login);
  const missingTeams =
    approvals === 0
      ? []
      : teams.filter(team => {
          const members = isTeam(team)
            ? seen.memberships.teams.get(team) ?? []
            : [team];
          const keys = members.map(fold);
          return !counted.some(login => keys.includes(fold(login)));
        });
  const isMet = counted.length >= approvals && missingTeams.length === 0;
  return { environment, approvals, counted, missingTeams, isMet };
}

/** Unmet ones first, then by how many approvals and teams are asked for. */
function byStrictness(settings: RepositorySettings) {
  const teamsOf = ({ environment }: PolicyRequirement) =>
    settings.environments[environment].teams.length;
  return (one: PolicyRequirement, other: PolicyRequirement) =>
    Number(one.isMet) - Number(other.isMet) ||
    other.approvals - one.approvals ||
    teamsOf(other) - teamsOf(one);
}

function namedBy({ reviewers, teams }: EnvironmentPolicy): string[] {
  return [...reviewers, ...teams];
}

function isTeam(name: string): boolean {
  return name.includes('/');
}

function fold(login: string): string {
  return login.toLowerCase();
}
