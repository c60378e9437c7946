import { isSha } from '../git/GitRepository';
import { HostError } from '../HostError';
import { disableAutoMerge, enableAutoMerge } from '../pulls/autoMerge';
import { createPullRequest } from '../pulls/createPullRequest';
import { setLabels } from '../pulls/labelPullRequest';
import { mergePullRequest } from '../pulls/mergePullRequest';
import { MergeMethod } from '../pulls/PullRequest';
import { requestReviewers } from '../pulls/requestReviewers';
import { reviewPullRequest } from '../pulls/reviewPullRequest';
import { updatePullRequest } from '../pulls/updatePullRequest';
import { commitFiles } from '../repositories/commitFiles';
import { createRef } from '../rest/handlers/refHandlers';
import { Arguments, field, objectOf, textOf, textsOf } from './GraphqlNode';
import { GraphqlScope, RepositoryScope } from './GraphqlScope';
import { accountNode } from './nodes/accountNode';
import { commitNode } from './nodes/objectNode';
import { pullNode, reviewNode } from './nodes/pullNode';
import { refNode } from './nodes/refNode';
import {
  branchOf,
  labelsOf,
  pullOfId,
  repositoryOfId,
  reviewersOf,
} from './readInput';

type Payload = Record<string, unknown>;

/** A mutation: its payload's type follows from its name. */
function mutation(
  name: string,
  run: (input: Arguments) => Promise<Payload>,
): [string, unknown] {
  const resolve = field(['input'], async args => {
    const input = objectOf(args.input);
    return {
      __typename: `${name[0].toUpperCase()}${name.slice(1)}Payload`,
      clientMutationId: input.clientMutationId ?? null,
      ...(await run(input)),
    };
  });
  return [name, resolve];
}

/** The fields of `Mutation`. @internal */
export function mutations(scope: GraphqlScope): Record<string, unknown> {
  return Object.fromEntries([
    ...gitMutations(scope),
    ...pullMutations(scope),
    ...reviewMutations(scope),
    ...mergeMutations(scope),
  ]);
}

function gitMutations(scope: GraphqlScope) {
  const sender = scope.actor.account;
  return [
    mutation('createCommitOnBranch', async input => {
      const { repository, branch } = branchOf(scope, objectOf(input.branch));
      const within: RepositoryScope = { ...scope, repository };
      const { git } = repository;
      const changes = objectOf(input.fileChanges);
      const sha = await repository.exclusive(() =>
        commitFiles(
          scope.context,
          { repository, sender },
          {
            branch,
            expectedHead: textOf(input, 'expectedHeadOid') ?? '',
            message: messageOf(objectOf(input.message)),
            additions: listOf(changes.additions).map(addition => ({
              path: textOf(addition, 'path') ?? '',
              content: Buffer.from(
                textOf(addition, 'contents') ?? '',
                'base64',
              ),
            })),
            deletions: listOf(changes.deletions).map(
              deletion => textOf(deletion, 'path') ?? '',
            ),
          },
        ),
      );
      const commit = await git.readCommit(sha);
      const ref = await git.readRef(`refs/heads/${branch}`);
      return {
        commit: commit ? commitNode(within, commit) : null,
        ref: ref ? refNode(within, ref) : null,
      };
    }),
    mutation('createRef', async input => {
      const repository = repositoryOfId(scope, input.repositoryId, 'write');
      const sha = textOf(input, 'oid') ?? '';
      const name = textOf(input, 'name') ?? '';
      if (!isSha(sha)) throw HostError.unprocessable('Object does not exist');
      const ref = await repository.exclusive(() =>
        createRef(scope.context, { repository, sender }, { ref: name, sha }),
      );
      return { ref: refNode({ ...scope, repository }, ref) };
    }),
  ];
}

function messageOf(message: Arguments): string {
  const headline = textOf(message, 'headline') ?? '';
  const body = textOf(message, 'body');
  return body ? `${headline}\n\n${body}` : headline;
}

function listOf(value: unknown): Arguments[] {
  return Array.isArray(value) ? value.map(objectOf) : [];
}

