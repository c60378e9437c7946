import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  protectionStates,
  runOutcomes,
  syncStates,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { cluster, fleet, fleetSummary } from '../__fixtures__/fleet';
import {
  contact,
  entityReport,
  hoursBefore,
  protection,
  runs,
  sync,
  unit,
} from '../__fixtures__/reports';
import { BackupCard } from './BackupCard';
import { ClusterMap } from './ClusterMap';
import { ContactLine } from './ContactLine';
import { FleetSummaryHead } from './FleetSummaryHead';
import { NextRun } from './NextRun';
import { ObjectiveBar } from './ObjectiveBar';
import { RunStrip } from './RunStrip';
import { SafeLink } from './SafeLink';
import { StateBadge } from './StateBadge';
import { UnreachableBanner } from './UnreachableBanner';

const now = new Date();
/** An address that runs code; put together, since none may be written. */
const SCRIPT = ['javascript', 'alert(1)'].join(':');
const day = { rpoSeconds: 86_400, source: 'environment' } as const;

describe('StateBadge', () => {
  it('gives each protection state a word and an icon of its own', async () => {
    const { container } = renderInTestApp(
      <>
        {protectionStates.map(state => (
          <StateBadge key={state} kind="protection" state={state} />
        ))}
      </>,
    );
    await screen.findByText('Critical');
    const badges = [...container.querySelectorAll('[data-state]')];
    expect(badges.map(badge => badge.textContent)).toEqual([
      'Critical',
      'Unprotected',
      'Degraded',
      'Unknown',
      'Paused',
      'Pending',
      'Healthy',
      'Exempt',
    ]);
    const shapes = badges.map(badge => badge.querySelector('svg')?.innerHTML);
    expect(new Set(shapes).size).toBe(protectionStates.length);
  });

  it('gives each sync state a word and an icon of its own', async () => {
    const { container } = renderInTestApp(
      <>
        {syncStates.map(state => (
          <StateBadge key={state} kind="sync" state={state} />
        ))}
      </>,
    );
    await screen.findByText('Drifted');
    const badges = [...container.querySelectorAll('[data-state]')];
    const looks = badges.map(
      badge => `${badge.textContent} ${badge.querySelector('svg')?.innerHTML}`,
    );
    expect(new Set(looks).size).toBe(syncStates.length);
  });
});

describe('RunStrip', () => {
  it('has a shape for each outcome and words for all of them', async () => {
    renderInTestApp(<RunStrip runs={runs(now, [...runOutcomes])} />);
    const strip = await screen.findByRole('list', { name: /Last 8 runs/ });
    expect(strip).toHaveAccessibleName(
      'Last 8 runs: 1 Good, 1 Partial, 1 Failed, 1 Missed, 1 Skipped, 1 Running, 1 Paused, 1 Unknown',
    );
    const shapes = [...strip.querySelectorAll('svg')].map(svg => svg.innerHTML);
    expect(new Set(shapes).size).toBe(runOutcomes.length);
  });

  it('tells all of a run on hover and on focus, with one stop of the tab key', async () => {
    const user = userEvent.setup();
    renderInTestApp(<RunStrip runs={runs(now, ['good', 'partial', 'missed'])} />);
    const [good, partial, missed] = await screen.findAllByRole('button');

    await user.hover(partial);
    expect(await screen.findByText('1 of 214 items failed')).toBeVisible();
    expect(screen.getByText('Backup “daily-1”')).toBeVisible();
    await user.unhover(partial);
    await waitFor(() =>
      expect(screen.queryByText('1 of 214 items failed')).toBeNull(),
    );

    await user.tab();
    expect(missed).toHaveFocus();
    await user.keyboard('{ArrowLeft}{ArrowLeft}');
    expect(good).toHaveFocus();
    expect(screen.getByText('Backup “daily-0”')).toBeVisible();
    await user.keyboard('{Escape}');
    expect(screen.queryByText('Backup “daily-0”')).toBeNull();
    expect(good).toHaveAccessibleName(/^Good, .* UTC, Backup “daily-0”/);
  });
});

describe('ObjectiveBar', () => {
  it.each([
    [3, '3 hr of 24 hr allowed', 13],
    [80, '3 days old, 24 hr allowed', 100],
  ])('fills with the age: %p hours', async (hours, text, filled) => {
    renderInTestApp(
      <ObjectiveBar lastGoodAt={hoursBefore(now, hours)} objective={day} />,
    );
    const bar = await screen.findByRole('meter');
    expect(bar).toHaveAttribute('aria-valuetext', text);
    expect(bar).toHaveAttribute('aria-valuenow', String(filled));
    expect(
      screen.getByText(`${text} · Objective of the environment`),
    ).toBeVisible();
  });

  it('is full where there is no good backup, and claims nothing unseen', async () => {
    renderInTestApp(
      <>
        <ObjectiveBar lastGoodAt={null} objective={day} />
        <ObjectiveBar lastGoodAt={hoursBefore(now, 1)} objective={day} isUnknown />
      </>,
    );
    const [none, unseen] = await screen.findAllByRole('meter');
    expect(none).toHaveAttribute(
      'aria-valuetext',
      'No good backup, 24 hr allowed',
    );
    expect(unseen).toHaveAttribute(
      'aria-valuetext',
      '24 hr allowed, not seen at present',
    );
  });
});

