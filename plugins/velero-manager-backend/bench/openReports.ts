import {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { defaultJudgeSettings } from '@velero-manager/backstage-plugin-velero-manager-common';
import { createEntityJudge } from '../src/judge';
import { createReportService, ReportService } from '../src/reports';
import { AuthorizedClusters } from '../src/reports/AuthorizedClusters';
import { DefaultReportService } from '../src/reports/DefaultReportService';
import { DatabaseStore } from '../src/store';

/** As the portal has it. */
export const SILENT_AFTER_MS = 300_000;

/** A service: what it may read is asked anew each time, where a user's rights are remembered for seconds. */
export const CALLER: BackstageCredentials = {
  $$type: '@backstage/BackstageCredentials',
  principal: { type: 'service', subject: 'bench' },
};

/** How the bench judges, as the portal does with an objective for production. */
export const judge = createEntityJudge({
  silentAfterMs: SILENT_AFTER_MS,
  environmentRpoSeconds: { production: 86_400 },
  settings: defaultJudgeSettings,
  claims: 'catalog',
});

/**
 * The reports of a store, for anybody and behind a policy and a catalog that
 * answer at once and allow everything: what is measured is our part.
 */
export function openReports(store: DatabaseStore): {
  open: ReportService;
  authorized: ReportService;
} {
  const options = {
    store,
    changes: store.changes,
    history: store.history,
    judge,
    settings: defaultJudgeSettings,
    silentAfterMs: SILENT_AFTER_MS,
    environmentRpoSeconds: { production: 86_400 },
    notes: () => [],
  };
  const catalog: Pick<CatalogService, 'getEntitiesByRefs'> = {
    getEntitiesByRefs: async ({ entityRefs }) => ({
      items: entityRefs.map(name => ({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name },
      })),
    }),
  };
  const permissions: PermissionsService = {
    authorize: async requests =>
      requests.map(() => ({ result: AuthorizeResult.ALLOW })),
    authorizeConditional: async requests =>
      requests.map(() => ({ result: AuthorizeResult.ALLOW })),
  };
  const permissionsRegistry: Pick<
    PermissionsRegistryService,
    'addResourceType' | 'getPermissionRuleset'
  > = {
    addResourceType: () => {},
    getPermissionRuleset: () => ({
      getRuleByName: name => {
        throw new Error(`The policy of the bench has no rule '${name}'`);
      },
    }),
  };
  return {
    open: DefaultReportService.create(options),
    authorized: createReportService({
      ...options,
      catalog: catalog as CatalogService,
      permissions,
      clusters: AuthorizedClusters.create({
        store,
        permissions,
        permissionsRegistry: permissionsRegistry as PermissionsRegistryService,
      }),
      now: Date.now,
    }),
  };
}
