import type { GithubCredentialsProvider } from '@backstage/integration';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { Octokit } from '@octokit/rest';
import type { ConfigRepository } from '../readConfigRepositories';
import type { HostProblem } from './ChangeHost';
import { describeGitHubError, saysStale } from './describeGitHubError';
import { HostError, LostRaceError } from './HostError';

/** Whoever waits for a change waits this long for a rate limit to end, no longer. */
const PATIENCE_SECONDS = 10;

/** What no further attempt changes; a rate limit lasts longer than anybody waits. */
const FINAL = [400, 401, 403, 404, 410, 422, 429, 451];
/** After one and four seconds: a plan has to be ready in ten. */
const READ_RETRIES = 2;

/** GitHub asks for a pause between writes, and a longer one where people are notified. */
const WriteOctokit = Octokit.plugin(retry, throttling);
/** A read need not wait for its turn behind writes; a rate limit is told at once. */
const ReadOctokit = Octokit.plugin(retry);

/** How patient a call is. */
interface Manner {
  Kind: typeof WriteOctokit | typeof ReadOctokit;
  retry: { doNotRetry?: number[]; retries?: number };
}

/** Octokit prints deprecations and failed requests; we tell what matters ourselves. */
const QUIET = { debug() {}, info() {}, warn() {}, error() {} };

/** How a client speaks to GitHub. @internal */
export interface GitHubClientOptions {
  repository: ConfigRepository;
  credentials: GithubCredentialsProvider;
  /** Base URL of the REST API. */
  apiBaseUrl: string;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** For tests: without pauses between writes, and between attempts. */
  impatient?: boolean;
}

/** One call. @internal */
export interface GitHubCall {
  /** As in "could not <purpose>". */
  purpose: string;
  signal?: AbortSignal;
  /** GitHub's words where another hand was faster; then reading anew helps. */
  lostRace?: RegExp;
}

/**
 * Calls GitHub with the portal's log-in for one repository, and turns what goes
 * wrong into a {@link HostError} that says what the call was to do.
 *
 * @internal
 */
export class GitHubClient {
  readonly #options: GitHubClientOptions;

  private constructor(options: GitHubClientOptions) {
    this.#options = options;
  }

  static create(options: GitHubClientOptions): GitHubClient {
    return new GitHubClient(options);
  }

  /** `owner` and `repo`, as all calls take them. */
  get repository(): { owner: string; repo: string } {
    const { owner, repo } = this.#options.repository;
    return { owner, repo };
  }

  /** A problem that no error of GitHub's tells of. */
  problem(reason: HostProblem['reason'], message: string): HostError {
    return new HostError({ reason, message });
  }

  /** @throws HostError */
  read<T>(call: GitHubCall, run: (octokit: Octokit) => Promise<T>): Promise<T> {
    return this.#call(call, run, {
      Kind: ReadOctokit,
      retry: { doNotRetry: FINAL, retries: READ_RETRIES },
    });
  }

  /** @throws HostError, of which a LostRaceError asks to read anew */
  write<T>(
    call: GitHubCall,
    run: (octokit: Octokit) => Promise<T>,
  ): Promise<T> {
    return this.#call(call, run, { Kind: WriteOctokit, retry: {} });
  }

  async #call<T>(
    call: GitHubCall,
    run: (octokit: Octokit) => Promise<T>,
    { Kind, retry: attempts }: Manner,
  ): Promise<T> {
    const { repository, apiBaseUrl, impatient } = this.#options;
    const token = await this.#token(call);
    const octokit = new Kind({
      auth: token,
      baseUrl: apiBaseUrl,
      userAgent: 'backstage-velero-manager',
      request: { signal: call.signal },
      log: QUIET,
      retry: { ...attempts, retryAfterBaseValue: impatient ? 0 : 1000 },
      throttle: {
        enabled: !impatient,
        onRateLimit: bearable,
        onSecondaryRateLimit: bearable,
      },
    });
    try {
      return await run(octokit);
    } catch (error) {
      if (error instanceof HostError) {
        throw error;
      }
      const problem = describeGitHubError(
        error,
        { purpose: call.purpose, repository: repository.url },
        this.#options.now(),
      );
      throw call.lostRace && saysStale(error, call.lostRace)
        ? new LostRaceError(problem)
        : new HostError(problem);
    }
  }

  async #token({ purpose }: GitHubCall): Promise<string | undefined> {
    const { credentials, repository } = this.#options;
    try {
      const { token } = await credentials.getCredentials({
        url: repository.url,
      });
      return token;
    } catch {
      // The error may hold what the operator configured.
      throw this.problem(
        'unauthenticated',
        `The portal has no log-in for ${repository.url}: could not ${purpose}. An operator has to look at 'integrations.github'`,
      );
    }
  }
}

/** Octokit hands over: seconds to wait, the request, itself, waits so far. */
function bearable(...[seconds, , , waits]: [number, object, object, number]) {
  return seconds <= PATIENCE_SECONDS && waits === 0;
}
