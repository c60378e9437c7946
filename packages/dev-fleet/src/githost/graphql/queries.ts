import { HostError } from '../HostError';
import { RateLimitState } from '../rest/RateLimit';
import { field, textOf } from './GraphqlNode';
import { GraphqlScope } from './GraphqlScope';
import { accountNode, teamNode } from './nodes/accountNode';
import { repositoryNode } from './nodes/repositoryNode';

/** The fields of `Query`. @internal */
export function queries(scope: GraphqlScope, rateLimit: RateLimitState) {
  const { accounts, repositories } = scope.context;
  return {
    viewer: () => accountNode(scope, scope.actor.account),
    rateLimit: {
      __typename: 'RateLimit',
      limit: rateLimit.limit,
      used: rateLimit.used,
      remaining: rateLimit.remaining,
      cost: 1,
      resetAt: new Date(rateLimit.reset * 1000).toISOString(),
    },
    repository: field(['owner', 'name', 'followRenames'], args => {
      const wanted = `${textOf(args, 'owner')}/${textOf(args, 'name')}`;
      const repository = repositories.find(
        ({ fullName }) => fullName.toLowerCase() === wanted.toLowerCase(),
      );
      if (!repository?.rightOf(scope.actor)) {
        throw HostError.notFound(
          `Could not resolve to a Repository with the name '${wanted}'.`,
        );
      }
      return repositoryNode({ ...scope, repository });
    }),
    user: field(['login'], args => {
      const login = textOf(args, 'login') ?? '';
      const found = accounts.find(login);
      if (found?.type !== 'User') {
        throw HostError.notFound(
          `Could not resolve to a User with the login of '${login}'.`,
        );
      }
      return accountNode(scope, found);
    }),
    organization: field(['login'], args => {
      const login = textOf(args, 'login') ?? '';
      const found = accounts.find(login);
      if (found?.type !== 'Organization') {
        throw HostError.notFound(
          `Could not resolve to an Organization with the login of '${login}'.`,
        );
      }
      return {
        ...accountNode(scope, found),
        team: field(['slug'], ({ slug }) => {
          const team = accounts.findTeam(String(slug));
          return team ? teamNode(scope, team) : null;
        }),
      };
    }),
  };
}
