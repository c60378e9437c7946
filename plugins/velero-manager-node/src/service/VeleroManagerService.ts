import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  ClusterList,
  ClusterQueryInput,
  ClusterReport,
  EntityList,
  EntityQueryInput,
  EntityReport,
  FleetSummary,
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
 * Reads reports of Velero Manager from another backend plugin or module.
 *
 * @remarks
 *
 * Every call fails with a `ResponseError` from `@backstage/errors` whose
 * `cause.name` tells why: `NotFoundError` for what is absent or not visible,
 * `NotAllowedError` for what the permission policy denies, `InputError` for a
 * malformed query.
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
}
