import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  ScaffolderFieldExtensions,
  useCustomFieldExtensions,
} from '@backstage/plugin-scaffolder-react';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { formFieldNames } from '@velero-manager/backstage-plugin-velero-manager-common';
import { Route, Routes } from 'react-router-dom';
import { FakeApi } from './__fixtures__/FakeApi';
import { entityReport } from './__fixtures__/reports';
import { veleroManagerApiRef } from './api';
import {
  ChangePage,
  ClusterPage,
  EntityBackupCard,
  FleetPage,
  VeleroManagerClusterField,
  VeleroManagerClustersField,
  VeleroManagerCronField,
  VeleroManagerDatabaseField,
  VeleroManagerEnvironmentField,
  VeleroManagerNamespacesField,
  VeleroManagerPreviewField,
  VeleroManagerRetentionField,
  VeleroManagerScheduleField,
  VeleroManagerStorageLocationField,
} from './legacy';
import { createFromTemplateRouteRef } from './routes';

const shop = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'shop', namespace: 'default' },
};

function setUp() {
  const api = new FakeApi();
  api.report = entityReport(new Date());
  return api;
}

describe('the legacy plugin', () => {
  const apis = () =>
    [
      [veleroManagerApiRef, setUp()],
      [permissionApiRef, mockApis.permission()],
    ] as const;

  it('draws the page with a header and tabs of its own', async () => {
    await renderInTestApp(
      <TestApiProvider apis={apis()}>
        <Routes>
          <Route path="/velero-manager" element={<FleetPage />} />
        </Routes>
      </TestApiProvider>,
      { routeEntries: ['/velero-manager'] },
    );
    expect(
      await screen.findByRole('heading', { name: 'Backup & sync' }),
    ).toBeVisible();
    expect(screen.getByRole('tab', { name: 'Services' })).toBeVisible();
    expect(
      await screen.findByRole('region', { name: 'Map of the clusters' }),
    ).toBeVisible();
  });

  it('draws the page of a cluster with a header of its own', async () => {
    await renderInTestApp(
      <TestApiProvider apis={apis()}>
        <Routes>
          <Route
            path="/velero-manager/clusters/:name"
            element={<ClusterPage />}
          />
        </Routes>
      </TestApiProvider>,
      { routeEntries: ['/velero-manager/clusters/prod-1'] },
    );
    expect(
      await screen.findByRole('heading', { name: 'Cluster' }),
    ).toBeVisible();
    expect(
      await screen.findByRole('heading', { name: 'Production 1' }),
    ).toBeVisible();
  });

  it('draws the page of a change with a header of its own', async () => {
    await renderInTestApp(
      <TestApiProvider apis={apis()}>
        <Routes>
          <Route path="/velero-manager/changes/:id" element={<ChangePage />} />
        </Routes>
      </TestApiProvider>,
      {
        routeEntries: ['/velero-manager/changes/change-1'],
        mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      },
    );
    expect(
      await screen.findByRole('heading', { name: 'Change' }),
    ).toBeVisible();
    expect(await screen.findByRole('list', { name: 'Journey' })).toBeVisible();
  });

  it('draws the card of the entity around it', async () => {
    await renderInTestApp(
      <TestApiProvider apis={apis()}>
        <EntityProvider entity={shop}>
          <EntityBackupCard templates={{ 'schedule:save': 'ours' }} />
        </EntityProvider>
      </TestApiProvider>,
      {
        mountedRoutes: {
          '/new/:namespace/:templateName': createFromTemplateRouteRef,
        },
      },
    );
    expect(await screen.findByText('Last good backup')).toBeVisible();
    const button = await screen.findByRole('button', { name: 'Add schedule' });
    expect(button.getAttribute('href')).toMatch(/^\/new\/default\/ours\?/);
  });

  it('gives templates a field that shows what changes, and those that forms are made of', async () => {
    const Fields = () => {
      const fields = useCustomFieldExtensions(
        <ScaffolderFieldExtensions>
          <VeleroManagerPreviewField />
          <VeleroManagerClusterField />
          <VeleroManagerClustersField />
          <VeleroManagerCronField />
          <VeleroManagerDatabaseField />
          <VeleroManagerEnvironmentField />
          <VeleroManagerNamespacesField />
          <VeleroManagerRetentionField />
          <VeleroManagerScheduleField />
          <VeleroManagerStorageLocationField />
        </ScaffolderFieldExtensions>,
      );
      return <>{fields.map(({ name }) => name).join()}</>;
    };
    await renderInTestApp(<Fields />);
    const names = ['VeleroManagerPreview', ...Object.values(formFieldNames)];
    expect(
      (await screen.findByText(/Preview/)).textContent?.split(','),
    ).toEqual(expect.arrayContaining(names));
  });
});
