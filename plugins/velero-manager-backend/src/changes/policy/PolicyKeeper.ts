import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  decidePolicy,
  membershipsNeeded,
  parseSettings,
  type PolicyDecision,
  SETTINGS_PATH,
  undecidedPolicy,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { Clock } from '../../kubernetes';
import type {
  ChangeHost,
  HostProblem,
  ListedChange,
  ReviewHost,
} from '../host';
import { HostError } from '../host/HostError';
import { isRefusal } from '../host/isRefusal';
import type { ConfigRepository } from '../readConfigRepositories';
import { findOrigin, type FindOriginOptions } from './findOrigin';
import { MembershipReader } from './MembershipReader';
import { POLICY_CONTEXT } from './policyContext';
import { valueOf } from './valueOf';

/** How old what was decided by settings and members of teams may be. */
const REVIEW_MS = 5 * 60_000;

/** What of a Git host keeping policies takes. @internal */
export type PolicyHost = ReviewHost & Pick<ChangeHost, 'readSnapshot'>;

/** What keeping policies takes. @internal */
export interface PolicyKeeperOptions extends FindOriginOptions {
  repositories: readonly Pick<ConfigRepository, 'name' | 'branch'>[];
  /** By name of the config repository. */
  hosts: ReadonlyMap<string, PolicyHost>;
  clock: Clock;
  logger: LoggerService;
  auditor: AuditorService;
  /** Where the portal has its page; `null` where that is not known. */
  appBaseUrl: string | null;
}

/** What is remembered of a repository; losing it costs calls, nothing else. */
interface Watch {
  repository: Pick<ConfigRepository, 'name' | 'branch'>;
  host: PolicyHost;
  memberships: MembershipReader;
  etag: string | null;
  /** The version of each pull request that was decided last. */
  decided: Map<number, string>;
  /** When all were decided anew last. */
  reviewedAt: number;
  /** Not asked before, since the host said so. */
  waitUntil: number;
  /** Whether something of this look could not be done, although it went on. */
  hasTrouble: boolean;
}

/**
 * Says beside every open pull request of config repositories whether the
 * policies let it be merged, whoever opened it. Nothing is kept: what stands at
 * the host is brought to what follows from it.
 *
 * @internal
 */
export class PolicyKeeper {
  readonly #options: PolicyKeeperOptions;
  readonly #watches: Watch[];
  /** What was said last of each repository. */
  readonly #told = new Map<string, string>();

