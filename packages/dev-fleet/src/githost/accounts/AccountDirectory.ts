import { randomBytes } from 'node:crypto';
import { HostError } from '../HostError';
import {
  Account,
  Actor,
  AppOptions,
  Team,
  TeamOptions,
  UserOptions,
} from './Account';
import { verifyAppToken } from './verifyAppToken';

/** Who exists on a host. @public */
export interface AccountOptions {
  /** Login of the organization. Default: `your-org`. */
  org?: string;
  users?: UserOptions[];
  teams?: TeamOptions[];
  app?: AppOptions;
}

interface InstallationToken {
  token: string;
  expiresAt: Date;
}

/** Installation tokens hold as long as GitHub's. */
const INSTALLATION_TOKEN_MS = 3_600_000;

/** The committer of what the host itself commits for somebody: https://github.com/web-flow */
const WEB_FLOW = {
  login: 'web-flow',
  name: 'GitHub',
  email: 'noreply@github.com',
};

/** Who speaks for the workflows of a host. @internal */
export const WORKFLOW_BOT = 'github-actions[bot]';

/** The id of the only installation. @internal */
export const INSTALLATION_ID = 1;

/**
 * The accounts of a host and their tokens.
 *
 * @internal
 */
export class AccountDirectory {
  readonly org: Account;
  readonly teams: Team[];
  readonly app: AppOptions | undefined;
  readonly #accounts: Account[];
  readonly #owners: Set<string>;
  readonly #tokens = new Map<string, Actor>();
  readonly #installationTokens: InstallationToken[] = [];
  readonly #now: () => Date;

  private constructor(options: AccountOptions, now: () => Date) {
    const { org = 'your-org', users = [], teams = [], app } = options;
    this.#now = now;
    this.app = app;
    this.org = account(1, { login: org }, 'Organization');
    this.#accounts = [
      this.org,
      ...users.map((user, index) => account(index + 10, user, 'User')),
      account(3, { login: WORKFLOW_BOT }, 'Bot'),
      account(4, WEB_FLOW, 'User'),
      ...(app ? [account(2, { login: `${app.slug}[bot]` }, 'Bot')] : []),
    ];
    this.#owners = new Set(
      users.filter(user => user.isOwner).map(({ login }) => login),
    );
    this.teams = teams.map(({ slug, name = slug, members = [] }, index) => ({
      id: index + 1,
      slug,
      name,
      members: members.map(login => this.require(login)),
    }));
    for (const { login, tokens = [] } of users) {
      for (const token of tokens) {
        this.#tokens.set(token, { account: this.require(login) });
      }
    }
  }

  /** @throws Error for a team member who does not exist */
  static create(options: AccountOptions, now: () => Date): AccountDirectory {
    return new AccountDirectory(options, now);
  }

  /** The people. */
  get users(): Account[] {
    return this.#accounts.filter(
      ({ type, login }) => type === 'User' && login !== WEB_FLOW.login,
    );
  }

  /** Logins are compared without regard to case, as on GitHub. */
  find(login: string): Account | undefined {
    const wanted = login.toLowerCase();
    return this.#accounts.find(found => found.login.toLowerCase() === wanted);
  }

  /** @throws Error that names the login */
  require(login: string): Account {
    const found = this.find(login);
    if (!found) throw new Error(`no account '${login}' on this host`);
    return found;
  }

  findTeam(slug: string): Team | undefined {
    return this.teams.find(team => team.slug === slug.toLowerCase());
  }

  isOwner({ login }: Account): boolean {
    return this.#owners.has(login);
  }

  /** The account that a commit was written by, found by its e-mail address. */
  findByEmail(email: string): Account | undefined {
    return this.#accounts.find(found => found.email === email);
  }

  /**
   * Says who a header's or a password's token belongs to.
   *
   * @throws HostError 401 for an unknown or expired token
   */
  authenticate(token: string): Actor {
    if (this.app && token.split('.').length === 3) {
      verifyAppToken(token, this.app, this.#now());
      return { account: this.#bot(this.app), isApp: true };
    }
    const known = this.#tokens.get(token) ?? this.#installationActor(token);
    if (!known) throw HostError.badCredentials();
    return known;
  }

  /** A new token of the app's installation. @throws HostError 404 without an app */
  issueInstallationToken(): InstallationToken {
    if (!this.app) throw HostError.notFound();
    const issued = {
      token: `ghs_${randomBytes(18).toString('hex')}`,
      expiresAt: new Date(this.#now().getTime() + INSTALLATION_TOKEN_MS),
    };
    this.#installationTokens.push(issued);
    return issued;
  }

  #installationActor(token: string): Actor | undefined {
    const issued = this.#installationTokens.find(
      found => found.token === token && found.expiresAt > this.#now(),
    );
    if (!issued || !this.app) return undefined;
    const { right = 'write' } = this.app;
    return { account: this.#bot(this.app), installation: { right } };
  }

  #bot(app: AppOptions): Account {
    return this.require(`${app.slug}[bot]`);
  }
}

function account(
  id: number,
  options: Pick<UserOptions, 'login' | 'name' | 'email'>,
  type: Account['type'],
): Account {
  const { login, name = login } = options;
  const { email = `${id}+${login}@users.noreply.localhost` } = options;
  return { id, login, type, name, email };
}
