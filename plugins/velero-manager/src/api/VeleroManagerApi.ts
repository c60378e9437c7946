import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  Change,
  ClusterList,
  ClusterQueryInput,
  ClusterReport,
  EntityList,
  EntityQueryInput,
  EntityReport,
  EnvironmentList,
  FleetSummary,
  PlanPreview,
  PlanRequest,
} from '@velero-manager/backstage-plugin-velero-manager-common';

/** What every call takes besides its subject. @public */
export interface VeleroManagerRequestOptions {
  /** Ends the request when it fires; the promise then rejects. */
  signal?: AbortSignal;
}

/**
 * The backend, as the signed-in user. Every call rejects with
 * a `ResponseError` when the backend refuses, and with an error that names the
 * place when the answer is not what this version understands.
 *
 * @public
 */
export interface VeleroManagerApi {
  /** All that the card of one entity shows. */
  getEntityReport(
    entityRef: string,
    options?: VeleroManagerRequestOptions,
  ): Promise<EntityReport>;

  /** One page of the entities that the user may see, the worst first. */
  listEntities(
    query: EntityQueryInput,
    options?: VeleroManagerRequestOptions,
  ): Promise<EntityList>;

  /** One page of the clusters that the user may see, the worst first. */
  listClusters(
    query: ClusterQueryInput,
    options?: VeleroManagerRequestOptions,
  ): Promise<ClusterList>;

  /** All that is known of one cluster. */
  getClusterReport(
    cluster: string,
    options?: VeleroManagerRequestOptions,
  ): Promise<ClusterReport>;

  /** The whole fleet in numbers. */
  getFleetSummary(options?: VeleroManagerRequestOptions): Promise<FleetSummary>;

  /** The environments that changes can be proposed for, with their limits. */
  listEnvironments(
    options?: VeleroManagerRequestOptions,
  ): Promise<EnvironmentList>;

  /** A proposed change and how far it has come. */
  getChange(id: string, options?: VeleroManagerRequestOptions): Promise<Change>;

  /** What an intent would change; nothing is written. */
  createPlan(
    request: PlanRequest,
    options?: VeleroManagerRequestOptions,
  ): Promise<PlanPreview>;
}

/** @public */
export const veleroManagerApiRef = createApiRef<VeleroManagerApi>({
  id: 'plugin.velero-manager.api',
});
