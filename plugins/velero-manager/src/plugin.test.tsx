import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  catalogApiMock,
  createTestEntityPage,
} from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import userEvent from '@testing-library/user-event';
import { screen } from '@testing-library/react';
import { formFieldNames } from '@velero-manager/backstage-plugin-velero-manager-common';
import { mutate } from 'swr';
import plugin from './index';
import { clusterReport } from './__fixtures__/clusterReport';
import { FakeApi } from './__fixtures__/FakeApi';
import { entityReport, protection, unit } from './__fixtures__/reports';
import { veleroManagerApiRef } from './api';

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

// What was decided in one test is remembered for the next one.
beforeEach(() => mutate(() => true, undefined));

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

  it('has a page for each cluster, which its name in the table leads to', async () => {
    const user = userEvent.setup();
    const api = setUp();
    renderTestApp({
      features: [plugin],
      initialRouteEntries: ['/velero-manager/clusters'],
      apis: [[veleroManagerApiRef, api]],
    });
    await user.click(await screen.findByRole('link', { name: 'prod-1' }));
    expect(
      await screen.findByRole('heading', { name: 'Production 1' }),
    ).toBeVisible();
    expect(api.clusterRequests).toEqual(['prod-1']);
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

  describe('with the scaffolder', () => {
    const values = { cluster: 'prod-1', includedNamespaces: ['shop'] };
    const openCard = (more: Partial<Parameters<typeof renderTestApp>[0]>) => {
      const api = setUp();
      const remedy = {
        action: 'add_schedule',
        intent: 'schedule:save',
        values,
      } as const;
      api.report = entityReport(new Date(), {
        protection: protection('UNPROTECTED'),
        units: [
          unit('shop', { protection: protection('UNPROTECTED'), remedy }),
        ],
        remedy,
      });
      const entity = component({
        'velero-manager.io/namespaces': 'prod-1/shop',
      });
      renderTestApp({
        features: [plugin, scaffolderPlugin],
        extensions: [createTestEntityPage({ entity })],
        ...more,
        apis: [[veleroManagerApiRef, api], ...(more?.apis ?? [])],
      });
    };

    it('leads from the card to the filled in form', async () => {
      openCard({});
      const button = await screen.findByRole('button', {
        name: 'Add schedule',
      });
      const address = new URL(button.getAttribute('href') ?? '', 'http://x');
      expect(address.pathname).toBe(
        '/create/templates/default/velero-manager-add-schedule',
      );
      expect(JSON.parse(address.searchParams.get('formData') ?? '')).toEqual(
        values,
      );
    });

    it('leads from a namespace without backup to the filled in form', async () => {
      const api = setUp();
      const { coverage } = clusterReport();
      api.cluster = clusterReport({
        coverage: {
          ...coverage,
          namespaces: {
            total: 2,
            covered: 1,
            partly: 0,
            uncovered: ['shop'],
            names: ['shop'],
          },
        },
      });
      renderTestApp({
        features: [plugin, scaffolderPlugin],
        initialRouteEntries: ['/velero-manager/clusters/prod-1'],
        apis: [[veleroManagerApiRef, api]],
      });
      const button = await screen.findByRole('button', {
        name: 'Add schedule',
      });
      const address = new URL(button.getAttribute('href') ?? '', 'http://x');
      expect(
        JSON.parse(address.searchParams.get('formData') ?? ''),
      ).toMatchObject({ cluster: 'prod-1', includedNamespaces: ['shop'] });
    });

    it('leads to a template of the portal where one is named', async () => {
      const templates = { 'schedule:save': 'template:backup/ours' };
      openCard({
        config: {
          backend: { baseUrl: 'http://localhost:7007' },
          app: {
            baseUrl: 'http://localhost:3000',
            extensions: [
              {
                'entity-card:velero-manager/backup': { config: { templates } },
              },
            ],
          },
        },
      });
      const button = await screen.findByRole('button', {
        name: 'Add schedule',
      });
      expect(button.getAttribute('href')).toMatch(
        /^\/create\/templates\/backup\/ours\?/,
      );
    });

    it('leads nowhere for those who may not propose', async () => {
      openCard({
        apis: [
          [
            permissionApiRef,
            mockApis.permission({
              authorize: ({ permission }) =>
                permission.name === 'velero-manager.change.create'
                  ? AuthorizeResult.DENY
                  : AuthorizeResult.ALLOW,
            }),
          ],
        ],
      });
      expect(
        await screen.findByText(/takes the permission velero-manager.change/),
      ).toBeVisible();
      expect(screen.queryByRole('button', { name: 'Add schedule' })).toBeNull();
    });

    it('gives templates a field that shows what changes', async () => {
      const preview = {
        type: 'object',
        'ui:field': 'VeleroManagerPreview',
        'ui:options': { intent: 'schedule:save' },
      };
      const schema = { properties: { preview } };
      const manifest = {
        title: 'Add a backup schedule',
        steps: [{ title: 'Preview', schema }],
      };
      renderTestApp({
        features: [plugin, scaffolderPlugin],
        initialRouteEntries: ['/create/templates/default/any'],
        apis: [
          [veleroManagerApiRef, setUp()],
          [
            scaffolderApiRef,
            { getTemplateParameterSchema: async () => manifest },
          ],
          [catalogApiRef, catalogApiMock()],
        ],
      });
      expect(
        await screen.findByText('Add schedule shop-daily to prod-1'),
      ).toBeVisible();
    });

    it('gives templates the fields that forms are made of', async () => {
      const names = Object.entries(formFieldNames);
      const properties = Object.fromEntries(
        names.map(([title, field]) => [
          title,
          { title, type: 'string', 'ui:field': field },
        ]),
      );
      const manifest = {
        title: 'Add a backup schedule',
        steps: [{ title: 'Where', schema: { properties } }],
      };
      renderTestApp({
        features: [plugin, scaffolderPlugin],
        initialRouteEntries: ['/create/templates/default/any'],
        apis: [
          [veleroManagerApiRef, setUp()],
          [
            scaffolderApiRef,
            { getTemplateParameterSchema: async () => manifest },
          ],
          [catalogApiRef, catalogApiMock()],
        ],
      });
      for (const [title, field] of names) {
        const label = field === formFieldNames.cron ? 'Cron text' : title;
        const [shown] = await screen.findAllByLabelText(label);
        expect(shown).toBeVisible();
      }
      expect(screen.queryByText(/Unknown field/)).toBeNull();
    });

    it('leads from the fleet to the form for a cluster', async () => {
      renderTestApp({
        features: [plugin, scaffolderPlugin],
        initialRouteEntries: ['/velero-manager'],
        apis: [[veleroManagerApiRef, setUp()]],
      });
      const button = await screen.findByRole('button', {
        name: 'Onboard cluster',
      });
      expect(button.getAttribute('href')).toMatch(
        /^\/create\/templates\/default\/velero-manager-onboard-cluster\?/,
      );
    });
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
