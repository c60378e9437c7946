import { NO_SHA } from '../git/GitRepository';
import { Commit } from '../git/parseCommit';
import { HostContext } from '../HostContext';
import { HostEvent } from '../HostEvents';
import { renderAccount, renderTeam } from '../rest/render/renderAccount';
import { renderCommit } from '../rest/render/renderCommit';
import {
  renderLabel,
  renderPull,
  renderReview,
  renderSimplePull,
} from '../rest/render/renderPull';
import {
  renderRepository,
  repositoryPage,
} from '../rest/render/renderRepository';
import { renderSimpleStatus } from '../rest/render/renderStatus';

type EventOf<T extends HostEvent['type']> = Extract<HostEvent, { type: T }>;

/** GitHub names no more in a push. */
const MOST_COMMITS = 2048;

/**
 * The payload of an event.
 * https://docs.github.com/webhooks/webhook-events-and-payloads
 *
 * @internal
 */
export async function renderEvent(
  context: HostContext,
  event: HostEvent,
): Promise<Record<string, unknown>> {
  const { repository, sender } = event;
  return {
    ...(await renderSpecifics(context, event)),
    repository: renderRepository(context, repository, undefined),
    ...(repository.owner.type === 'Organization'
      ? { organization: renderAccount(context, repository.owner) }
      : {}),
    sender: renderAccount(context, sender),
  };
}

function renderSpecifics(context: HostContext, event: HostEvent) {
  switch (event.type) {
    case 'push':
      return renderPush(context, event);
    case 'pull_request':
      return renderPullEvent(context, event);
    case 'pull_request_review': {
      const { action, repository, pull, review } = event;
      const rendered = renderReview(context, { repository, pull }, review);
      return {
        action,
        review: { ...rendered, state: review.state.toLowerCase() },
        pull_request: renderSimplePull(context, repository, pull),
      };
    }
    case 'status':
    default:
      return renderStatusEvent(context, event);
  }
}

async function renderPush(
  context: HostContext,
  { repository, ref, before, after, sender }: EventOf<'push'>,
) {
  const { git } = repository;
  const page = repositoryPage(context, repository);
  const isGone = after === NO_SHA;
  const range = {
    from: after,
    ...(before === NO_SHA ? {} : { without: before }),
    limit: before === NO_SHA ? 1 : MOST_COMMITS,
  };
  const commits = isGone ? [] : (await git.listCommits(range)).reverse();
  const rendered = await Promise.all(
    commits.map(commit => renderPushed(context, repository, commit)),
  );
  return {
    ref,
    before,
    after,
    created: before === NO_SHA,
    deleted: isGone,
    forced:
      before !== NO_SHA && !isGone && !(await git.isAncestor(before, after)),
    base_ref: null,
    compare: `${page}/compare/${before.slice(0, 12)}...${after.slice(0, 12)}`,
    pusher: { name: sender.login, email: sender.email },
    commits: rendered,
    head_commit: rendered.at(-1) ?? null,
  };
}

async function renderPushed(
  context: HostContext,
  repository: EventOf<'push'>['repository'],
  commit: Commit,
) {
  const { git } = repository;
  const from = commit.parents[0] ?? (await git.emptyTree());
  const files = await git.listChangedFiles(from, commit.sha);
  const named = (...wanted: string[]) =>
    files
      .filter(({ status }) => wanted.includes(status))
      .map(({ path }) => path);
  const moved = files.flatMap(({ previousPath }) => previousPath ?? []);
  return {
    id: commit.sha,
    tree_id: commit.tree,
    distinct: true,
    message: commit.message,
    timestamp: commit.committer.date,
    url: `${repositoryPage(context, repository)}/commit/${commit.sha}`,
    author: { name: commit.author.name, email: commit.author.email },
    committer: { name: commit.committer.name, email: commit.committer.email },
    added: named('added', 'renamed'),
    removed: [...named('removed'), ...moved],
    modified: named('modified'),
  };
}

async function renderPullEvent(
  context: HostContext,
  event: EventOf<'pull_request'>,
) {
  const { action, repository, pull, label, reviewer, team } = event;
  return {
    action,
    number: pull.number,
    pull_request: await renderPull(context, repository, pull),
    ...(label ? { label: renderLabel(context, repository, label) } : {}),
    ...(reviewer
      ? { requested_reviewer: renderAccount(context, reviewer) }
      : {}),
    ...(team ? { requested_team: renderTeam(context, team) } : {}),
  };
}

async function renderStatusEvent(
  context: HostContext,
  { repository, status }: EventOf<'status'>,
) {
  const { git } = repository;
  const commit = await git.readCommit(status.sha);
  const refs = await git.listRefs('refs/heads/');
  return {
    ...renderSimpleStatus(context, repository, status),
    sha: status.sha,
    name: repository.fullName,
    commit: commit ? renderCommit(context, repository, commit) : null,
    branches: refs
      .filter(({ sha }) => sha === status.sha)
      .map(({ ref, sha }) => ({
        name: ref.slice('refs/heads/'.length),
        commit: { sha },
        protected: false,
      })),
  };
}
