import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { FakeApi, refusal } from '../__fixtures__/FakeApi';
import { cluster, service } from '../__fixtures__/fleet';
import { protection } from '../__fixtures__/reports';
import { veleroManagerApiRef } from '../api';
import { ClustersPage } from './ClustersPage';
import { ServicesPage } from './ServicesPage';

function Address() {
  const { search } = useLocation();
  return <output>{decodeURIComponent(search)}</output>;
}

function setUp(
  page: JSX.Element,
  options: { search?: string; api?: Partial<FakeApi>; owns?: string[] } = {},
) {
  const api = Object.assign(new FakeApi(), options.api);
  renderInTestApp(
    <>
      {page}
      <Address />
    </>,
    {
      apis: [
        [veleroManagerApiRef, api],
        mockApis.identity({
          userEntityRef: 'user:default/ann',
          ownershipEntityRefs: options.owns ?? ['group:default/team-a'],
        }),
      ],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      initialRouteEntries: [`/${options.search ?? ''}`],
    },
  );
  return api;
}

const address = () => document.querySelector('output')?.textContent;
const tableQueries = (api: FakeApi) =>
  api.clusterQueries.filter(({ limit }) => limit === 50);

describe('ClustersPage', () => {
  it('shows numbers, map and table, the worst first as they come', async () => {
    const items = [
      cluster('prod-2', { protection: protection('CRITICAL') }),
      cluster('prod-1'),
    ];
    setUp(<ClustersPage />, {
      api: { clusters: { items, totalItems: 2, nextCursor: null } },
    });
    const table = await screen.findByRole('table');
    expect(
      within(table)
        .getAllByRole('rowheader')
        .map(cell => cell.textContent),
    ).toEqual(['Clusterprod-2', 'Clusterprod-1']);
    expect(
      await screen.findByText('3 of 40 clusters unreachable'),
    ).toBeVisible();
    expect(
      screen.getByRole('region', { name: 'Map of the clusters' }),
    ).toBeVisible();
  });

  it('asks what the address says, and leaves out what no state is', async () => {
    const api = setUp(<ClustersPage />, {
      search: '?state=CRITICAL,SUPER&environment=production&text=shop',
    });
    await screen.findByRole('table');
    expect(tableQueries(api)[0]).toEqual({
      state: ['CRITICAL'],
      environment: ['production'],
      engine: [],
      text: 'shop',
      limit: 50,
      cursor: undefined,
    });
  });

  it('writes filters into the address and clears them', async () => {
    const api = setUp(<ClustersPage />, { search: '?other=1' });
    await screen.findByRole('table');
    fireEvent.mouseDown(screen.getByRole('button', { name: /^Protection/ }));
    await userEvent.click(
      await screen.findByRole('option', { name: 'Unprotected' }),
    );
    expect(address()).toBe('?other=1&state=UNPROTECTED');
    await userEvent.keyboard('{Escape}');

    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search' }),
      'shop',
    );
    await waitFor(() =>
      expect(address()).toBe('?other=1&state=UNPROTECTED&text=shop'),
    );
    expect(api.clusterQueries.map(({ text }) => text)).not.toContain('sho');

    await userEvent.click(
      await screen.findByRole('button', { name: 'Clear filters' }),
    );
    expect(address()).toBe('?other=1');
  });

  it('walks through the pages by cursor, and starts anew with another filter', async () => {
    setUp(<ClustersPage />, {
      api: {
        listClusters: async ({ cursor }) => ({
          items: [cluster(cursor ? 'second' : 'first')],
          totalItems: 120,
          nextCursor: cursor ? null : 'page 2',
        }),
      },
    });
    expect(
      await screen.findByRole('rowheader', { name: /first/ }),
    ).toBeVisible();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Next page' }),
    );
    expect(
      await screen.findByRole('rowheader', { name: /second/ }),
    ).toBeVisible();
    expect(screen.getByText('51–51 of 120')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Next page' })).toBeDisabled();
    await userEvent.click(
      screen.getByRole('button', { name: 'Previous page' }),
    );
    expect(await screen.findByText('1–1 of 120')).toBeVisible();

    await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
    expect(await screen.findByText('51–51 of 120')).toBeVisible();
    await userEvent.type(screen.getByRole('searchbox'), 'x');
    expect(await screen.findByText('1–1 of 120')).toBeVisible();
  });

  it('narrows the table to a tile of the map', async () => {
    setUp(<ClustersPage />);
    const map = await screen.findByRole('region', {
      name: 'Map of the clusters',
    });
    fireEvent.click(within(map).getByRole('button', { name: /^prod-1/ }));
    expect(address()).toBe('?text=prod-1');
  });

  it('never shows an empty table', async () => {
    const none = { items: [], totalItems: 0, nextCursor: null };
    setUp(<ClustersPage />, { api: { clusters: none } });
    expect(await screen.findByText('No cluster is watched yet')).toBeVisible();
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('says when nothing matches', async () => {
    const none = { items: [], totalItems: 0, nextCursor: null };
    setUp(<ClustersPage />, { search: '?text=x', api: { clusters: none } });
    expect(
      await screen.findByText('Nothing matches these filters'),
    ).toBeVisible();
  });

  it('fails part by part, each with its reason', async () => {
    setUp(<ClustersPage />, {
      api: {
        clusters: new Error('No answer'),
        summary: await refusal(403),
      },
    });
    expect(
      await screen.findByText('The clusters could not be loaded'),
    ).toBeVisible();
    expect(screen.getByText('You may not see this')).toBeVisible();
  });
});

describe('ServicesPage', () => {
  it("shows one's own services first", async () => {
    const api = setUp(<ServicesPage />, {
      owns: ['user:default/ann', 'group:default/team-a'],
    });
    expect(await screen.findByRole('link', { name: 'shop' })).toHaveAttribute(
      'href',
      '/catalog/default/component/shop',
    );
    expect(api.entityQueries[0].owner).toEqual([
      'user:default/ann',
      'group:default/team-a',
    ]);
    expect(screen.getByRole('checkbox', { name: 'Owned by me' })).toBeChecked();
  });

  it("shows everyone's when asked, and remembers it in the address", async () => {
    const api = setUp(<ServicesPage />);
    await screen.findByRole('table');
    await userEvent.click(
      screen.getByRole('checkbox', { name: 'Owned by me' }),
    );
    expect(address()).toBe('?owner=all');
    await waitFor(() =>
      expect(api.entityQueries[api.entityQueries.length - 1].owner).toEqual([]),
    );
  });

  it('asks for the owners, states and environments of the address', async () => {
    const api = setUp(<ServicesPage />, {
      search: '?owner=group:default/team-b&sync=DRIFTED&environment=staging',
    });
    await screen.findByRole('table');
    expect(api.entityQueries[0]).toMatchObject({
      owner: ['group:default/team-b'],
      sync: ['DRIFTED'],
      environment: ['staging'],
    });
    expect(screen.getByRole('button', { name: /^Owner team-b/ })).toBeVisible();
  });

  it('does not show what belongs to others to somebody who owns nothing', async () => {
    const api = setUp(<ServicesPage />, { owns: [] });
    expect(
      await screen.findByText('No service of yours says where its data is yet'),
    ).toBeVisible();
    expect(api.entityQueries).toEqual([]);
    await userEvent.click(
      screen.getByRole('button', { name: 'Show the services of everyone' }),
    );
    expect(await screen.findByRole('table')).toBeVisible();
    expect(api.entityQueries[0].owner).toEqual([]);
  });

  it('draws a service of which little is known', async () => {
    const unknown = service('search', {
      owner: null,
      protection: protection('UNKNOWN'),
      sync: null,
      lastGoodAt: null,
      environments: [],
    });
    setUp(<ServicesPage />, {
      search: '?owner=all',
      api: { entities: { items: [unknown], totalItems: 1, nextCursor: null } },
    });
    const table = await screen.findByRole('table');
    expect(within(table).getByText('Unknown')).toBeVisible();
    expect(within(table).getAllByText('none')).toHaveLength(4);
  });
});
