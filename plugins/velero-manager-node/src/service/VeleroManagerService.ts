import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  Change,
  ChangeList,
  ChangeQueryInput,
  ChangeRequest,
  ChangeResult,
  ClusterList,
  ClusterQueryInput,
  ClusterReport,
  EntityList,
  EntityQueryInput,
  EntityReport,
  FleetSummary,
  PlanPreview,
  PlanRequest,
} from '@velero-manager/backstage-plugin-velero-manager-common';

/**
 * On whose behalf a call is made: answers hold what these credentials may see.
 *
 * @public
 */
export interface VeleroManagerServiceRequestOptions {
  credentials: BackstageCredentials;
}

/**
 * Reads reports of Velero Manager from another backend plugin or module, and
 * proposes changes to config repositories.
 *
 * @remarks
 *
 * Every call fails with a `ResponseError` from `@backstage/errors` whose
 * `cause.name` tells why: `NotFoundError` for what is absent or not visible,
 * `NotAllowedError` for what the permission policy denies, `InputError` for a
 * malformed query or intent, `ConflictError` for what cannot be done as things
 * stand, `ServiceUnavailableError` for a Git host that cannot answer.
 *
 * @public
 */
export interface VeleroManagerService {
  /** All that is known of one catalog entity. */
  getEntityReport(
    entityRef: string,
    options: VeleroManagerServiceRequestOptions,
  ): Promise<EntityReport>;
  /** One page of the entities that claim a namespace, worst first. */
  listEntities(
    query: EntityQueryInput,
    options: VeleroManagerServiceRequestOptions,
  ): Promise<EntityList>;
  /** One page of the clusters, worst first. */
  listClusters(
    query: ClusterQueryInput,
    options: VeleroManagerServiceRequestOptions,
  ): Promise<ClusterList>;
  /** All that is known of one cluster. */
  getClusterReport(
    cluster: string,
    options: VeleroManagerServiceRequestOptions,
  ): Promise<ClusterReport>;
  /** The fleet in numbers; a part that may not be seen is `null`. */
  getFleetSummary(
    options: VeleroManagerServiceRequestOptions,
  ): Promise<FleetSummary>;
  /**
   * Computes and checks what an intent would change; writes nothing to a Git
   * host.
   */
  createPlan(
    request: PlanRequest,
    options: VeleroManagerServiceRequestOptions,
  ): Promise<PlanPreview>;
  /**
   * Proposes what an intent changes as a pull request, or meets the open one
   * that an earlier call for the same thing made: safe to be called again.
   */
  proposeChange(
    request: ChangeRequest,
    options: VeleroManagerServiceRequestOptions,
  ): Promise<ChangeResult>;
  /** One page of the proposed changes, newest first. */
  listChanges(
    query: ChangeQueryInput,
    options: VeleroManagerServiceRequestOptions,
  ): Promise<ChangeList>;
  /** One change, and how far it has come. */
  getChange(
    id: string,
    options: VeleroManagerServiceRequestOptions,
  ): Promise<Change>;
}
