import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type {
  ClusterList,
  ClusterQuery,
  ClusterReport,
  EntityList,
  EntityQuery,
  EntityReport,
  FleetSummary,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { ClusterFilter } from '../store/reportTypes';

/**
 * What an answer may hold. A part that is absent is not restricted; `none`
 * means that the caller may not see anything of it.
 *
 * @internal
 */
export interface ReportScope {
  /** Tells which of these entities the caller may see. */
  entities?: 'none' | ((entityRefs: string[]) => Promise<ReadonlySet<string>>);
  /** Tells which clusters the caller may see, as the store understands it. */
  clusters?: 'none' | PermissionCriteria<ClusterFilter>;
}

/** On whose behalf, and how far, a report may look. @internal */
export interface ReportOptions {
  credentials: BackstageCredentials;
  /** Set by the service that asks the permission policy, never by a route. */
  scope?: ReportScope;
}

/**
 * Answers what people ask, from stored facts and the moment of asking.
 *
 * @internal
 */
export interface ReportService {
  /** @throws NotFoundError when the entity is unknown */
  getEntityReport(
    entityRef: string,
    options: ReportOptions,
  ): Promise<EntityReport>;
  /** @throws InputError when the cursor is not one of this query */
  listEntities(query: EntityQuery, options: ReportOptions): Promise<EntityList>;
  /** @throws InputError when the cursor is not one of this query */
  listClusters(
    query: ClusterQuery,
    options: ReportOptions,
  ): Promise<ClusterList>;
  /** @throws NotFoundError when the cluster is unknown */
  getClusterReport(
    name: string,
    options: ReportOptions,
  ): Promise<ClusterReport>;
  getFleetSummary(options: ReportOptions): Promise<FleetSummary>;
}
