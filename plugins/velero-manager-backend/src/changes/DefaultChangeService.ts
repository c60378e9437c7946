import { randomUUID } from 'node:crypto';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  InputError,
  isError,
  NotFoundError,
} from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import {
  type Change,
  type ChangeList,
  type ChangePlan,
  type ChangeQuery,
  type ChangeRequest,
  type ChangeResult,
  clusterDirectory,
  type EnvironmentList,
  intentIdentity,
  type PlanPreview,
  type PlanRequest,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { Clock } from '../kubernetes';
import type { ChangeRecord, ChangeStore } from '../store/changeTypes';
import { decodeChangeCursor, encodeChangeCursor } from './changeCursor';
import type { ChangeOptions, ChangeService } from './ChangeService';
import { describeChange } from './describeChange';
import type { EnvironmentReader } from './EnvironmentReader';
import { findUnfollowed } from './findUnfollowed';
import type { Proposed } from './host';
import { type PlanDraft, PlanDrafter } from './PlanDrafter';
import { POLICY_CONTEXT } from './policy';
import { principalName } from './principalName';
import { readExpectedInClusters } from './readExpectedInClusters';
import type { ConfigRepository } from './readConfigRepositories';
import { readExpectedObjects } from './readExpectedObjects';
import { readExpectedSchedules } from './readExpectedSchedules';
import { toApiChange } from './toApiChange';
import { unwrapHostResult } from './toBackstageError';
import { toPreview } from './toPreview';
import { UserLimit } from './UserLimit';

/** What changes are made of, and with. @internal */
export interface DefaultChangeServiceOptions {
  drafter: PlanDrafter;
  environments: EnvironmentReader;
  store: ChangeStore;
  repositories: readonly ConfigRepository[];
  clock: Clock;
  /** Log-ins at Git hosts of whoever calls; none of them counts as approver. */
  loginsOf: (credentials: BackstageCredentials) => Promise<string[]>;
  /** Base address of the portal, for links back to it. */
  appBaseUrl: string | null;
  /** Told of each change that was proposed. */
  onProposed: () => void;
}

/**
 * Plans and proposes for whoever asks: rights are asked for by the service that
 * stands before it.
 *
 * @internal
 */
export class DefaultChangeService implements ChangeService {
  readonly #options: DefaultChangeServiceOptions;
  readonly #limit: UserLimit;

  private constructor(options: DefaultChangeServiceOptions) {
    this.#options = options;
    this.#limit = UserLimit.create(options);
  }

  static create(options: DefaultChangeServiceOptions): DefaultChangeService {
    return new DefaultChangeService(options);
  }

  plan({ intent }: PlanRequest, options: ChangeOptions): Promise<PlanPreview> {
    const requester = principalName(options.credentials);
    return this.#limit.run(options.credentials, async () => {
      const draft = await this.#draft(intent, options);
      const refusal = await findRefusal(draft, options);
      return toPreview(draft, { requester, refusal });
    });
  }

  propose(
    request: ChangeRequest,
    options: ChangeOptions,
  ): Promise<ChangeResult> {
    return this.#limit.run(options.credentials, async () => {
      const draft = await this.#draft(request.intent, options);
      const { planned } = draft;
      if (planned.result === 'unchanged') {
        return { result: 'unchanged', change: null, notes: [] };
      }
      if (planned.result === 'conflict') {
        throw new ConflictError(planned.reason);
      }
      const { intent, policy } = draft;
      const { plan } = planned;
      await options.scope?.assertWritable({ intent, plan, policy });
      assertAsPreviewed(plan, request);
      assertSound(draft);
      return this.#carryOut(draft, plan, options);
    });
  }

  listEnvironments(): Promise<EnvironmentList> {
    return this.#options.environments.list();
  }

  async listChanges(query: ChangeQuery): Promise<ChangeList> {
    const { limit, cursor, ...filter } = query;
    const { changes, total, more } = await this.#options.store.listChanges(
      filter,
      { limit, after: cursor ? decodeChangeCursor(cursor) : null },
    );
    const last = changes.at(-1);
    return {
      items: await Promise.all(changes.map(one => this.#toApi(one))),
      totalItems: total,
      nextCursor:
        more && last
          ? encodeChangeCursor({
              proposedAt: last.proposedAt.getTime(),
              id: last.id,
            })
          : null,
    };
  }

  async getChange(id: string): Promise<Change> {
    const change = await this.#options.store.loadChange(id);
    if (!change) {
      throw new NotFoundError('There is no such change');
    }
    return this.#toApi(change);
  }

  #draft(intent: unknown, { scope }: ChangeOptions): Promise<PlanDraft> {
    return this.#limit.inTime(signal =>
      this.#options.drafter.draft(intent, { scope, signal }),
    );
  }

  async #carryOut(
    draft: PlanDraft,
    plan: ChangePlan,
    { credentials }: ChangeOptions,
  ): Promise<ChangeResult> {
    const { host, snapshot, branch, findings, policy } = draft;
    const requester = principalName(credentials);
    // First, so that nothing can fail between the pull request and its record.
    const logins = await this.#options.loginsOf(credentials);
    const proposed = unwrapHostResult(
      await host.propose({
        changeId: randomUUID(),
        branch,
        plan,
        snapshot,
        describe: id =>
          describeChange({ plan, findings, requester, page: this.#pageOf(id) }),
        requester,
        reviewers: [...(policy?.reviewers ?? []), ...(policy?.teams ?? [])],
        autoMerge: policy?.autoMerge ? { check: POLICY_CONTEXT } : null,
      }),
    );
    const change = await this.#record(draft, plan, {
      requester,
      logins,
      proposed,
    });
    this.#options.onProposed();
    return { result: proposed.result, change, notes: proposed.notes };
  }

  async #record(
    draft: PlanDraft,
    plan: ChangePlan,
    options: { requester: string; logins: string[]; proposed: Proposed },
  ): Promise<Change> {
    const { intent, repository, branch, policy } = draft;
    const { requester, logins, proposed } = options;
    const record = await this.#options.store.putChange({
      id: proposed.changeId,
      identity: intentIdentity(intent),
      repository: repository.name,
      branch,
      number: proposed.number,
      url: proposed.url,
      title: plan.title,
      intent: JSON.parse(JSON.stringify(intent)) as JsonObject,
      requester,
      requesterLogins: logins,
      environment: plan.environment,
      cluster: plan.cluster ?? '', // the column holds no null
      planHash: plan.planHash,
      schedules: readExpectedSchedules(ofOwnCluster(plan)),
      objects: readExpectedObjects(ofOwnCluster(plan)),
      clusters: readExpectedInClusters(intent, plan),
      approvalsRequired: policy?.approvals ?? 0,
      mergesItself: proposed.mergesItself,
      notes: proposed.notes,
    });
    return this.#toApi(record);
  }

  async #toApi(change: ChangeRecord): Promise<Change> {
    return toApiChange(change, await findUnfollowed(change, this.#options));
  }

  #pageOf(id: string): string | null {
    const { appBaseUrl } = this.#options;
    return appBaseUrl && `${appBaseUrl}/velero-manager/changes/${id}`;
  }
}

