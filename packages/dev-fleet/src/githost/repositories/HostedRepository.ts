import { Account, Actor, Right, Team } from '../accounts/Account';
import { AccountDirectory } from '../accounts/AccountDirectory';
import { GitRepository } from '../git/GitRepository';
import { HostError } from '../HostError';
import { PullRequest } from '../pulls/PullRequest';
import { BranchProtection } from './BranchProtection';
import { CommitStatus } from './CommitStatus';
import { Label } from './Label';
import { WorkflowRun } from './WorkflowRun';

/** What a repository is made of. @internal */
export interface HostedRepositoryParts {
  id: number;
  owner: Account;
  name: string;
  description: string | null;
  isPrivate: boolean;
  defaultBranch: string;
  createdAt: Date;
  git: GitRepository;
  accounts: AccountDirectory;
  /** By login, or `@slug` for a team. */
  access: Record<string, Right>;
  /** By branch. */
  protection: Record<string, BranchProtection>;
}

const RANK: Record<Right, number> = { read: 1, write: 2, admin: 3 };

/**
 * A repository of the host: Git's part on disk, the rest in memory.
 *
 * @public
 */
export class HostedRepository {
  readonly id: number;
  readonly owner: Account;
  readonly name: string;
  readonly description: string | null;
  readonly isPrivate: boolean;
  readonly defaultBranch: string;
  readonly createdAt: Date;
  pushedAt: Date;
  /** Read-only for everybody. */
  isArchived = false;
  /** @internal */
  readonly git: GitRepository;
  readonly pulls: PullRequest[] = [];
  readonly labels: Label[] = [];
  readonly statuses: CommitStatus[] = [];
  readonly runs: WorkflowRun[] = [];
  readonly #accounts: AccountDirectory;
  readonly #access: Record<string, Right>;
  readonly #protection: Map<string, BranchProtection>;
  #last: Promise<unknown> = Promise.resolve();

  private constructor(parts: HostedRepositoryParts) {
    this.id = parts.id;
    this.owner = parts.owner;
    this.name = parts.name;
    this.description = parts.description;
    this.isPrivate = parts.isPrivate;
    this.defaultBranch = parts.defaultBranch;
    this.createdAt = parts.createdAt;
    this.pushedAt = parts.createdAt;
    this.git = parts.git;
    this.#accounts = parts.accounts;
    this.#access = parts.access;
    this.#protection = new Map(Object.entries(parts.protection));
  }

  /** @internal */
  static create(parts: HostedRepositoryParts): HostedRepository {
    return new HostedRepository(parts);
  }

  /** `owner/name`. */
  get fullName(): string {
    return `${this.owner.login}/${this.name}`;
  }

  /** Protects a branch, or lifts its protection. */
  protect(branch: string, protection: BranchProtection | undefined): void {
    if (protection) this.#protection.set(branch, protection);
    else this.#protection.delete(branch);
  }

  protectionOf(branch: string): BranchProtection | undefined {
    return this.#protection.get(branch);
  }

  get protectedBranches(): string[] {
    return [...this.#protection.keys()];
  }

  /** The rules that bind this account on a branch. */
  protectionFor(
    account: Account,
    branch: string,
  ): BranchProtection | undefined {
    const protection = this.protectionOf(branch);
    if (!protection || protection.enforceAdmins !== false) return protection;
    return this.rightOf({ account }) === 'admin' ? undefined : protection;
  }

  /** The highest right by any way; undefined: it is not there for them. */
  rightOf(actor: Actor | undefined): Right | undefined {
    const open: Right[] = this.isPrivate ? [] : ['read'];
    if (!actor || actor.isApp) return open[0];
    if (actor.installation) return actor.installation.right;
    const { login } = actor.account;
    const rights: Right[] = [
      ...open,
      ...(this.#accounts.isOwner(actor.account) || login === this.owner.login
        ? (['admin'] as const)
        : []),
      ...(this.#access[login] ? [this.#access[login]] : []),
      ...this.#accounts.teams
        .filter(({ members }) => members.some(member => member.login === login))
        .flatMap(({ slug }) => this.#access[`@${slug}`] ?? []),
    ];
    return rights.sort((a, b) => RANK[b] - RANK[a])[0];
  }

  teamRight({ slug }: Team): Right | undefined {
    return this.#access[`@${slug}`];
  }

  /** @throws HostError 404 for who may not read, 403 for who may not do more, or where nobody may */
  requireRight(actor: Actor | undefined, right: Right): void {
    const held = this.rightOf(actor);
    if (!held) throw HostError.notFound();
    if (this.isArchived && right === 'write') throw HostError.archived();
    if (RANK[held] >= RANK[right]) return;
    if (!actor) throw HostError.requiresAuthentication();
    throw HostError.notAccessible(
      actor.installation || actor.isApp
        ? 'integration'
        : 'personal access token',
    );
  }

  /** Statuses of a commit, oldest first. */
  statusesOf(sha: string): CommitStatus[] {
    return this.statuses.filter(status => status.sha === sha);
  }

  /** @throws HostError 404 */
  requirePull(number: number): PullRequest {
    const pull = this.pulls.find(found => found.number === number);
    if (!pull) throw HostError.notFound();
    return pull;
  }

  /**
   * Runs one change after another, so that no two of them race between a
   * check and the write that relies on it. Must not be nested.
   */
  exclusive<T>(change: () => Promise<T>): Promise<T> {
    const result = this.#last.then(change);
    this.#last = result.catch(() => {}); // the caller gets the error
    return result;
  }
}
