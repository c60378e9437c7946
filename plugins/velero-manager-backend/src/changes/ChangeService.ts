import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  Change,
  ChangeList,
  ChangePlan,
  ChangeQuery,
  ChangeRequest,
  ChangeResult,
  EnvironmentList,
  EnvironmentPolicy,
  Intent,
  PlanPreview,
  PlanRequest,
} from '@velero-manager/backstage-plugin-velero-manager-common';

/** A change as it is to be proposed. @internal */
export interface PlannedChange {
  intent: Intent;
  plan: ChangePlan;
  /** Of its environment, from the base branch; `null` where it has none. */
  policy: EnvironmentPolicy | null;
}

/**
 * What a caller may look at and change, as the permission policy and the
 * catalog have it.
 *
 * @internal
 */
export interface ChangeScope {
  /** Those of some clusters of which what is known may be told. */
  readable(clusters: string[]): Promise<string[]>;
  /** @throws NotAllowedError where this may not be proposed */
  assertWritable(change: PlannedChange): Promise<void>;
}

/** On whose behalf a change is planned or proposed. @internal */
export interface ChangeOptions {
  credentials: BackstageCredentials;
  /** Set by the service that asks the permission policy, never by a route. */
  scope?: ChangeScope;
}

/**
 * Plans changes to config repositories, proposes them as pull requests and
 * tells how far they have come.
 *
 * @internal
 */
export interface ChangeService {
  /**
   * Works out what an intent would change; writes nothing.
   *
   * @throws InputError when the intent is malformed, or belongs nowhere
   */
  plan(request: PlanRequest, options: ChangeOptions): Promise<PlanPreview>;
  /**
   * Works it out anew and proposes it, or meets its own open pull request.
   *
   * @throws InputError when a check found an error
   * @throws ConflictError when it is not what the preview showed, or cannot be
   * done as things stand
   */
  propose(
    request: ChangeRequest,
    options: ChangeOptions,
  ): Promise<ChangeResult>;
  /** The environments for which there can be changes, with their policies. */
  listEnvironments(options: ChangeOptions): Promise<EnvironmentList>;
  /** Newest first. @throws InputError when the cursor is malformed */
  listChanges(query: ChangeQuery, options: ChangeOptions): Promise<ChangeList>;
  /** @throws NotFoundError when there is no such change */
  getChange(id: string, options: ChangeOptions): Promise<Change>;
}
