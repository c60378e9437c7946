import { renderInTestApp } from '@backstage/frontend-test-utils';
import { fireEvent, screen, within } from '@testing-library/react';
import { cluster, fleet, fleetSummary } from '../__fixtures__/fleet';
import { protection } from '../__fixtures__/reports';
import { ClusterMap } from './ClusterMap';
import { FleetSummaryHead } from './FleetSummaryHead';
import { UnreachableBanner } from './UnreachableBanner';

describe('FleetSummaryHead', () => {
  it('shows six numbers that lead to what they count', async () => {
    renderInTestApp(
      <FleetSummaryHead summary={fleetSummary()} of="clusters" />,
    );
    const list = await screen.findByRole('list', {
      name: 'The fleet in numbers, by cluster',
    });
    expect(
      within(list)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      'Clusters40',
      'Critical2',
      'Unprotected1',
      'Unknown3',
      'Drifted4',
      'Objective met98.6%296 of 300 services',
    ]);
    expect(
      screen.getByRole('link', { name: '2 Critical: show them' }),
    ).toHaveAttribute('href', '/?state=CRITICAL');
  });

  it('shows a dash, never zero, for what may not be seen', async () => {
    const summary = fleetSummary({ clusters: null });
    renderInTestApp(<FleetSummaryHead summary={summary} of="clusters" />);
    expect(await screen.findAllByText('–')).toHaveLength(5);
    expect(screen.getAllByText('You may not see this')).toHaveLength(5);
    expect(screen.queryByText('0')).toBeNull();
  });
});

describe('UnreachableBanner', () => {
  it('counts and names the clusters, and how many are not named', async () => {
    const { clusters } = fleetSummary();
    renderInTestApp(
      <UnreachableBanner clusters={{ ...clusters!, unreachableTotal: 9 }} />,
    );
    const banner = await screen.findByRole('status');
    expect(banner).toHaveTextContent('9 of 40 clusters unreachable');
    expect(banner).toHaveTextContent('prod-7 last seen');
    expect(banner).toHaveTextContent('connection refused');
    expect(banner).toHaveTextContent('and 6 more');
  });
});

describe('ClusterMap', () => {
  it('draws a thousand tiles by environment, with the words on each', async () => {
    const onChoose = jest.fn();
    const clusters = [
      cluster('shop', { protection: protection('CRITICAL') }),
      ...fleet(999),
    ];
    renderInTestApp(
      <ClusterMap clusters={clusters} totalItems={1200} onChoose={onChoose} />,
    );
    const map = await screen.findByRole('region', {
      name: 'Map of the clusters',
    });
    expect(map.querySelectorAll('li > button')).toHaveLength(1000);
    expect(map.querySelectorAll('button[tabindex="0"]')).toHaveLength(4);
    expect(map).toHaveTextContent('No environment: 249 clusters');
    expect(map).toHaveTextContent('the worst 1000 of 1200 clusters');
    const tile = map.querySelector('button')!;
    expect(tile).toHaveAttribute(
      'aria-label',
      `shop: Critical. ${protection('CRITICAL').message}`,
    );
    fireEvent.click(tile);
    expect(onChoose).toHaveBeenCalledWith(clusters[0]);
    fireEvent.focus(tile);
    expect(
      await screen.findByText('Choose it to see it alone in the table'),
    ).toBeVisible();
  }, 30_000);
});
