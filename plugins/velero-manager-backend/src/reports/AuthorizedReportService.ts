import type { PermissionsService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  changeReadPermission,
  type ClusterList,
  type ClusterQuery,
  type ClusterReport,
  type EntityList,
  type EntityQuery,
  type EntityReport,
  type FleetSummary,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { AuthorizedClusters } from './AuthorizedClusters';
import type { AuthorizedEntities } from './AuthorizedEntities';
import type { ReportOptions, ReportService } from './ReportService';

/**
 * Lets through what the caller may see and narrows the rest: every list, total
 * and sum is over what the permission policy and the catalog show to the
 * caller.
 *
 * @internal
 */
export class AuthorizedReportService implements ReportService {
  readonly #reports: ReportService;
  readonly #entities: AuthorizedEntities;
  readonly #clusters: AuthorizedClusters;
  readonly #permissions: PermissionsService;

  private constructor(options: AuthorizedReportServiceOptions) {
    this.#reports = options.reports;
    this.#entities = options.entities;
    this.#clusters = options.clusters;
    this.#permissions = options.permissions;
  }

  static create(
    options: AuthorizedReportServiceOptions,
  ): AuthorizedReportService {
    return new AuthorizedReportService(options);
  }

  async getEntityReport(
    entityRef: string,
    { credentials }: ReportOptions,
  ): Promise<EntityReport> {
    await this.#entities.assertReadable(entityRef, credentials);
    const report = await this.#reports.getEntityReport(entityRef, {
      credentials,
    });
    return this.#withVisibleChanges(report, { credentials });
  }

  async listEntities(
    query: EntityQuery,
    { credentials }: ReportOptions,
  ): Promise<EntityList> {
    const entities = await this.#entities.scopeOf(credentials);
    if (entities === 'none') {
      throw new NotAllowedError('You may not read reports of entities');
    }
    const scope = { entities };
    return this.#reports.listEntities(query, { credentials, scope });
  }

  async listClusters(
    query: ClusterQuery,
    { credentials }: ReportOptions,
  ): Promise<ClusterList> {
    const clusters = await this.#clusters.scopeOf(credentials);
    if (clusters === 'none') {
      throw new NotAllowedError('You may not read clusters');
    }
    const scope = { clusters };
    return this.#reports.listClusters(query, { credentials, scope });
  }

  async getClusterReport(
    name: string,
    { credentials }: ReportOptions,
  ): Promise<ClusterReport> {
    await this.#clusters.assertReadable(name, credentials);
    return this.#reports.getClusterReport(name, { credentials });
  }

  async getFleetSummary({ credentials }: ReportOptions): Promise<FleetSummary> {
    const [entities, clusters] = await Promise.all([
      this.#entities.scopeOf(credentials),
      this.#clusters.scopeOf(credentials),
    ]);
    if (entities === 'none' && clusters === 'none') {
      throw new NotAllowedError(
        'You may read neither clusters nor reports of entities',
      );
    }
    const scope = { entities, clusters };
    return this.#reports.getFleetSummary({ credentials, scope });
  }

  async #withVisibleChanges(
    report: EntityReport,
    { credentials }: ReportOptions,
  ): Promise<EntityReport> {
    if (report.changes.length === 0) {
      return report;
    }
    const [{ result }] = await this.#permissions.authorize(
      [{ permission: changeReadPermission }],
      { credentials },
    );
    return result === AuthorizeResult.ALLOW
      ? report
      : { ...report, changes: [] };
  }
}

interface AuthorizedReportServiceOptions {
  reports: ReportService;
  entities: AuthorizedEntities;
  clusters: AuthorizedClusters;
  permissions: PermissionsService;
}
