import type {
  RepositoryPaths,
  RepositorySnapshot,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type {
  ChangeHost,
  HostResult,
  OpenChange,
  Proposal,
  Proposed,
  PullRequestStanding,
} from './ChangeHost';
import { GitHubClient, type GitHubClientOptions } from './GitHubClient';
import { GitHubProposer } from './GitHubProposer';
import { toHostResult } from './HostError';
import { listGitHubFolders } from './listGitHubFolders';
import { listOpenPulls } from './listOpenPulls';
import { putCommitStatus } from './putCommitStatus';
import { readGitHubSnapshot } from './readGitHubSnapshot';
import { listTeamMembers, mayWrite } from './readMembership';
import { readProposalState } from './readProposalState';
import { readPullRequest } from './readPullRequest';
import { readPullReview } from './readPullReview';
import type {
  ChangeList,
  ChangeReview,
  CommitStatus,
  ReviewHost,
} from './ReviewHost';
import { TextCache } from './TextCache';

/** Texts of a config repository are a few KB each: this holds thousands. */
const CACHE_LENGTH = 16_000_000;

/**
 * A config repository on GitHub, or on what speaks as GitHub does, with the
 * portal's own log-in for it.
 *
 * @internal
 */
export class GitHubChangeHost implements ChangeHost, ReviewHost {
  readonly #client: GitHubClient;
  readonly #base: string;
  readonly #proposer: GitHubProposer;
  readonly #blobs = TextCache.create({ maxLength: CACHE_LENGTH });

  private constructor(options: GitHubClientOptions) {
    this.#client = GitHubClient.create(options);
    this.#base = options.repository.branch;
    this.#proposer = GitHubProposer.create({
      client: this.#client,
      base: this.#base,
    });
  }

  static create(options: GitHubClientOptions): GitHubChangeHost {
    return new GitHubChangeHost(options);
  }

  readSnapshot(
    paths: RepositoryPaths,
    options: { revision?: string; signal?: AbortSignal } = {},
  ): Promise<HostResult<RepositorySnapshot>> {
    const { signal } = options;
    return toHostResult(async () =>
      readGitHubSnapshot({
        client: this.#client,
        paths,
        revision: options.revision ?? (await this.#readHead(signal)),
        blobs: this.#blobs,
        signal,
      }),
    );
  }

  listFolders(
    directories: string[],
    options: { revision: string; signal?: AbortSignal },
  ): Promise<HostResult<ReadonlyMap<string, string[]>>> {
    return toHostResult(() =>
      listGitHubFolders({ client: this.#client, directories, ...options }),
    );
  }

  findOpenChange(branch: string): Promise<HostResult<OpenChange | null>> {
    return toHostResult(async () => {
      const { pull } = await readProposalState({
        client: this.#client,
        branch,
        base: this.#base,
        purpose: 'look for an open pull request',
      });
      return pull && { number: pull.number, url: pull.url };
    });
  }

  propose(proposal: Proposal): Promise<HostResult<Proposed>> {
    return toHostResult(() => this.#proposer.propose(proposal));
  }

  getChange(
    number: number,
    options: { etag?: string | null; signal?: AbortSignal } = {},
  ): Promise<HostResult<PullRequestStanding | 'unchanged'>> {
    const { etag = null, signal } = options;
    return toHostResult(() =>
      readPullRequest({ client: this.#client, number, etag, signal }),
    );
  }

  listOpenChanges(
    options: { etag?: string | null; signal?: AbortSignal } = {},
  ): Promise<HostResult<ChangeList | 'unchanged'>> {
    const { etag = null, signal } = options;
    const base = this.#base;
    return toHostResult(() =>
      listOpenPulls({ client: this.#client, base, etag, signal }),
    );
  }

  readReview(
    number: number,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<HostResult<ChangeReview>> {
    return toHostResult(() =>
      readPullReview({ client: this.#client, number, signal }),
    );
  }

  listTeamMembers(
    team: string,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<HostResult<string[]>> {
    return toHostResult(() =>
      listTeamMembers({ client: this.#client, team, signal }),
    );
  }

  mayWrite(
    login: string,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<HostResult<boolean>> {
    return toHostResult(() =>
      mayWrite({ client: this.#client, login, signal }),
    );
  }

  putStatus(
    status: CommitStatus,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<HostResult<'posted' | 'unchanged'>> {
    return toHostResult(() =>
      putCommitStatus({ client: this.#client, status, signal }),
    );
  }

  async #readHead(signal: AbortSignal | undefined): Promise<string> {
    const { repository } = await this.#client.read(
      { purpose: `find the branch '${this.#base}'`, signal },
      octokit =>
        octokit.graphql<{
          repository: { ref: { target: { oid: string } | null } | null };
        }>(
          `query ($owner: String!, $repo: String!, $ref: String!) {
            repository(owner: $owner, name: $repo) {
              ref(qualifiedName: $ref) { target { oid } }
            }
          }`,
          {
            ...this.#client.repository,
            ref: `refs/heads/${this.#base}`,
          },
        ),
    );
    const oid = repository.ref?.target?.oid;
    if (!oid) {
      throw this.#client.problem(
        'not_found',
        `The config repository has no branch '${this.#base}'`,
      );
    }
    return oid;
  }
}