/** A plan without what it does in other clusters than the one it is about. */
function ofOwnCluster(plan: ChangePlan): ChangePlan {
  const { environment, cluster, files } = plan;
  if (cluster === null) {
    return plan;
  }
  const own = `${clusterDirectory({ environment, cluster })}/`;
  const ofClusters = clusterDirectory({ environment, cluster: '' });
  return {
    ...plan,
    files: files.filter(
      ({ path }) => path.startsWith(own) || !path.startsWith(ofClusters),
    ),
  };
}

/** Why the caller may not propose what was planned, or `null`. */
async function findRefusal(
  { intent, planned, policy }: PlanDraft,
  { scope }: ChangeOptions,
): Promise<string | null> {
  if (planned.result !== 'planned') {
    return null;
  }
  try {
    await scope?.assertWritable({ intent, plan: planned.plan, policy });
    return null;
  } catch (error) {
    if (isError(error) && error.name === 'NotAllowedError') {
      return error.message;
    }
    throw error;
  }
}

/** What people saw is what is proposed, unless they said that it need not be. */
function assertAsPreviewed(plan: ChangePlan, request: ChangeRequest): void {
  const { planHash, baseRevision, allowRebase } = request;
  const isSame =
    planHash === undefined
      ? baseRevision === undefined || baseRevision === plan.baseRevision
      : planHash === plan.planHash;
  if (!isSame && !allowRebase) {
    throw new ConflictError(
      'The repository changed since your preview: look at the new one, then propose again',
    );
  }
}

function assertSound({ findings }: PlanDraft): void {
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    const told = errors
      .slice(0, 5)
      .map(({ code, path, message }) => `${code} at '${path}': ${message}`);
    throw new InputError(
      `The checks found ${
        errors.length
      } error(s), so nothing is proposed. ${told.join(' ')}`,
    );
  }
}
