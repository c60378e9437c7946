import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Account } from './accounts/Account';
import {
  AccountDirectory,
  AccountOptions,
  WORKFLOW_BOT,
} from './accounts/AccountDirectory';
import { asHostError } from './asHostError';
import { CallLog, HostCall } from './CallLog';
import { HostContext } from './HostContext';
import { HostEvents } from './HostEvents';
import { HostFaults } from './HostFaults';
import { answerArchive } from './http/answerArchive';
import { ApiService } from './http/ApiService';
import { GitService } from './http/GitService';
import { HostExchange } from './http/HostExchange';
import { installHooks } from './http/installHooks';
import { PageService } from './pages/PageService';
import { CommitStatus } from './repositories/CommitStatus';
import { createRepository } from './repositories/createRepository';
import { HostedRepository } from './repositories/HostedRepository';
import { RepositoryOptions } from './repositories/RepositoryOptions';
import { setCommitStatus } from './repositories/setCommitStatus';
import { isApiPath } from './rest/isApiPath';
import { RateLimit } from './rest/RateLimit';
import { Webhooks } from './webhooks/Webhooks';

/** How a host is made. @public */
export interface GitHostOptions extends AccountOptions {
  /** Default: 0, any free port. */
  port?: number;
  /** Holds the repositories and stays. Default: a temporary one that goes. */
  folder?: string;
  /** Calls an hour and an account. Default: 5,000. */
  rateLimit?: number;
  /** Default: the real clock. */
  now?: () => Date;
}

/**
 * A GitHub-compatible host over real bare Git repositories, for development
 * and tests. It listens on 127.0.0.1 only and keeps all but Git in memory.
 *
 * @public
 */
export class GitHost {
  /** Trouble on request. */
  readonly faults = new HostFaults();
  readonly events: HostEvents;
  readonly webhooks: Webhooks;
  readonly #context: HostContext;
  readonly #options: GitHostOptions;
  readonly #folder: string;
  readonly #calls = new CallLog();
  readonly #unsupported: string[] = [];
  readonly #failures: unknown[] = [];
  readonly #api: ApiService;
  readonly #git: GitService;
  readonly #pages: PageService;
  #server: Server | undefined;
  #url: string | undefined;

  private constructor(options: GitHostOptions, folder: string) {
    const { now = () => new Date(), rateLimit: limit = 5_000 } = options;
    let lastId = 1000;
    this.#options = options;
    this.#folder = folder;
    const report = (error: unknown) => {
      this.#failures.push(error);
    };
    this.events = HostEvents.create(report);
    this.#context = {
      accounts: AccountDirectory.create(options, now),
      repositories: [],
      events: this.events,
      now,
      report,
      nextId: () => {
        lastId += 1;
        return lastId;
      },
      baseUrl: () => this.url,
      verifiedCommits: new Set(),
    };
    const context = this.#context;
    const calls = this.#calls;
    this.webhooks = Webhooks.create(context);
    this.#pages = PageService.create(context);
    const hooksDir = join(folder, 'hooks');
    this.#git = GitService.create({ context, calls, hooksDir });
    this.#api = ApiService.create({
      context,
      calls,
      faults: this.faults,
      rateLimit: RateLimit.create({ limit, now }),
      onUnsupported: what => this.#unsupported.push(what),
    });
  }

  /** Makes a host that does not listen yet, so that it can be filled. */
  static async create(options: GitHostOptions = {}): Promise<GitHost> {
    const folder =
      options.folder ?? (await mkdtemp(join(tmpdir(), 'githost-')));
    await installHooks(join(folder, 'hooks'));
    return new GitHost(options, folder);
  }

  /** Makes a host and lets it listen. */
  static async start(options: GitHostOptions = {}): Promise<GitHost> {
    const host = await GitHost.create(options);
    await host.listen();
    return host;
  }

  /** Such as `http://127.0.0.1:41234`. @throws Error before it listens */
  get url(): string {
    if (!this.#url) throw new Error('the Git host does not listen');
    return this.#url;
  }

  /** For `integrations.github[].apiBaseUrl`; GraphQL is its neighbour. */
  get apiBaseUrl(): string {
    return `${this.url}/api/v3`;
  }

  get repositories(): readonly HostedRepository[] {
    return this.#context.repositories;
  }

  get users(): readonly Account[] {
    return this.#context.accounts.users;
  }

  /** The calls that were made, oldest first. */
  get calls(): HostCall[] {
    return this.#calls.list();
  }

  clearCalls(): void {
    this.#calls.clear();
  }

  /** What was asked for and is not supported: tests should find it empty. */
  get unsupportedCalls(): readonly string[] {
    return this.#unsupported;
  }

  /** Errors of the host itself, answered with 500: there should be none. */
  get failures(): readonly unknown[] {
    return this.#failures;
  }

  /**
   * Makes a repository with one commit.
   *
   * @throws Error for a name that is taken or cannot be one
   */
  async createRepository(
    options: RepositoryOptions,
  ): Promise<HostedRepository> {
    const folder = join(this.#folder, 'repositories');
    return createRepository(this.#context, { ...options, folder });
  }

  /**
   * Notes what a check of this host itself says of a commit, as its bot for
   * workflows would.
   */
  async setStatus(
    repository: HostedRepository,
    status: Omit<CommitStatus, 'id' | 'creator' | 'createdAt'>,
  ): Promise<void> {
    const sender = this.#context.accounts.require(WORKFLOW_BOT);
    await repository.exclusive(() =>
      setCommitStatus(this.#context, { repository, sender }, status),
    );
  }

  /** @param fullName - `owner/name` */
  find(fullName: string): HostedRepository | undefined {
    return this.#context.repositories.find(
      repository =>
        repository.fullName.toLowerCase() === fullName.toLowerCase(),
    );
  }

  /** Starts to listen. */
  async listen(): Promise<void> {
    if (this.#server) return;
    const server = createServer((request, response) => {
      const exchange = HostExchange.create(request, response);
      void this.#answer(exchange);
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.#options.port ?? 0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo; // a TCP port has one
    this.#server = server;
    this.#url = `http://127.0.0.1:${port}`;
  }

  /** Cuts what is open and stops; a temporary folder is removed. */
  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    this.webhooks.stop();
    await this.webhooks.settled();
    if (server) {
      const closed = new Promise(resolve => server.close(resolve));
      server.closeAllConnections();
      await closed;
    }
    if (this.#options.folder) return;
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 3 });
  }

  async #answer(exchange: HostExchange): Promise<void> {
    const { path } = exchange;
    try {
      if (/^(\/api)?\/graphql$/.test(path)) {
        await this.#api.answerGraphql(exchange);
      } else if (/^\/api\/v3(\/|$)/.test(path)) {
        const inside = path.slice('/api/v3'.length).replace(/\/$/, '') || '/';
        await this.#api.answerRest(exchange, inside);
      } else if (isApiPath(path)) {
        await this.#api.answerRest(exchange, path);
      } else if (
        !(await this.#git.answer(exchange)) &&
        !(await answerArchive(this.#context, exchange))
      ) {
        await this.#pages.answer(exchange);
      }
    } catch (error) {
      if (exchange.response.headersSent) {
        exchange.response.destroy();
        return;
      }
      const refused = asHostError(this.#context, error);
      const headers = { 'content-type': 'text/plain; charset=utf-8' };
      exchange.send(refused.status, headers, refused.message);
    }
  }
}