  private constructor(options: PolicyKeeperOptions) {
    this.#options = options;
    this.#watches = options.repositories.flatMap(repository => {
      const host = options.hosts.get(repository.name);
      return host ? [this.#watch(repository, host)] : [];
    });
  }

  static create(options: PolicyKeeperOptions): PolicyKeeper {
    return new PolicyKeeper(options);
  }

  /** Has all pull requests of a repository decided anew at the next look. */
  expire(repository: string): void {
    for (const watch of this.#watches) {
      if (watch.repository.name === repository) {
        watch.reviewedAt = -Infinity;
      }
    }
  }

  /** Looks at all repositories, one after the other. */
  async keepAll(signal: AbortSignal): Promise<void> {
    for (const watch of this.#watches) {
      signal.throwIfAborted();
      if (this.#options.clock.now() >= watch.waitUntil) {
        await this.#keep(watch, signal);
      }
    }
  }

  async #keep(watch: Watch, signal: AbortSignal): Promise<void> {
    const now = this.#options.clock.now();
    const isReview = now - watch.reviewedAt >= REVIEW_MS;
    const etag = isReview ? null : watch.etag;
    watch.etag = null; // until all that it stands for was decided
    try {
      const listed = valueOf(
        await watch.host.listOpenChanges({ etag, signal }),
      );
      if (listed === 'unchanged') {
        watch.etag = etag;
        return;
      }
      if (isReview) {
        watch.memberships.forget();
        watch.decided.clear();
      }
      await this.#decideAll(watch, listed.changes, signal);
      watch.etag = listed.etag;
      watch.reviewedAt = isReview ? now : watch.reviewedAt;
    } catch (error) {
      if (!(error instanceof HostError)) {
        throw error;
      }
      const { problem } = error;
      watch.waitUntil = now + (problem.retryAfterSeconds ?? 0) * 1000;
      this.#tell(watch, problem);
    }
  }

  async #decideAll(
    watch: Watch,
    changes: ListedChange[],
    signal: AbortSignal,
  ): Promise<void> {
    const { decided } = watch;
    const due = changes.filter(
      ({ number, version }) => decided.get(number) !== version,
    );
    const open = new Set(changes.map(({ number }) => number));
    for (const number of decided.keys()) {
      if (!open.has(number)) {
        decided.delete(number);
      }
    }
    if (due.length === 0) {
      return;
    }
    watch.hasTrouble = false;
    const settings = await this.#readSettings(watch, signal);
    for (const change of due) {
      signal.throwIfAborted();
      await this.#decide(watch, { change, settings }, signal).catch(error => {
        if (!isRefusal(error)) {
          throw error;
        }
        // The others do not wait for it; it has its turn at the next review.
        watch.hasTrouble = true;
        this.#tell(watch, error.problem);
      });
      if (change.isSettled) {
        decided.set(change.number, change.version);
      }
    }
    if (!watch.hasTrouble) {
      this.#told.delete(watch.repository.name);
    }
  }

  async #readSettings({ host, repository }: Watch, signal: AbortSignal) {
    const { files } = valueOf(
      await host.readSnapshot(
        { files: [SETTINGS_PATH], directories: [] },
        { signal },
      ),
    );
    const text = files.get(SETTINGS_PATH);
    return text === undefined
      ? {
          ok: false as const,
          reason: `The branch ${repository.branch} has no ${SETTINGS_PATH}`,
        }
      : parseSettings(text);
  }

  async #decide(
    watch: Watch,
    {
      change,
      settings,
    }: {
      change: ListedChange;
      settings: ReturnType<typeof parseSettings>;
    },
    signal: AbortSignal,
  ): Promise<void> {
    const { host, repository } = watch;
    const review = valueOf(await host.readReview(change.number, { signal }));
    const { requesters, changeId } = await findOrigin(
      this.#options,
      repository.name,
      review.requests,
    );
    const decision = settings.ok
      ? decidePolicy(
          { ...review, requesters },
          settings.value,
          await watch.memberships.read(
            membershipsNeeded(review, settings.value),
            review.approvers,
            signal,
          ),
        )
      : undecidedPolicy(settings.reason);
    const { state, description } = decision;
    const status = { context: POLICY_CONTEXT, state, description };
    const url = this.#pageOf(changeId);
    const put = valueOf(
      await host.putStatus({ head: review.head, url, ...status }, { signal }),
    );
    if (put === 'posted') {
      await this.#audit(watch, { change, head: review.head, decision });
    }
  }

  async #audit(
    { repository }: Watch,
    posted: { change: ListedChange; head: string; decision: PolicyDecision },
  ): Promise<void> {
    const { change, head, decision } = posted;
    const event = await this.#options.auditor.createEvent({
      eventId: 'policy-status',
      severityLevel: 'medium',
      meta: {
        repository: repository.name,
        pullRequest: change.number,
        commit: head,
        state: decision.state,
        description: decision.description,
        environments: decision.requirements.map(
          ({ environment }) => environment,
        ),
        discounted: decision.discounted,
      },
    });
    await event.success();
  }

  #pageOf(changeId: string | null): string | null {
    const { appBaseUrl } = this.#options;
    return appBaseUrl && changeId
      ? `${appBaseUrl}/velero-manager/changes/${changeId}`
      : null;
  }

  #watch(
    repository: Pick<ConfigRepository, 'name' | 'branch'>,
    host: PolicyHost,
  ): Watch {
    const watch: Watch = {
      ...{ repository, host, etag: null, decided: new Map() },
      ...{ reviewedAt: -Infinity, waitUntil: -Infinity, hasTrouble: false },
      memberships: MembershipReader.create({
        host,
        onProblem: problem => {
          watch.hasTrouble = true;
          this.#tell(watch, problem);
        },
      }),
    };
    return watch;
  }

  /** Says once of a repository what is wrong, not at every look. */
  #tell({ repository: { name } }: Watch, { message }: HostProblem): void {
    if (this.#told.get(name) !== message) {
      this.#told.set(name, message);
      this.#options.logger.warn(
        `The status '${POLICY_CONTEXT}' of config repository '${name}' cannot be kept: ${message}`,
      );
    }
  }
}
