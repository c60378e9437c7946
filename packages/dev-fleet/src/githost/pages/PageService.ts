import { asHostError } from '../asHostError';
import { HostContext } from '../HostContext';
import { HostError } from '../HostError';
import { HostExchange } from '../http/HostExchange';
import { assessMerge } from '../pulls/assessMerge';
import { PullRequest } from '../pulls/PullRequest';
import { HostedRepository } from '../repositories/HostedRepository';
import { changedFilesOf } from '../rest/render/renderPull';
import { actOnPull } from './actOnPull';
import { commitPage, filePage } from './filePage';
import { markup } from './markup';
import { layout, PAGE_HEADERS } from './layout';
import { pullListPage, repositoryListPage } from './pullListPage';
import { pullPage } from './pullPage';
import { runPage } from './runPage';

const TEXT_HEADERS = {
  'content-type': 'text/plain; charset=utf-8',
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
};

/**
 * Pages for people. Nobody logs in: whoever is on this machine may look, and
 * acts as the user they pick.
 *
 * @internal
 */
export class PageService {
  readonly #context: HostContext;

  private constructor(context: HostContext) {
    this.#context = context;
  }

  static create(context: HostContext): PageService {
    return new PageService(context);
  }

  async answer(exchange: HostExchange): Promise<void> {
    try {
      this.#refuseForeign(exchange);
      await this.#route(exchange);
    } catch (error) {
      const { status, message } = asHostError(this.#context, error);
      const content = markup`<p class="error" role="alert">${message}</p>`;
      const crumbs = [{ title: 'Repositories', href: '/' }];
      const page = layout({ title: 'This did not work', crumbs, content });
      exchange.send(status, PAGE_HEADERS, page);
    }
  }

  /**
   * Other sites must neither post forms nor reach us under a name of theirs
   * that points to this machine.
   */
  #refuseForeign(exchange: HostExchange): void {
    const own = new URL(this.#context.baseUrl());
    const names = [own.host, `localhost:${own.port}`];
    if (!names.includes(exchange.header('host') ?? '')) {
      throw HostError.notFound('There is no such host here.');
    }
    if (exchange.method === 'GET' || exchange.method === 'HEAD') return;
    const origins = names.map(name => `${own.protocol}//${name}`);
    if (!origins.includes(exchange.header('origin') ?? '')) {
      throw HostError.conflict('Forms are taken from our own pages only.');
    }
  }

  async #route(exchange: HostExchange): Promise<void> {
    const { path } = exchange;
    if (path === '/') {
      const { repositories } = this.#context;
      exchange.send(200, PAGE_HEADERS, repositoryListPage(repositories));
      return;
    }
    const [owner, name, section = 'pulls', ...rest] = partsOf(path);
    const repository = this.#repository(`${owner}/${name}`);
    if (section === 'pull') {
      await this.#answerPull(exchange, repository, rest[0] ?? '');
      return;
    }
    if (section === 'pulls' && rest.length === 0) {
      exchange.send(200, PAGE_HEADERS, pullListPage(repository));
      return;
    }
    if (section === 'commit') {
      await this.#answerCommit(exchange, repository, rest[0] ?? '');
      return;
    }
    if (section === 'actions' && rest[0] === 'runs') {
      const run = repository.runs.find(({ id }) => `${id}` === rest[1]);
      if (!run) throw HostError.notFound('There is no such run.');
      exchange.send(200, PAGE_HEADERS, runPage(repository, run));
      return;
    }
    if (section !== 'blob' && section !== 'raw') throw HostError.notFound();
    await this.#answerFile(exchange, repository, { section, rest });
  }

  #repository(fullName: string): HostedRepository {
    const found = this.#context.repositories.find(
      repository =>
        repository.fullName.toLowerCase() === fullName.toLowerCase(),
    );
    if (!found) throw HostError.notFound('There is no such repository.');
    return found;
  }

  async #answerPull(
    exchange: HostExchange,
    repository: HostedRepository,
    name: string,
  ): Promise<void> {
    const [, number, suffix] = /^(\d+)(\.diff)?$/.exec(name) ?? [];
    const pull = repository.requirePull(Number(number));
    if (suffix) {
      const { base, head } = pull;
      const range = `${base.sha}...${head.sha}`;
      const diff = await repository.git.git(['diff', '--no-ext-diff', range]);
      exchange.send(200, TEXT_HEADERS, diff);
      return;
    }
    if (exchange.method !== 'POST') {
      exchange.send(200, PAGE_HEADERS, await this.#pullPage(repository, pull));
      return;
    }
    const form = new URLSearchParams(await exchange.readBody());
    try {
      await repository.exclusive(() =>
        actOnPull(this.#context, { repository, pull }, form),
      );
      const location = `/${repository.fullName}/pull/${pull.number}`;
      exchange.send(303, { location });
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      const message = [error.message, ...(error.errors ?? [])]
        .filter(text => typeof text === 'string')
        .join(': ');
      const page = await this.#pullPage(repository, pull, message);
      exchange.send(error.status, PAGE_HEADERS, page);
    }
  }

  async #pullPage(
    repository: HostedRepository,
    pull: PullRequest,
    error?: string,
  ): Promise<string> {
    const [files, merge] = await Promise.all([
      changedFilesOf(repository, pull),
      assessMerge(repository, pull),
    ]);
    const users = this.#context.accounts.users.filter(account =>
      repository.rightOf({ account }),
    );
    return pullPage({ repository, pull, files, merge, users, error });
  }

  async #answerCommit(
    exchange: HostExchange,
    repository: HostedRepository,
    sha: string,
  ): Promise<void> {
    const { git } = repository;
    const commit = await git.readCommit(sha);
    if (!commit) throw HostError.notFound('There is no such commit.');
    const from = commit.parents[0] ?? (await git.emptyTree());
    const files = await git.listChangedFiles(from, commit.sha);
    exchange.send(200, PAGE_HEADERS, commitPage(repository, commit, files));
  }

  async #answerFile(
    exchange: HostExchange,
    repository: HostedRepository,
    { section, rest }: { section: 'blob' | 'raw'; rest: string[] },
  ): Promise<void> {
    const { git } = repository;
    // A branch may hold slashes: the shortest one that exists counts.
    for (let at = 1; at < rest.length; at += 1) {
      const commit = await git.resolveCommit(rest.slice(0, at).join('/'));
      const path = rest.slice(at).join('/');
      const object = commit ? await git.read(`${commit}:${path}`) : undefined;
      if (object?.type !== 'blob') continue;
      const text = object.content.toString('utf8');
      if (section === 'raw') exchange.send(200, TEXT_HEADERS, object.content);
      else
        exchange.send(200, PAGE_HEADERS, filePage(repository, { path, text }));
      return;
    }
    throw HostError.notFound('There is no such file.');
  }
}

function partsOf(path: string): string[] {
  try {
    return path.split('/').slice(1).map(decodeURIComponent);
  } catch {
    throw HostError.notFound();
  }
}
