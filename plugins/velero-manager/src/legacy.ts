/**
 * The plugin for portals on the old frontend system.
 *
 * @packageDocumentation
 */
import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { createScaffolderFieldExtension } from '@backstage/plugin-scaffolder-react';
import { veleroManagerApiRef, VeleroManagerClient } from './api';
import { formFieldNames } from '@velero-manager/backstage-plugin-velero-manager-common';
import {
  ClusterField,
  ClustersField,
  clusterSchema,
  clustersSchema,
  CronField,
  cronFieldSchema,
  DatabaseField,
  databaseSchema,
  EnvironmentField,
  NamespacesField,
  namespacesSchema,
  policyFieldSchema,
  PREVIEW_FIELD,
  PreviewField,
  previewSchema,
  RetentionField,
  ScheduleField,
  scheduleSchema,
  StorageLocationField,
  textFieldSchema,
  validateCron,
  validatePreview,
} from './fields';
import {
  changeRouteRef,
  clusterRouteRef,
  createFromTemplateRouteRef,
  rootRouteRef,
} from './routes';

export { isProtectable } from '@velero-manager/backstage-plugin-velero-manager-common';
export type { ClusterPageProps } from './pages/ClusterPage';
export type { EntityBackupCardProps } from './pages/EntityBackupCard';
export type { FleetPageProps } from './pages/FleetPage';
export type { TemplateRefs } from './templates';

/** @public */
export const veleroManagerPlugin = createPlugin({
  id: 'velero-manager',
  routes: {
    root: rootRouteRef,
    cluster: clusterRouteRef,
    change: changeRouteRef,
  },
  externalRoutes: { createFromTemplate: createFromTemplateRouteRef },
  apis: [
    createApiFactory({
      api: veleroManagerApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => VeleroManagerClient.create(deps),
    }),
  ],
});

/** The fleet page, with its own header and tabs. @public */
export const FleetPage = veleroManagerPlugin.provide(
  createRoutableExtension({
    name: 'FleetPage',
    component: () => import('./pages/FleetPage').then(m => m.FleetPage),
    mountPoint: rootRouteRef,
  }),
);

/** The page of one cluster, with its own header; mount it with a `:name`. @public */
export const ClusterPage = veleroManagerPlugin.provide(
  createRoutableExtension({
    name: 'ClusterPage',
    component: () =>
      import('./pages/ClusterPageWithHeader').then(
        m => m.ClusterPageWithHeader,
      ),
    mountPoint: clusterRouteRef,
  }),
);

/** The page of one change, with its own header; mount it with an `:id`. @public */
export const ChangePage = veleroManagerPlugin.provide(
  createRoutableExtension({
    name: 'ChangePage',
    component: () =>
      import('./pages/ChangePageWithHeader').then(m => m.ChangePageWithHeader),
    mountPoint: changeRouteRef,
  }),
);

/** The card "Backup & sync" for the overview of an entity page. @public */
export const EntityBackupCard = veleroManagerPlugin.provide(
  createComponentExtension({
    name: 'EntityBackupCard',
    component: {
      lazy: () =>
        import('./pages/EntityBackupCard').then(m => m.EntityBackupCard),
    },
  }),
);

/** The form field `VeleroManagerPreview`, for `ScaffolderFieldExtensions`. @public */
export const VeleroManagerPreviewField = veleroManagerPlugin.provide(
  createScaffolderFieldExtension({
    name: PREVIEW_FIELD,
    component: PreviewField,
    schema: previewSchema.schema,
    validation: validatePreview,
  }),
);

/** The form field `VeleroManagerCluster`, for `ScaffolderFieldExtensions`. @public */
export const VeleroManagerClusterField = veleroManagerPlugin.provide(
  createScaffolderFieldExtension({
    name: formFieldNames.cluster,
    component: ClusterField,
    schema: clusterSchema.schema,
  }),
);

/** The form field `VeleroManagerClusters`, for `ScaffolderFieldExtensions`. @public */
export const VeleroManagerClustersField = veleroManagerPlugin.provide(
  createScaffolderFieldExtension({
    name: formFieldNames.clusters,
    component: ClustersField,
    schema: clustersSchema.schema,
  }),
);

/** The form field `VeleroManagerCron`, for `ScaffolderFieldExtensions`. @public */
export const VeleroManagerCronField = veleroManagerPlugin.provide(
  createScaffolderFieldExtension({
    name: formFieldNames.cron,
    component: CronField,
    schema: cronFieldSchema.schema,
    validation: validateCron,
  }),
);

/** The form field `VeleroManagerEnvironment`, for `ScaffolderFieldExtensions`. @public */
export const VeleroManagerEnvironmentField = veleroManagerPlugin.provide(
  createScaffolderFieldExtension({
    name: formFieldNames.environment,
    component: EnvironmentField,
    schema: textFieldSchema.schema,
  }),
);

/** The form field `VeleroManagerNamespaces`, for `ScaffolderFieldExtensions`. @public */
export const VeleroManagerNamespacesField = veleroManagerPlugin.provide(
  createScaffolderFieldExtension({
    name: formFieldNames.namespaces,
    component: NamespacesField,
    schema: namespacesSchema.schema,
  }),
);

/** The form field `VeleroManagerDatabase`, for `ScaffolderFieldExtensions`. @public */
export const VeleroManagerDatabaseField = veleroManagerPlugin.provide(
  createScaffolderFieldExtension({
    name: formFieldNames.database,
    component: DatabaseField,
    schema: databaseSchema.schema,
  }),
);

/** The form field `VeleroManagerRetention`, for `ScaffolderFieldExtensions`. @public */
export const VeleroManagerRetentionField = veleroManagerPlugin.provide(
  createScaffolderFieldExtension({
    name: formFieldNames.retention,
    component: RetentionField,
    schema: policyFieldSchema.schema,
  }),
);

/** The form field `VeleroManagerSchedule`, for `ScaffolderFieldExtensions`. @public */
export const VeleroManagerScheduleField = veleroManagerPlugin.provide(
  createScaffolderFieldExtension({
    name: formFieldNames.schedule,
    component: ScheduleField,
    schema: scheduleSchema.schema,
  }),
);

/** The form field `VeleroManagerStorageLocation`, for `ScaffolderFieldExtensions`. @public */
export const VeleroManagerStorageLocationField = veleroManagerPlugin.provide(
  createScaffolderFieldExtension({
    name: formFieldNames.storageLocation,
    component: StorageLocationField,
    schema: policyFieldSchema.schema,
  }),
);
