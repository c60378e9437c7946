import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { veleroManagerPermissions } from '@velero-manager/backstage-plugin-velero-manager-common';
import {
  type ClusterSupplier,
  veleroManagerClustersExtensionPoint,
} from '@velero-manager/backstage-plugin-velero-manager-node';
import {
  AmbientTokens,
  ConfiguredClusters,
  MemoryClusterRegistry,
} from './clusters';
import { readVeleroManagerConfig } from './config';
import { createWriteFlow } from './createWriteFlow';
import { createHistoryService, createRetentionFlow } from './history';
import { createEntityJudge } from './judge';
import { systemClock } from './kubernetes';
import { createNotificationFlow } from './notifications';
import { createMeters } from './observability';
import { pluginServices } from './pluginServices';
import { AuthorizedClusters, createReportService } from './reports';
import { createRouter } from './router';
import { runFlows } from './runFlows';
import { SignalPublisher } from './signals';
import { startReadFlow } from './startReadFlow';
import { createDatabaseStore } from './store';

/**
 * Watches clusters, keeps their facts and judges whether services could be
 * restored and whether what Git says is what runs.
 *
 * @public
 */
export const veleroManagerPlugin = createBackendPlugin({
  pluginId: 'velero-manager',
  register(env) {
    const suppliers: ClusterSupplier[] = [];
    env.registerExtensionPoint(veleroManagerClustersExtensionPoint, {
      addClusterSupplier: (...added) => suppliers.push(...added),
    });

    env.registerInit({
      deps: pluginServices,
      async init(services) {
        const { auditor, config, httpAuth, lifecycle } = services;
        const clock = systemClock;
        const options = readVeleroManagerConfig(config);
        const registry = MemoryClusterRegistry.create();
        const configured = ConfiguredClusters.create({ ...services, registry });
        const store = await createDatabaseStore({ ...services, ...options });

        const judge = createEntityJudge(options);
        services.permissionsRegistry.addPermissions(veleroManagerPermissions);
        const publisher = SignalPublisher.create({ ...services, clock });
        const meters = createMeters(services.metrics);
        const shared = {
          ...{ ...services, clock, publisher, meters },
          clusters: AuthorizedClusters.create({ ...services, store }),
          changes: store.changes,
          history: store.history,
          exemptions: store,
          outbox: store.outbox,
          turns: store.policyTurns,
          silentAfterMs: options.silentAfterMs,
        };
        const reports = createReportService({
          ...{ ...shared, store, judge },
          notes: () => registry.notes(),
          settings: options.settings,
          environmentRpoSeconds: options.environmentRpoSeconds,
          now: clock.now,
        });
        const { changes, start } = createWriteFlow(shared);
        const notify = createNotificationFlow(shared);
        const forget = createRetentionFlow(shared);
        const history = createHistoryService({
          ...{ store: store.history, clusters: shared.clusters },
        });
        services.httpRouter.use(
          createRouter({ auditor, httpAuth, reports, history, changes }),
        );

        const readFlow = {
          ...{ ...services, ...options, clock, store, registry },
          ...{ suppliers, judge, configured, publisher, meters },
          ambient: AmbientTokens.create({ config }),
        };
        runFlows({
          ...{ lifecycle, rootLifecycle: services.rootLifecycle },
          starts: [() => startReadFlow(readFlow), start, notify, forget],
          stopped: () => publisher.stop(),
        });
      },
    });
  },
});
