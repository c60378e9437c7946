import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { VeleroManagerClient } from './VeleroManagerClient';
import type { VeleroManagerService } from './VeleroManagerService';

/**
 * Reads reports of Velero Manager on behalf of a caller. Works without set-up:
 * the default factory asks the backend plugin over HTTP, wherever it runs.
 *
 * @public
 */
export const veleroManagerServiceRef = createServiceRef<VeleroManagerService>({
  id: 'velero-manager.service',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { discovery: coreServices.discovery, auth: coreServices.auth },
      factory: ({ discovery, auth }) =>
        VeleroManagerClient.create({ discovery, auth }),
    }),
});
