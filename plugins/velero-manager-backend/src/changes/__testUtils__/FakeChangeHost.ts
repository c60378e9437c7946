import { createHash } from 'node:crypto';
import type { RepositoryPaths } from '@velero-manager/backstage-plugin-velero-manager-common';
import type {
  ChangeHost,
  HostProblem,
  HostResult,
  OpenChange,
  Proposal,
  Proposed,
  PullRequestStanding,
} from '../host';

/**
 * A Git host in memory that keeps what the port promises: one open pull request
 * a branch, updated where the plan differs.
 */
export class FakeChangeHost implements ChangeHost {
  readonly files: Map<string, string>;
  readonly proposals: (Proposal & Proposed & { body: string })[] = [];
  /** How each pull request stands, by its number. */
  readonly standings = new Map<number, PullRequestStanding>();
  /** What every call answers, where something is wrong. */
  problem: HostProblem | null = null;
  reads = 0;
  /** How often folders were listed, and what that answers where it is wrong. */
  listings = 0;
  listingProblem: HostProblem | null = null;
  /** Held up until this is done. */
  gate: Promise<void> | null = null;

  constructor(files: Record<string, string>) {
    this.files = new Map(Object.entries(files));
  }

  get revision(): string {
    return createHash('sha1')
      .update(JSON.stringify([...this.files]))
      .digest('hex');
  }

  async readSnapshot(paths: RepositoryPaths) {
    this.reads += 1;
    await this.gate;
    const { revision } = this;
    const files = new Map(
      [...this.files].filter(
        ([path]) =>
          paths.files.includes(path) ||
          paths.directories.some(directory => path.startsWith(`${directory}/`)),
      ),
    );
    return this.#answer({ revision, files, truncated: false as const });
  }

  async listFolders(directories: string[]) {
    this.listings += 1;
    if (this.listingProblem) {
      return { ok: false as const, problem: this.listingProblem };
    }
    const below = (directory: string) =>
      [...this.files.keys()]
        .filter(path => path.startsWith(`${directory}/`))
        .map(path => path.slice(directory.length + 1).split('/'))
        .flatMap(([name, ...rest]) => (rest.length > 0 ? [name] : []));
    return this.#answer(
      new Map(directories.map(one => [one, [...new Set(below(one))]])),
    );
  }

  async findOpenChange(branch: string): Promise<HostResult<OpenChange | null>> {
    return this.#answer(
      this.proposals.find(one => one.branch === branch) ?? null,
    );
  }

  async propose(proposal: Proposal): Promise<HostResult<Proposed>> {
    if (this.problem) {
      return { ok: false, problem: this.problem };
    }
    const known = this.proposals.find(one => one.branch === proposal.branch);
    const isSame = known?.plan.planHash === proposal.plan.planHash;
    const before = isSame ? 'already_proposed' : 'updated';
    const proposed: Proposed = {
      result: known ? before : 'proposed',
      changeId: known?.changeId ?? proposal.changeId,
      number: known?.number ?? this.proposals.length + 1,
      url: `https://github.com/o/r/pull/${
        known?.number ?? this.proposals.length + 1
      }`,
      mergesItself: proposal.autoMerge !== null,
      notes: [],
    };
    const body = proposal.describe(proposed.changeId);
    const made = { ...proposal, ...proposed, body };
    if (known) {
      this.proposals[this.proposals.indexOf(known)] = made;
    } else {
      this.proposals.push(made);
    }
    return { ok: true, value: proposed };
  }

  async getChange(number: number, options: { etag?: string | null } = {}) {
    const standing = this.standings.get(number);
    return this.#answer(
      !standing || standing.etag === options.etag
        ? ('unchanged' as const)
        : standing,
    );
  }

  /** Merges what was proposed. */
  merge(number: number): void {
    const { plan } = this.proposals.find(one => one.number === number)!;
    for (const { path, content } of plan.files) {
      if (content === null) this.files.delete(path);
      else this.files.set(path, content);
    }
  }

  #answer<T>(value: T): HostResult<T> {
    return this.problem
      ? { ok: false, problem: this.problem }
      : { ok: true, value };
  }
}
