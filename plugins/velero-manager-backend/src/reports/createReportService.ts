import type {
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { ConfigNote } from '../clusters';
import type { JudgeEntity } from '../judge';
import type { ReportStore } from '../store/types';
import { AuthorizedClusters } from './AuthorizedClusters';
import { AuthorizedEntities } from './AuthorizedEntities';
import { AuthorizedReportService } from './AuthorizedReportService';
import { DefaultReportService } from './DefaultReportService';
import type { ReportService } from './ReportService';

/**
 * The reports as routes may use them: nothing gets past the permission policy
 * and the catalog. Registers the resource type of clusters.
 *
 * @internal
 */
export function createReportService(options: {
  store: ReportStore;
  judge: JudgeEntity;
  silentAfterMs: number;
  notes: ConfigNote[];
  catalog: CatalogService;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  /** Milliseconds since the epoch. */
  now: () => number;
}): ReportService {
  return AuthorizedReportService.create({
    reports: DefaultReportService.create(options),
    entities: AuthorizedEntities.create(options),
    clusters: AuthorizedClusters.create(options),
  });
}