describe('NextRun', () => {
  it('says when in words and in each clock', async () => {
    const at = new Date(now.getTime() + 40.5 * 60_000).toISOString();
    renderInTestApp(<NextRun at={at} zone="Asia/Tokyo" />);
    expect(
      await screen.findByText(/^in 40 min\. \(\d\d:\d\d UTC, \d\d:\d\d Tokyo/),
    ).toBeVisible();
  });

  it('does not speak of a moment that has passed', async () => {
    renderInTestApp(<NextRun at={hoursBefore(now, 1)} zone="Mars/Olympus" />);
    expect(await screen.findByText(/^due now \(/)).toBeVisible();
  });
});

describe('ContactLine', () => {
  it.each([
    [
      contact({
        state: 'silent',
        lastContactAt: hoursBefore(now, 0.25),
        message: 'connection refused',
      }),
      'last seen 15 min. ago: connection refused',
    ],
    [
      contact({ state: 'never', lastContactAt: null, message: 'no route' }),
      'never reached: no route',
    ],
    [contact({ state: 'unwatched' }), 'not watched'],
    [contact(), 'connected'],
  ])('%#', async (given, text) => {
    const { container } = renderInTestApp(<ContactLine contact={given} />);
    await waitFor(() => expect(container).toHaveTextContent(text));
  });
});

describe('SafeLink', () => {
  it.each([
    ['https://git.example.com/1', true],
    ['/create/templates/x', true],
    [SCRIPT, false],
    ['//evil.example.com', false],
    ['/\\evil.example.com', false],
    ['data:text/html,x', false],
  ])('%p is a link: %p', async (address, isLink) => {
    renderInTestApp(<SafeLink to={address}>the fix</SafeLink>);
    expect(await screen.findByText('the fix')).toBeVisible();
    expect(screen.queryAllByRole('link')).toHaveLength(isLink ? 1 : 0);
  });
});

describe('BackupCard', () => {
  it('answers both questions and proves the answers', async () => {
    renderInTestApp(<BackupCard report={entityReport(now)} />);
    const first = await screen.findByRole('region', { name: 'Protection' });
    expect(first).toHaveTextContent(
      'Healthy' + 'Every unit has a good backup within the objective.',
    );
    expect(screen.getByRole('region', { name: 'Sync' })).toHaveTextContent(
      'Synced',
    );
    expect(
      screen.getByRole('region', { name: 'Last good backup' }),
    ).toHaveTextContent('3 hr. ago');
    expect(screen.getByRole('region', { name: 'Covered' })).toHaveTextContent(
      '8 of 8',
    );
    expect(
      screen.queryByRole('region', { name: 'Clusters out of reach' }),
    ).toBeNull();
  });

  it('shows what is not covered, and only fixes that lead somewhere', async () => {
    const report = entityReport(now, {
      protection: protection('DEGRADED'),
      running: true,
      coverage: { protected: 7, needed: 8, atLeast: true },
      units: [
        unit('data'),
        unit('cache', {
          protection: protection('DEGRADED', { message: 'No data path.' }),
          remedy: { title: 'Back it up', url: '/create' },
        }),
      ],
      changes: [
        {
          id: '1',
          title: 'Hourly',
          url: SCRIPT,
          state: 'merged',
        },
      ],
    });
    renderInTestApp(<BackupCard report={report} />);
    const covered = await screen.findByRole('region', { name: 'Covered' });
    expect(covered).toHaveTextContent('At least 7 of 8');
    expect(covered).toHaveTextContent('shop/cache: No data path.');
    expect(covered).not.toHaveTextContent('shop/data');
    expect(screen.getByText('Backup running')).toBeVisible();
    expect(screen.getAllByRole('link')).toHaveLength(1);
    expect(screen.getByRole('link', { name: 'Back it up' })).toHaveAttribute(
      'href',
      '/create',
    );
    expect(screen.getByText('Hourly (merged)')).toBeVisible();
  });

  it('tells of a silent cluster, with what was known before', async () => {
    const lastKnown = { state: 'HEALTHY', message: 'All was good.' };
    const report = entityReport(now, {
      protection: protection('UNKNOWN', { lastKnown }),
      sync: sync('UNKNOWN'),
      clusters: [
        {
          name: 'prod-1',
          environment: null,
          contact: contact({
            state: 'silent',
            lastContactAt: hoursBefore(now, 14 / 60),
            message: 'connection refused',
          }),
        },
      ],
    });
    renderInTestApp(<BackupCard report={report} />);
    expect(
      await screen.findByText('Last known: Healthy. All was good.'),
    ).toBeVisible();
    expect(
      screen.getByRole('region', { name: 'Clusters out of reach' }),
    ).toHaveTextContent('prod-1 last seen 14 min. ago: connection refused');
  });

  it('says that nothing is there instead of leaving it out', async () => {
    const report = entityReport(now, {
      protection: protection('UNPROTECTED'),
      sync: null,
      lastGood: null,
      nextRun: null,
      runs: [],
      coverage: { protected: 0, needed: 0, atLeast: false },
    });
    renderInTestApp(<BackupCard report={report} />);
    for (const text of [
      'Not managed',
      'None yet',
      'No run yet',
      'None planned',
      'Nothing to protect was found',
    ]) {
      expect(await screen.findByText(text)).toBeVisible();
    }
  });
});

describe('FleetSummaryHead', () => {
  it('shows six numbers that lead to what they count', async () => {
    renderInTestApp(<FleetSummaryHead summary={fleetSummary()} of="clusters" />);
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
