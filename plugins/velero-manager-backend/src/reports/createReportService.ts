import type { PermissionsService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { JudgeSettings } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { ConfigNote } from '../clusters';
import type { JudgeEntity } from '../judge';
import type { ReportStore } from '../store/reportTypes';
import type { AuthorizedClusters } from './AuthorizedClusters';
import { AuthorizedEntities } from './AuthorizedEntities';
import { AuthorizedReportService } from './AuthorizedReportService';
import {
  DefaultReportService,
  type PastStore,
  type RecentChanges,
} from './DefaultReportService';
import type { ReportService } from './ReportService';

/**
 * The reports as routes may use them: nothing gets past the permission policy
 * and the catalog.
 *
 * @internal
 */
export function createReportService(options: {
  store: ReportStore;
  judge: JudgeEntity;
  settings: JudgeSettings;
  silentAfterMs: number;
  environmentRpoSeconds: Readonly<Record<string, number>>;
  notes: () => ConfigNote[];
  catalog: CatalogService;
  permissions: PermissionsService;
  clusters: AuthorizedClusters;
  changes: RecentChanges;
  history: PastStore;
  /** Milliseconds since the epoch. */
  now: () => number;
}): ReportService {
  return AuthorizedReportService.create({
    reports: DefaultReportService.create(options),
    entities: AuthorizedEntities.create(options),
    clusters: options.clusters,
    permissions: options.permissions,
  });
}
