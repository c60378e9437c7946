import { Account, Team } from '../../accounts/Account';
import { nodeId } from '../../rest/nodeId';
import { renderAccount, renderTeam } from '../../rest/render/renderAccount';
import { connection } from '../connection';
import { GraphqlNode } from '../GraphqlNode';
import { GraphqlScope } from '../GraphqlScope';

/** `User`, `Bot` or `Organization`. @internal */
export function accountNode(
  { context }: GraphqlScope,
  account: Account,
): GraphqlNode {
  const { avatar_url: avatarUrl, html_url: url } = renderAccount(
    context,
    account,
  );
  return {
    __typename: account.type,
    id: nodeId('account', account.id),
    databaseId: account.id,
    login: account.login,
    avatarUrl,
    url,
    ...(account.type === 'Bot' ? {} : { name: account.name }),
    ...(account.type === 'User' ? { email: account.email } : {}),
  };
}

/** `Team`. @internal */
export function teamNode(scope: GraphqlScope, team: Team): GraphqlNode {
  const { html_url: url } = renderTeam(scope.context, team);
  return {
    __typename: 'Team',
    id: nodeId('team', team.id),
    databaseId: team.id,
    slug: team.slug,
    name: team.name,
    combinedSlug: `${scope.context.accounts.org.login}/${team.slug}`,
    url,
    members: connection({
      typename: 'TeamMemberConnection',
      list: () => team.members,
      render: member => accountNode(scope, member),
    }),
  };
}
