import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import SettingsBackupRestoreIcon from '@material-ui/icons/SettingsBackupRestore';
import {
  intentKinds,
  isProtectable,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { z } from 'zod';
import { veleroManagerApiRef, VeleroManagerClient } from './api';
import {
  changeRouteRef,
  clusterRouteRef,
  createFromTemplateRouteRef,
  rootRouteRef,
} from './routes';

/** Templates of the portal's own, by entity ref. */
const templates = z.partialRecord(z.enum(intentKinds), z.string()).optional();

const api = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: veleroManagerApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => VeleroManagerClient.create(deps),
    }),
});

const fleetPage = PageBlueprint.make({
  params: {
    path: '/velero-manager',
    routeRef: rootRouteRef,
    title: 'Backup & sync',
    icon: <SettingsBackupRestoreIcon fontSize="inherit" />,
  },
});

const clustersPage = SubPageBlueprint.makeWithOverrides({
  name: 'clusters',
  configSchema: { templates },
  factory: (make, { config }) =>
    make({
      path: 'clusters',
      title: 'Clusters',
      loader: async () => {
        const [{ ClustersPage }, { Content }] = await Promise.all([
          import('./pages/ClustersPage'),
          import('@backstage/core-components'),
        ]);
        return (
          <Content>
            <ClustersPage templates={config.templates} />
          </Content>
        );
      },
    }),
});

const servicesPage = SubPageBlueprint.make({
  name: 'services',
  params: {
    path: 'services',
    title: 'Services',
    loader: async () => {
      const [{ ServicesPage }, { Content }] = await Promise.all([
        import('./pages/ServicesPage'),
        import('@backstage/core-components'),
      ]);
      return (
        <Content>
          <ServicesPage />
        </Content>
      );
    },
  },
});

/** Without title and icon: it is reached by links, never from the sidebar. */
const clusterPage = PageBlueprint.makeWithOverrides({
  name: 'cluster',
  configSchema: { templates },
  factory: (make, { config }) =>
    make({
      path: '/velero-manager/clusters/:name',
      routeRef: clusterRouteRef,
      loader: async () => {
        const [{ ClusterPage }, { Content }] = await Promise.all([
          import('./pages/ClusterPage'),
          import('@backstage/core-components'),
        ]);
        return (
          <Content>
            <ClusterPage templates={config.templates} />
          </Content>
        );
      },
    }),
});

/** As the page of a cluster, it is reached by links. */
const changePage = PageBlueprint.make({
  name: 'change',
  params: {
    path: '/velero-manager/changes/:id',
    routeRef: changeRouteRef,
    loader: async () => {
      const [{ ChangePage }, { Content }] = await Promise.all([
        import('./pages/ChangePage'),
        import('@backstage/core-components'),
      ]);
      return (
        <Content>
          <ChangePage />
        </Content>
      );
    },
  },
});

const backupCard = EntityCardBlueprint.makeWithOverrides({
  name: 'backup',
  configSchema: { templates },
  factory: (make, { config }) =>
    make({
      type: 'info',
      filter: isProtectable,
      loader: async () => {
        const { EntityBackupCard } = await import('./pages/EntityBackupCard');
        return <EntityBackupCard templates={config.templates} />;
      },
    }),
});

/** Templates name it as `VeleroManagerPreview` under `ui:field`. */
const previewField = FormFieldBlueprint.make({
  name: 'preview',
  params: {
    field: async () => {
      const { previewFormField } = await import('./fields/previewFormField');
      return previewFormField;
    },
  },
});

/** Those that forms are made of; `formFieldNames` says what templates call them. */
const formFields = (
  [
    ['cluster', 'cluster'],
    ['clusters', 'clusters'],
    ['cron', 'cron'],
    ['database', 'database'],
    ['environment', 'environment'],
    ['namespaces', 'namespaces'],
    ['retention', 'retention'],
    ['schedule', 'schedule'],
    ['storage-location', 'storageLocation'],
  ] as const
).map(([name, field]) =>
  FormFieldBlueprint.make({
    name,
    params: {
      field: async () => {
        const { formFields: all } = await import('./fields/formFields');
        return all[field];
      },
    },
  }),
);

/**
 * Backup and sync health: a card on catalog pages, a page for the fleet, one
 * for each cluster and one for each proposed change.
 *
 * @public
 */
export const veleroManagerPlugin = createFrontendPlugin({
  pluginId: 'velero-manager',
  title: 'Backup & sync',
  icon: <SettingsBackupRestoreIcon fontSize="inherit" />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: rootRouteRef,
    cluster: clusterRouteRef,
    change: changeRouteRef,
  },
  externalRoutes: { createFromTemplate: createFromTemplateRouteRef },
  extensions: [
    api,
    fleetPage,
    clustersPage,
    servicesPage,
    clusterPage,
    changePage,
    backupCard,
    previewField,
    ...formFields,
  ],
});
