import type { Memberships } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { HostProblem, HostResult, ReviewHost } from '../host';

/**
 * Reads who belongs to the teams of a policy, once until it is told to forget.
 * What could not be read is not kept, and unknown to whoever asks.
 *
 * @internal
 */
export class MembershipReader {
  readonly #host: Pick<ReviewHost, 'listTeamMembers' | 'mayWrite'>;
  readonly #onProblem: (problem: HostProblem) => void;
  readonly #teams = new Map<string, readonly string[]>();
  readonly #writers = new Map<string, boolean>();

  private constructor(
    host: Pick<ReviewHost, 'listTeamMembers' | 'mayWrite'>,
    onProblem: (problem: HostProblem) => void,
  ) {
    this.#host = host;
    this.#onProblem = onProblem;
  }

  static create(options: {
    host: Pick<ReviewHost, 'listTeamMembers' | 'mayWrite'>;
    onProblem: (problem: HostProblem) => void;
  }): MembershipReader {
    return new MembershipReader(options.host, options.onProblem);
  }

  /** Has everything read anew. */
  forget(): void {
    this.#teams.clear();
    this.#writers.clear();
  }

  /** Reads of these teams and, where asked for, which of the approvers may write. */
  async read(
    needed: { teams: string[]; writers: boolean },
    approvers: readonly string[],
    signal: AbortSignal,
  ): Promise<Memberships> {
    const teams = new Map<string, readonly string[] | null>();
    if (approvers.length > 0) {
      for (const team of needed.teams) {
        const members = await this.#lookUp(this.#teams, team, () =>
          this.#host.listTeamMembers(team, { signal }),
        );
        teams.set(team, members);
      }
    }
    const writers = needed.writers
      ? await this.#readWriters(approvers, signal)
      : null;
    return { teams, writers };
  }

  /** One who cannot be asked about makes all unknown: nobody counts by guess. */
  async #readWriters(
    approvers: readonly string[],
    signal: AbortSignal,
  ): Promise<string[] | null> {
    const writers: string[] = [];
    for (const login of approvers) {
      const may = await this.#lookUp(this.#writers, login, () =>
        this.#host.mayWrite(login, { signal }),
      );
      if (may === null) {
        return null;
      }
      if (may) {
        writers.push(login);
      }
    }
    return writers;
  }

  async #lookUp<T>(
    known: Map<string, T>,
    key: string,
    read: () => Promise<HostResult<T>>,
  ): Promise<T | null> {
    const found = known.get(key);
    if (found !== undefined) {
      return found;
    }
    const result = await read();
    if (!result.ok) {
      this.#onProblem(result.problem);
      return null;
    }
    known.set(key, result.value);
    return result.value;
  }
}
