import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  decidePolicy,
  membershipsNeeded,
  undecidedPolicy,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { Clock } from '../../kubernetes';
import type { PolicyTurns } from '../../store/policyTurnTypes';
import type { ChangeReview, HostProblem, ListedChange } from '../host';
import { HostError } from '../host/HostError';
import { isRefusal } from '../host/isRefusal';
import type { ConfigRepository } from '../readConfigRepositories';
import { auditPolicyStatus } from './auditPolicyStatus';
import { findOrigin, type FindOriginOptions } from './findOrigin';
import { MembershipReader } from './MembershipReader';
import { parsePolicies, readSettingsText } from './policySettings';
import { POLICY_CONTEXT } from './policyContext';
import { forgetClosed, type PolicyHost, type PolicyWatch } from './PolicyWatch';
import { valueOf } from './valueOf';

/** How old what was decided by settings and members of teams may be. */
const REVIEW_MS = 5 * 60_000;

/** How long the host is believed that nothing happened to a pull request. */
const REREAD_MS = 60 * 60_000;

/** Longer than one pull request takes; a replica that dies keeps the others waiting no longer. */
const TURN_MS = 60_000;

/** What keeping policies takes. @internal */
export interface PolicyKeeperOptions extends FindOriginOptions {
  repositories: readonly Pick<ConfigRepository, 'name' | 'branch'>[];
  /** By name of the config repository. */
  hosts: ReadonlyMap<string, PolicyHost>;
  clock: Clock;
  logger: LoggerService;
  auditor: AuditorService;
  /** What keeps two replicas from saying the same at the same instant. */
  turns: PolicyTurns;
  /** Where the portal has its page; `null` where that is not known. */
  appBaseUrl: string | null;
}

/** It took so long that another replica may have gone on. */
class TurnLostError extends Error {}

/**
 * Says beside every open pull request of config repositories whether the
 * policies let it be merged, whoever opened it. Nothing is kept: what stands at
 * the host is brought to what follows from it.
 *
 * @internal
 */
export class PolicyKeeper {
  readonly #options: PolicyKeeperOptions;
  readonly #watches: PolicyWatch[];
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

  /** Has the settings of a repository looked at anew at the next look. */
  expire(repository: string): void {
    for (const watch of this.#watches) {
      if (watch.repository.name === repository) {
        watch.moves += 1;
      }
    }
  }

  /**
   * Looks at all repositories, one after the other.
   *
   * @returns whether all were looked at: of some it may be another replica's turn
   */
  async keepAll(signal: AbortSignal): Promise<boolean> {
    let isDone = true;
    for (const watch of this.#watches) {
      signal.throwIfAborted();
      if (this.#options.clock.now() >= watch.waitUntil) {
        isDone = (await this.#takeTurn(watch, signal)) && isDone;
      }
    }
    return isDone;
  }

  /** One replica at a time reads what stands and adds to it, so that it is said once. */
  async #takeTurn(watch: PolicyWatch, signal: AbortSignal): Promise<boolean> {
    const turn = await this.#options.turns.take(watch.repository.name, {
      holdMs: TURN_MS,
    });
    if (!turn) {
      return false;
    }
    watch.turn = turn;
    try {
      await this.#keep(watch, signal);
      return true;
    } catch (error) {
      if (error instanceof TurnLostError) {
        return false;
      }
      throw error;
    } finally {
      await turn.end();
    }
  }

  async #keep(watch: PolicyWatch, signal: AbortSignal): Promise<void> {
    const now = this.#options.clock.now();
    const isReview = now - watch.reviewedAt >= REVIEW_MS;
    const hasMoved = watch.moves !== watch.decidedMoves;
    const etag = isReview || hasMoved ? null : watch.etag;
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
      if (!(error instanceof HostError) || signal.aborted) {
        throw error;
      }
      const { problem } = error;
      watch.waitUntil = now + (problem.retryAfterSeconds ?? 0) * 1000;
      this.#tell(watch, problem);
    }
  }

  async #decideAll(
    watch: PolicyWatch,
    changes: ListedChange[],
    signal: AbortSignal,
  ): Promise<void> {
    const { decided, moves } = watch;
    const isDue = ({ number, version }: ListedChange) =>
      decided.get(number) !== version;
    forgetClosed(watch, changes);
    if (watch.decidedMoves === moves && !changes.some(isDue)) {
      return;
    }
    watch.hasTrouble = false;
    const text = await readSettingsText(watch.host, signal);
    if (text !== watch.settings) {
      watch.settings = text;
      decided.clear();
    }
    watch.decidedMoves = moves;
    const settings = parsePolicies(text, watch.repository.branch);
    for (const change of changes.filter(isDue)) {
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

  /** A review does not change without its pull request's version; we look again at times all the same. */
  async #readReview(
    { host, reviews }: PolicyWatch,
    { number, version, isSettled }: ListedChange,
    signal: AbortSignal,
  ): Promise<ChangeReview> {
    const now = this.#options.clock.now();
    const known = reviews.get(number);
    if (known?.version === version && now - known.readAt < REREAD_MS) {
      return known.review;
    }
    const review = valueOf(await host.readReview(number, { signal }));
    reviews.delete(number);
    if (isSettled) {
      reviews.set(number, { version, review, readAt: now });
    }
    return review;
  }

  async #decide(
    watch: PolicyWatch,
    {
      change,
      settings,
    }: {
      change: ListedChange;
      settings: ReturnType<typeof parsePolicies>;
    },
    signal: AbortSignal,
  ): Promise<void> {
    const { host, repository } = watch;
    const review = await this.#readReview(watch, change, signal);
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
    if (!(await watch.turn?.hold())) {
      throw new TurnLostError();
    }
    const put = valueOf(
      await host.putStatus({ head: review.head, url, ...status }, { signal }),
    );
    if (put === 'posted') {
      await auditPolicyStatus(this.#options.auditor, {
        ...{ repository: repository.name, pullRequest: change.number },
        ...{ commit: review.head, decision },
      });
    }
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
  ): PolicyWatch {
    const watch: PolicyWatch = {
      ...{ repository, host, etag: null, turn: null },
      ...{ decided: new Map(), reviews: new Map(), settings: undefined },
      ...{ moves: 0, decidedMoves: 0 },
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
  #tell({ repository: { name } }: PolicyWatch, { message }: HostProblem): void {
    if (this.#told.get(name) !== message) {
      this.#told.set(name, message);
      this.#options.logger.warn(
        `The status '${POLICY_CONTEXT}' of config repository '${name}' cannot be kept: ${message}`,
      );
    }
  }
}
