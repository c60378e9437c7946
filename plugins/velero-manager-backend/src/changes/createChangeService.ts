import type {
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Clock } from '../kubernetes';
import type { AuthorizedClusters } from '../reports';
import type { ChangeStore } from '../store/changeTypes';
import { AuthorizedChangeService } from './AuthorizedChangeService';
import type { ChangeService } from './ChangeService';
import { ClaimGuard } from './ClaimGuard';
import { ClusterFactsReader } from './ClusterFactsReader';
import { createLoginLookup } from './createLoginLookup';
import { DefaultChangeService } from './DefaultChangeService';
import { EnvironmentReader } from './EnvironmentReader';
import type { ChangeHost } from './host';
import { PlanDrafter } from './PlanDrafter';
import type { ConfigRepository } from './readConfigRepositories';

/**
 * Changes as routes may ask for them: nothing gets past the permission policy
 * and the claims of namespaces.
 *
 * @internal
 */
export function createChangeService(options: {
  repositories: ConfigRepository[];
  hosts: ReadonlyMap<string, ChangeHost>;
  store: ChangeStore;
  clusters: AuthorizedClusters;
  catalog: CatalogService;
  permissions: PermissionsService;
  userInfo: UserInfoService;
  clock: Clock;
  appBaseUrl: string | null;
  /** After so long without contact a cluster is silent. */
  silentAfterMs: number;
  onProposed: () => void;
}): ChangeService {
  return AuthorizedChangeService.create({
    changes: DefaultChangeService.create({
      ...options,
      drafter: PlanDrafter.create({
        ...options,
        facts: ClusterFactsReader.create(options),
      }),
      environments: EnvironmentReader.create(options),
      loginsOf: createLoginLookup(options),
    }),
    permissions: options.permissions,
    clusters: options.clusters,
    claims: ClaimGuard.create(options),
  });
}
