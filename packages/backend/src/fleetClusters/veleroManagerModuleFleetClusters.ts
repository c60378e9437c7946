import { readFile } from 'node:fs/promises';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { veleroManagerClustersExtensionPoint } from '@velero-manager/backstage-plugin-velero-manager-node';

/**
 * An example of a supplier of clusters: those that join the development fleet
 * while it runs, from the file that it writes.
 */
export const veleroManagerModuleFleetClusters = createBackendModule({
  pluginId: 'velero-manager',
  moduleId: 'fleet-clusters',
  register(env) {
    env.registerInit({
      deps: {
        clusters: veleroManagerClustersExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ clusters, config }) {
        const file = config.getOptionalString('developmentFleet.clustersFile');
        if (file) {
          clusters.addClusterSupplier({
            id: 'development-fleet',
            getClusters: async () => JSON.parse(await readFile(file, 'utf8')),
          });
        }
      },
    });
  },
});
