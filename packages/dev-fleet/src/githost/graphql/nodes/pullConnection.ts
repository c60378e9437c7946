import { PullRequest } from '../../pulls/PullRequest';
import { connection } from '../connection';
import { FieldWithArguments, objectOf, textOf, textsOf } from '../GraphqlNode';
import { RepositoryScope } from '../GraphqlScope';
import { pullNode, stateOf } from './pullNode';

/** Pull requests of a repository that a field may show. @internal */
export function pullConnection(
  scope: RepositoryScope,
  includes: (pull: PullRequest) => boolean = () => true,
): FieldWithArguments {
  return connection({
    typename: 'PullRequestConnection',
    extra: ['states', 'headRefName', 'baseRefName', 'labels', 'orderBy'],
    list: args => {
      const states = textsOf(args, 'states');
      const head = textOf(args, 'headRefName');
      const base = textOf(args, 'baseRefName');
      const labels = textsOf(args, 'labels');
      const pulls = scope.repository.pulls.filter(
        pull =>
          includes(pull) &&
          (!states || states.includes(stateOf(pull))) &&
          (!head || pull.head.ref === head) &&
          (!base || pull.base.ref === base) &&
          (!labels || pull.labels.some(({ name }) => labels.includes(name))),
      );
      return inOrder(pulls, objectOf(args.orderBy));
    },
    render: pull => pullNode(scope, pull),
  });
}

function inOrder(
  pulls: PullRequest[],
  order: Record<string, unknown>,
): PullRequest[] {
  const key = order.field === 'UPDATED_AT' ? 'updatedAt' : 'createdAt';
  const sorted = [...pulls].sort(
    (a, b) => a[key].getTime() - b[key].getTime() || a.number - b.number,
  );
  return order.direction === 'DESC' ? sorted.reverse() : sorted;
}
