import { spawn } from 'node:child_process';
import { Actor } from '../accounts/Account';
import { asHostError } from '../asHostError';
import { CallLog } from '../CallLog';
import { GitRef, NO_SHA } from '../git/GitRepository';
import { gitEnvironment } from '../git/runGit';
import { HostContext } from '../HostContext';
import { HostError } from '../HostError';
import { needsPullRequest } from '../repositories/BranchProtection';
import { HostedRepository } from '../repositories/HostedRepository';
import { refMoved } from '../repositories/moveRef';
import { HostExchange } from './HostExchange';
import { pipeCgi } from './pipeCgi';

const GIT_PATH =
  /^\/([^/]+)\/([^/]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/;

/** What Git is served with. @internal */
export interface GitServiceParts {
  context: HostContext;
  calls: CallLog;
  /** Holds the hook that asks for the protection of branches. */
  hooksDir: string;
}

/**
 * Clone, fetch and push by the smart HTTP protocol, carried out by git's own
 * `http-backend`.
 *
 * @internal
 */
export class GitService {
  readonly #parts: GitServiceParts;

  private constructor(parts: GitServiceParts) {
    this.#parts = parts;
  }

  static create(parts: GitServiceParts): GitService {
    return new GitService(parts);
  }

  /** @returns false where the path is none of git's */
  async answer(exchange: HostExchange): Promise<boolean> {
    const found = GIT_PATH.exec(exchange.path);
    if (!found) return false;
    const [, owner, name, action] = found;
    const service =
      action === 'info/refs' ? exchange.query.get('service') ?? '' : action;
    try {
      const actor = this.#authenticate(exchange);
      const repository = this.#repository(`${owner}/${name}`, actor);
      const isPush = service === 'git-receive-pack';
      if (isPush) this.#requirePush(repository, actor);
      const cgi = { exchange, repository, actor, action };
      await (action === 'git-receive-pack'
        ? repository.exclusive(() => this.#push({ ...cgi, actor }))
        : this.#run(cgi));
      exchange.response.end();
      this.#log(exchange, { service, status: 200, actor });
    } catch (error) {
      const refused = asHostError(this.#parts.context, error);
      this.#log(exchange, { service, status: refused.status });
      this.#refuse(exchange, refused);
    }
    return true;
  }

  #authenticate({ token }: HostExchange): Actor | undefined {
    return token ? this.#parts.context.accounts.authenticate(token) : undefined;
  }

  #repository(fullName: string, actor: Actor | undefined): HostedRepository {
    const found = this.#parts.context.repositories.find(
      repository =>
        repository.fullName.toLowerCase() === fullName.toLowerCase(),
    );
    if (found?.rightOf(actor)) return found;
    // Nobody is told which private repositories exist, only to log in.
    throw actor
      ? HostError.notFound('Repository not found.')
      : HostError.requiresAuthentication();
  }

  #requirePush(repository: HostedRepository, actor: Actor | undefined): void {
    if (!actor) throw HostError.requiresAuthentication();
    repository.requireRight(actor, 'write');
  }

  /**
   * Lets git take a push, then does what follows from each ref it moved. Only
   * then does the answer end: who has pushed finds pull requests up to date.
   */
  async #push(cgi: CgiRequest): Promise<void> {
    const { repository, actor } = cgi;
    const before = await repository.git.listRefs('refs/');
    await this.#run(cgi);
    const after = await repository.git.listRefs('refs/');
    for (const move of movesBetween(before, after)) {
      const sender = actor?.account ?? repository.owner;
      await refMoved(this.#parts.context, { ...move, repository, sender });
    }
  }

  #run({ exchange, repository, actor, action }: CgiRequest): Promise<void> {
    const { hooksDir } = this.#parts;
    const header = (name: string) => exchange.header(name) ?? '';
    const child = spawn('git', ['http-backend'], {
      env: gitEnvironment({
        GIT_PROJECT_ROOT: repository.git.dir,
        GIT_HTTP_EXPORT_ALL: '1',
        PATH_INFO: `/${action}`,
        REQUEST_METHOD: exchange.method,
        QUERY_STRING: exchange.query.toString(),
        CONTENT_TYPE: header('content-type'),
        CONTENT_LENGTH: header('content-length'),
        HTTP_CONTENT_ENCODING: header('content-encoding'),
        GIT_PROTOCOL: header('git-protocol'),
        ...(actor ? { REMOTE_USER: actor.account.login } : {}),
        ...protectionVariables(repository, actor),
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: 'core.hooksPath',
        GIT_CONFIG_VALUE_0: hooksDir,
      }),
    });
    return pipeCgi(exchange, child);
  }

  #refuse(exchange: HostExchange, error: HostError): void {
    const headers = {
      'content-type': 'text/plain; charset=utf-8',
      ...(error.status === 401
        ? { 'www-authenticate': 'Basic realm="GitHub"' }
        : {}),
    };
    if (exchange.response.headersSent) exchange.response.destroy();
    else exchange.send(error.status, headers, `${error.message}\n`);
  }

  #log(
    exchange: HostExchange,
    what: { service: string; status: number; actor?: Actor },
  ): void {
    this.#parts.calls.add({
      kind: 'git',
      method: exchange.method,
      path: exchange.target,
      operation: what.service,
      status: what.status,
      user: what.actor?.account.login,
    });
  }
}

interface CgiRequest {
  exchange: HostExchange;
  repository: HostedRepository;
  actor: Actor | undefined;
  action: string;
}

/** What the hook may not let through, for this user. */
function protectionVariables(
  repository: HostedRepository,
  actor: Actor | undefined,
): Record<string, string> {
  const bound = repository.protectedBranches.flatMap(branch => {
    const protection = actor
      ? repository.protectionFor(actor.account, branch)
      : repository.protectionOf(branch);
    return protection ? [{ ref: `refs/heads/${branch}`, protection }] : [];
  });
  const refs = (found: typeof bound) => found.map(({ ref }) => ref).join('\n');
  return {
    GITHOST_PROTECTED: refs(bound),
    GITHOST_PULL_REQUEST_ONLY: refs(
      bound.filter(({ protection }) => needsPullRequest(protection)),
    ),
  };
}

function movesBetween(before: GitRef[], after: GitRef[]) {
  const names = new Set([...before, ...after].map(({ ref }) => ref));
  return [...names].flatMap(ref => {
    const shaIn = (refs: GitRef[]) =>
      refs.find(found => found.ref === ref)?.sha ?? NO_SHA;
    const move = { ref, before: shaIn(before), after: shaIn(after) };
    return move.before === move.after ? [] : [move];
  });
}
