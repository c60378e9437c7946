import { HostError } from '../../HostError';
import { createPullRequest } from '../../pulls/createPullRequest';
import { mergePullRequest } from '../../pulls/mergePullRequest';
import { PullRequest } from '../../pulls/PullRequest';
import { updatePullRequest } from '../../pulls/updatePullRequest';
import { paginate } from '../paginate';
import { renderChangedFile } from '../render/renderChangedFile';
import { renderCommit } from '../render/renderCommit';
import {
  changedFilesOf,
  renderPull,
  renderSimplePull,
} from '../render/renderPull';
import {
  ok,
  pullOf,
  repositoryOf,
  RestCall,
  requireActor,
  writablePullOf,
  writableRepositoryOf,
} from '../RestCall';

/** https://docs.github.com/rest/pulls/pulls#list-pull-requests-files */
const MOST_FILES = 3000;

/** Calls about pull requests themselves. @internal */
export const pullHandlers = {
  'pulls/list': (call: RestCall) => {
    const repository = repositoryOf(call);
    const found = repository.pulls.filter(
      wantedBy(call, repository.owner.login),
    );
    const { items, headers } = paginate(call, sorted(call, found));
    const body = items.map(pull =>
      renderSimplePull(call.context, repository, pull),
    );
    return { status: 200, body, headers };
  },
  'pulls/create': async (call: RestCall) => {
    const { context, body } = call;
    const use = writableRepositoryOf(call);
    const { repository } = use;
    const pull = await createPullRequest(context, use, {
      title: body.requiredText('title'),
      body: body.text('body') ?? null,
      head: body.requiredText('head'),
      base: body.requiredText('base'),
      isDraft: body.flag('draft'),
    });
    const rendered = await renderPull(context, repository, pull);
    const headers = { location: rendered.url };
    return { status: 201, body: rendered, headers };
  },
  'pulls/get': async (call: RestCall) => {
    const repository = repositoryOf(call);
    const pull = pullOf(call, repository);
    return ok(await renderPull(call.context, repository, pull));
  },
  'pulls/update': async (call: RestCall) => {
    const { body, context } = call;
    const repository = repositoryOf(call);
    const pull = pullOf(call, repository);
    const sender = requireActor(call).account;
    // One's own may be changed without more rights than reading.
    if (pull.author.login !== sender.login) {
      repository.requireRight(call.actor, 'write');
    }
    await updatePullRequest(
      context,
      { repository, pull, sender },
      {
        title: body.text('title'),
        body: body.isNull('body') ? null : body.text('body'),
        state: body.choice('state', ['open', 'closed']),
        base: body.text('base'),
      },
    );
    return ok(await renderPull(context, repository, pull));
  },
  'pulls/list-files': async (call: RestCall) => {
    const repository = repositoryOf(call);
    const pull = pullOf(call, repository);
    const files = await changedFilesOf(repository, pull);
    const { items, headers } = paginate(call, files.slice(0, MOST_FILES));
    const use = { repository, commit: pull.head.sha };
    const body = items.map(file => renderChangedFile(call.context, use, file));
    return { status: 200, body, headers };
  },
  'pulls/list-commits': async (call: RestCall) => {
    const repository = repositoryOf(call);
    const { base, head } = pullOf(call, repository);
    const range = { from: head.sha, without: base.sha };
    const commits = await repository.git.listCommits(range);
    const { items, headers } = paginate(call, commits.reverse());
    const body = items.map(commit =>
      renderCommit(call.context, repository, commit),
    );
    return { status: 200, body, headers };
  },
  'pulls/check-if-merged': (call: RestCall) => {
    const { merged } = pullOf(call, repositoryOf(call));
    if (!merged) throw HostError.notFound();
    return { status: 204 };
  },
  'pulls/merge': async (call: RestCall) => {
    const { body, context } = call;
    const methods = ['merge', 'squash', 'rebase'] as const;
    const method = body.choice('merge_method', methods) ?? 'merge';
    if (method === 'rebase') {
      throw HostError.notMergeable(
        'Rebase merges are not allowed on this repository.',
      );
    }
    const sha = await mergePullRequest(context, {
      ...writablePullOf(call),
      method,
      expectedHead: body.text('sha'),
      title: body.text('commit_title'),
      message: body.text('commit_message'),
    });
    const message = 'Pull Request successfully merged';
    return ok({ sha, merged: true, message });
  },
};

function wantedBy(
  { query }: RestCall,
  owner: string,
): (pull: PullRequest) => boolean {
  const state = query.get('state') ?? 'open';
  const head = query.get('head');
  const base = query.get('base');
  // As GitHub: a head without its owner does not filter at all.
  const filtersHead = head?.includes(':');
  return pull =>
    (state === 'all' || pull.state === state) &&
    (!base || pull.base.ref === base) &&
    (!filtersHead || `${owner}:${pull.head.ref}` === head);
}

function sorted({ query }: RestCall, pulls: PullRequest[]): PullRequest[] {
  const key = query.get('sort') === 'updated' ? 'updatedAt' : 'createdAt';
  const isAscending = query.get('direction') === 'asc';
  return [...pulls].sort((one, other) => {
    const before =
      one[key].getTime() - other[key].getTime() || one.number - other.number;
    return isAscending ? before : -before;
  });
}
