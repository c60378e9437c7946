import { renderTestApp } from '@backstage/frontend-test-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import {
  renderInTestApp as renderInLegacyApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import plugin from './index';
import { FakeApi } from './__fixtures__/FakeApi';
import { entityReport } from './__fixtures__/reports';
import { veleroManagerApiRef } from './api';
import { ChangePage, EntityBackupCard, FleetPage } from './legacy';

function setUp() {
  const api = new FakeApi();
  api.report = entityReport(new Date());
  return api;
}

function component(annotations: Record<string, string>) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'shop', namespace: 'default', annotations },
  };
}

describe('the plugin', () => {
  it('has a page with a tab for clusters and one for services', async () => {
    renderTestApp({
      features: [plugin],
      initialRouteEntries: ['/velero-manager'],
      apis: [[veleroManagerApiRef, setUp()]],
    });
    expect(
      await screen.findByRole('region', { name: 'Map of the clusters' }),
    ).toBeVisible();
    expect(screen.getByText('Services', { selector: 'a, a *' })).toBeVisible();
  });

  it('has a page for each change, beside the tabs and not in the sidebar', async () => {
    const api = setUp();
    renderTestApp({
      features: [plugin],
      initialRouteEntries: ['/velero-manager/changes/a%2Fb'],
      apis: [[veleroManagerApiRef, api]],
    });
    expect(await screen.findByRole('list', { name: 'Journey' })).toBeVisible();
    expect(api.changeRequests).toEqual(['a/b']);
    expect(screen.queryByText('Services', { selector: 'a, a *' })).toBeNull();
  });

  it('puts its card on entities that say where their data is', async () => {
    renderTestApp({
      features: [plugin],
      extensions: [
        createTestEntityPage({
          entity: component({ 'velero-manager.io/namespaces': 'prod-1/shop' }),
        }),
      ],
      apis: [[veleroManagerApiRef, setUp()]],
    });
    expect(await screen.findByText('Last good backup')).toBeVisible();
  });

  it('shows nothing on entities that do not', async () => {
    const api = setUp();
    renderTestApp({
      features: [plugin],
      extensions: [createTestEntityPage({ entity: component({}) })],
      apis: [[veleroManagerApiRef, api]],
    });
    expect(await screen.findByTestId('empty-entity-page')).toBeVisible();
    expect(api.reportRequests).toEqual([]);
  });
});

describe('the legacy plugin', () => {
  it('draws the page with a header and tabs of its own', async () => {
    await renderInLegacyApp(
      <TestApiProvider apis={[[veleroManagerApiRef, setUp()]]}>
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

  it('draws the page of a change with a header of its own', async () => {
    await renderInLegacyApp(
      <TestApiProvider apis={[[veleroManagerApiRef, setUp()]]}>
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
    await renderInLegacyApp(
      <TestApiProvider apis={[[veleroManagerApiRef, setUp()]]}>
        <EntityProvider entity={component({})}>
          <EntityBackupCard />
        </EntityProvider>
      </TestApiProvider>,
    );
    expect(await screen.findByText('Last good backup')).toBeVisible();
  });
});