function pullMutations(scope: GraphqlScope) {
  const { context, actor } = scope;
  const sender = actor.account;
  return [
    mutation('createPullRequest', async input => {
      const repository = repositoryOfId(scope, input.repositoryId, 'write');
      const pull = await repository.exclusive(() =>
        createPullRequest(
          context,
          { repository, sender },
          {
            title: textOf(input, 'title') ?? '',
            body: textOf(input, 'body') ?? null,
            head: textOf(input, 'headRefName') ?? '',
            base: textOf(input, 'baseRefName') ?? '',
            isDraft: input.draft === true,
          },
        ),
      );
      return { pullRequest: pullNode({ ...scope, repository }, pull) };
    }),
    mutation('closePullRequest', async input => {
      const use = pullOfId(scope, input.pullRequestId, 'write');
      const close = () => updatePullRequest(context, use, { state: 'closed' });
      await use.repository.exclusive(close);
      return { pullRequest: pullNode({ ...scope, ...use }, use.pull) };
    }),
    mutation('addLabelsToLabelable', async input => {
      const use = pullOfId(scope, input.labelableId, 'write');
      const labels = labelsOf(use.repository, textsOf(input, 'labelIds') ?? []);
      await use.repository.exclusive(async () =>
        setLabels(context, use, [...use.pull.labels, ...labels]),
      );
      return { labelable: pullNode({ ...scope, ...use }, use.pull) };
    }),
  ];
}

function reviewMutations(scope: GraphqlScope) {
  const { context } = scope;
  return [
    mutation('requestReviews', async input => {
      const use = pullOfId(scope, input.pullRequestId, 'write');
      const reviewers = reviewersOf(scope, use.repository, input);
      await use.repository.exclusive(async () => {
        // Without `union` those asked for before are asked no longer.
        if (input.union !== true) {
          use.pull.requestedUsers = [];
          use.pull.requestedTeams = [];
        }
        requestReviewers(context, use, reviewers);
      });
      return {
        actor: accountNode(scope, use.sender),
        pullRequest: pullNode({ ...scope, ...use }, use.pull),
      };
    }),
    mutation('addPullRequestReview', async input => {
      const use = pullOfId(scope, input.pullRequestId, 'read');
      const event = textOf(input, 'event');
      if (
        event !== 'APPROVE' &&
        event !== 'REQUEST_CHANGES' &&
        event !== 'COMMENT'
      ) {
        throw HostError.unsupported(`A review with the event '${event}'`);
      }
      const review = await use.repository.exclusive(() =>
        reviewPullRequest(context, use, {
          event,
          body: textOf(input, 'body') ?? '',
          commit: textOf(input, 'commitOID'),
        }),
      );
      return { pullRequestReview: reviewNode({ ...scope, ...use }, review) };
    }),
  ];
}

function mergeMutations(scope: GraphqlScope) {
  const { context } = scope;
  const wish = (input: Arguments) => ({
    method: methodOf(input),
    title: textOf(input, 'commitHeadline') ?? null,
    message: textOf(input, 'commitBody') ?? null,
  });
  const payload = (use: ReturnType<typeof pullOfId>) => ({
    actor: accountNode(scope, use.sender),
    pullRequest: pullNode({ ...scope, ...use }, use.pull),
  });
  return [
    mutation('enablePullRequestAutoMerge', async input => {
      const use = pullOfId(scope, input.pullRequestId, 'write');
      refuseOtherHead(use.pull.head.sha, input);
      await use.repository.exclusive(() =>
        enableAutoMerge(context, use, wish(input)),
      );
      return payload(use);
    }),
    mutation('disablePullRequestAutoMerge', async input => {
      const use = pullOfId(scope, input.pullRequestId, 'write');
      await use.repository.exclusive(async () =>
        disableAutoMerge(context, use),
      );
      return payload(use);
    }),
    mutation('mergePullRequest', async input => {
      const use = pullOfId(scope, input.pullRequestId, 'write');
      const expectedHead = textOf(input, 'expectedHeadOid');
      await use.repository.exclusive(() =>
        mergePullRequest(context, { ...use, ...wish(input), expectedHead }),
      );
      return payload(use);
    }),
  ];
}

function methodOf(input: Arguments): MergeMethod {
  if (input.mergeMethod === 'REBASE') {
    throw HostError.unprocessable(
      'Rebase merges are not allowed on this repository.',
    );
  }
  return input.mergeMethod === 'SQUASH' ? 'squash' : 'merge';
}

function refuseOtherHead(head: string, input: Arguments): void {
  const expected = textOf(input, 'expectedHeadOid');
  if (expected && expected !== head) {
    throw HostError.conflict(
      'Head branch was modified. Review and try the merge again.',
    );
  }
}
