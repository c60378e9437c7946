import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  protectionStates,
  runOutcomes,
  syncStates,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { contact, hoursBefore, runs } from '../__fixtures__/reports';
import { ContactLine } from './ContactLine';
import { NextRun } from './NextRun';
import { ObjectiveBar } from './ObjectiveBar';
import { RunStrip } from './RunStrip';
import { SafeLink } from './SafeLink';
import { StateBadge } from './StateBadge';

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
    renderInTestApp(
      <RunStrip runs={runs(now, ['good', 'partial', 'missed'])} />,
    );
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
        <ObjectiveBar
          lastGoodAt={hoursBefore(now, 1)}
          objective={day}
          isUnknown
        />
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
