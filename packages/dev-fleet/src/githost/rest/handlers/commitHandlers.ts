import { Commit } from '../../git/parseCommit';
import { HostError } from '../../HostError';
import {
  combineStates,
  CommitStatus,
  newestStatuses,
} from '../../repositories/CommitStatus';
import { HostedRepository } from '../../repositories/HostedRepository';
import { setCommitStatus } from '../../repositories/setCommitStatus';
import { paginate } from '../paginate';
import { renderChangedFile } from '../render/renderChangedFile';
import { renderCommit } from '../render/renderCommit';
import {
  renderMinimalRepository,
  repositoryPage,
  repositoryUrl,
} from '../render/renderRepository';
import { renderSimpleStatus, renderStatus } from '../render/renderStatus';
import { ok, repositoryOf, RestCall, writableRepositoryOf } from '../RestCall';

const STATES = ['error', 'failure', 'pending', 'success'] as const;

/** Calls about commits, what differs between them, and their statuses. @internal */
export const commitHandlers = {
  'repos/list-commits': async (call: RestCall) => {
    const repository = repositoryOf(call);
    const { query, context } = call;
    const name = query.get('sha') || repository.defaultBranch;
    const { sha: from } = await requireCommit(repository, name);
    const path = query.get('path') ?? undefined;
    const commits = await repository.git.listCommits({ from, path });
    const { items, headers } = paginate(call, commits);
    const body = items.map(item => renderCommit(context, repository, item));
    return { status: 200, body, headers };
  },
  'repos/get-commit': async (call: RestCall) => {
    const repository = repositoryOf(call);
    const { ref } = call.call.params;
    const commit = await requireCommit(repository, ref);
    if (/\bsha\b/.test(call.accept)) return ok(Buffer.from(commit.sha));
    const { git } = repository;
    // A first commit adds all that is in it.
    const before = commit.parents[0] ?? (await git.emptyTree());
    const files = await git.listChangedFiles(before, commit.sha);
    const sum = (counts: number[]) => counts.reduce((a, b) => a + b, 0);
    const additions = sum(files.map(file => file.additions));
    const deletions = sum(files.map(file => file.deletions));
    const use = { repository, commit: commit.sha };
    return ok({
      ...renderCommit(call.context, repository, commit),
      stats: { total: additions + deletions, additions, deletions },
      files: files.map(file => renderChangedFile(call.context, use, file)),
    });
  },
  'repos/compare-commits-with-basehead': (call: RestCall) => compare(call),
  'repos/get-combined-status-for-ref': async (call: RestCall) => {
    const repository = repositoryOf(call);
    const { sha } = await requireCommit(repository, call.call.params.ref);
    const all = repository.statusesOf(sha);
    const newest = newestStatuses(all);
    const { items, headers } = paginate(call, newest);
    const url = repositoryUrl(call.context, repository);
    const body = {
      state: combineStates(all),
      statuses: items.map(status =>
        renderSimpleStatus(call.context, repository, status),
      ),
      sha,
      total_count: newest.length,
      repository: renderMinimalRepository(call.context, repository),
      commit_url: `${url}/commits/${sha}`,
      url: `${url}/commits/${sha}/status`,
    };
    return { status: 200, body, headers };
  },
  'repos/list-commit-statuses-for-ref': async (call: RestCall) => {
    const repository = repositoryOf(call);
    const { sha } = await requireCommit(repository, call.call.params.ref);
    const newestFirst = repository.statusesOf(sha).reverse();
    const { items, headers } = paginate(call, newestFirst);
    const render = (status: CommitStatus) =>
      renderStatus(call.context, repository, status);
    return { status: 200, body: items.map(render), headers };
  },
  'repos/create-commit-status': async (call: RestCall) => {
    const { repository, sender } = writableRepositoryOf(call);
    const { body, context } = call;
    if (!body.has('state')) {
      throw HostError.invalidRequest('"state" wasn\'t supplied.');
    }
    const found = await repository.git.readCommit(call.call.params.sha);
    if (!found) {
      throw HostError.unprocessable(
        `No commit found for SHA: ${call.call.params.sha}`,
      );
    }
    const status = await setCommitStatus(
      context,
      { repository, sender },
      {
        sha: found.sha,
        state: body.choice('state', STATES) ?? 'pending',
        context: body.text('context') ?? 'default',
        description: body.text('description') ?? null,
        targetUrl: body.text('target_url') ?? null,
      },
    );
    return { status: 201, body: renderStatus(context, repository, status) };
  },
  /** Checks are statuses here; nothing runs on this host. */
  'checks/list-for-ref': async (call: RestCall) => {
    await requireCommit(repositoryOf(call), call.call.params.ref);
    return ok({ total_count: 0, check_runs: [] });
  },
};

/** @throws HostError 404 or 422 as https://docs.github.com/rest/commits/commits#get-a-commit */
async function requireCommit(
  { git }: HostedRepository,
  name: string,
): Promise<Commit> {
  const sha = await git.resolveCommit(name);
  const commit = sha && (await git.readCommit(sha));
  if (!commit) {
    throw HostError.unprocessable(`No commit found for SHA: ${name}`);
  }
  return commit;
}

async function compare(call: RestCall) {
  const repository = repositoryOf(call);
  const { context } = call;
  const { git } = repository;
  const found = /^(.+?)\.\.\.(.+)$/.exec(call.call.params.basehead);
  if (!found) throw HostError.notFound();
  const own = `${repository.owner.login}:`;
  const names = found.slice(1).map(name => name.replace(own, ''));
  const [base, head] = await Promise.all(
    names.map(async name => {
      const sha = await git.resolveCommit(name);
      const commit = sha && (await git.readCommit(sha));
      if (!commit) throw HostError.notFound();
      return commit;
    }),
  );
  const common = await git.mergeBase(base.sha, head.sha);
  const start = common && (await git.readCommit(common));
  if (!start) {
    throw HostError.notFound(
      `No common ancestor between ${names[0]} and ${names[1]}.`,
    );
  }
  const commits = await git.listCommits({ from: head.sha, without: base.sha });
  const behind = await git.countCommits(base.sha, head.sha);
  const files = await git.listChangedFiles(start.sha, head.sha);
  const { items, headers } = paginate(call, commits.reverse());
  const range = `${names[0]}...${names[1]}`;
  const page = repositoryPage(context, repository);
  const render = (commit: Commit) => renderCommit(context, repository, commit);
  const use = { repository, commit: head.sha };
  const body = {
    url: `${repositoryUrl(context, repository)}/compare/${range}`,
    html_url: `${page}/compare/${range}`,
    permalink_url: `${page}/compare/${base.sha}...${head.sha}`,
    diff_url: `${page}/compare/${range}.diff`,
    patch_url: `${page}/compare/${range}.patch`,
    base_commit: render(base),
    merge_base_commit: render(start),
    status: comparisonOf(commits.length, behind),
    ahead_by: commits.length,
    behind_by: behind,
    total_commits: commits.length,
    commits: items.map(render),
    files: files.map(file => renderChangedFile(context, use, file)),
  };
  return { status: 200, body, headers };
}

function comparisonOf(ahead: number, behind: number): string {
  if (ahead === 0) return behind === 0 ? 'identical' : 'behind';
  return behind === 0 ? 'ahead' : 'diverged';
}
