import { createBackendModule } from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { veleroManagerServiceRef } from '@velero-manager/backstage-plugin-velero-manager-node';
import { allActions } from './actions';

/**
 * Adds the actions of Velero Manager to the scaffolder: one for each intent,
 * and one to plan and one to propose any of them.
 *
 * @public
 */
export const scaffolderModuleVeleroManager = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'velero-manager',
  register(env) {
    env.registerInit({
      deps: {
        scaffolder: scaffolderActionsExtensionPoint,
        service: veleroManagerServiceRef,
      },
      async init({ scaffolder, service }) {
        scaffolder.addActions(...allActions({ service }));
      },
    });
  },
});
