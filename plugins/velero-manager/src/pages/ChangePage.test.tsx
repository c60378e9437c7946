import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router-dom';
import { change } from '../__fixtures__/changes';
import { FakeApi, refusal } from '../__fixtures__/FakeApi';
import { FakeSignals } from '../__fixtures__/FakeSignals';
import { hoursBefore } from '../__fixtures__/reports';
import { veleroManagerApiRef } from '../api';
import { ChangePage } from './ChangePage';

const now = new Date();

async function setUp(answer: FakeApi['change']) {
  const api = Object.assign(new FakeApi(), { change: answer });
  const signals = new FakeSignals();
  renderInTestApp(
    <Routes>
      <Route path="/velero-manager/changes/:id" element={<ChangePage />} />
    </Routes>,
    {
      apis: [
        [veleroManagerApiRef, api],
        [signalApiRef, signals.api],
      ],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      initialRouteEntries: ['/velero-manager/changes/change-1'],
    },
  );
  return { api, signals };
}

const steps = async () =>
  within(await screen.findByRole('list', { name: 'Journey' }))
    .getAllByRole('listitem')
    .map(item => item.textContent);

describe('ChangePage', () => {
  it('tells how far a change has come, who asked and for what', async () => {
    const { api } = await setUp(
      change({
        state: 'approved',
        proposedAt: hoursBefore(now, 3),
        approvedAt: hoursBefore(now, 2),
        approvals: { given: 2, required: 2 },
      }),
    );
    expect(
      await screen.findByRole('heading', {
        name: 'Back up checkout every hour',
      }),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: /Open pull request #12/ }),
    ).toHaveAttribute(
      'href',
      'https://github.com/your-org/velero-gitops-config/pull/12',
    );
    expect(await steps()).toEqual([
      'Proposed3 hr. ago',
      'Approved2 hr. ago2 of 2 approvals. An approval by whoever asked for it does not count.',
      'MergedWaiting for this',
      'Applied to the clusterNot yet',
      'Accepted by the controllerNot yet',
      'First run goodNot yet',
    ]);
    expect(screen.getByRole('link', { name: 'ann' })).toHaveAttribute(
      'href',
      '/catalog/default/user/ann',
    );
    const asked = screen.getByRole('region', { name: 'What was asked for' });
    expect(asked).toHaveTextContent('checkout');
    // What was left empty is not told.
    expect(asked).not.toHaveTextContent('Excluded');
    expect(api.changeRequests).toEqual(['change-1']);
  });

  it('says in how many clusters it is, which are behind and why', async () => {
    const at = hoursBefore(now, 1);
    const unseen = {
      ...{ appliedAt: null, acceptedAt: null, firstRunGoodAt: null },
      isDone: false,
    };
    const applied = { ...unseen, appliedAt: at, acceptedAt: at };
    const none = 'No backup of it is complete yet.';
    const ahead = 'It waits for its first run, due 2026-11-21T10:00Z.';
    const underWay = 'Its first run is under way since 2026-11-21T08:00Z.';
    const silent = Array.from({ length: 10 }, (_, index) => ({
      ...{ ...unseen, name: `silent-${index}` },
      lag: {
        ...{ reason: 'silent' as const, message: 'The cluster is silent.' },
        firstRunDueAt: null,
      },
    }));
    await setUp(
      change({
        state: 'merged',
        mergedAt: hoursBefore(now, 2),
        clusters: [
          {
            name: 'done',
            ...applied,
            firstRunGoodAt: at,
            isDone: true,
            lag: null,
          },
          { name: 'paused', ...applied, isDone: true, lag: null },
          {
            name: 'new',
            ...applied,
            lag: {
              ...{ reason: 'no_good_run', message: none },
              firstRunDueAt: at,
            },
          },
          {
            name: 'early',
            ...applied,
            lag: {
              ...{ reason: 'first_run_pending', message: ahead },
              firstRunDueAt: hoursBefore(now, -1),
            },
          },
          {
            name: 'busy',
            ...applied,
            lag: {
              ...{ reason: 'first_run_under_way', message: underWay },
              firstRunDueAt: null,
            },
          },
          ...silent,
        ],
      }),
    );
    const told = await steps();
    expect(told.slice(3)).toEqual([
      'Applied to the clusterWaiting for thisIn 5 of 15 clusters',
      'Accepted by the controllerNot yetIn 5 of 15 clusters',
      'First run goodNot yetIn 2 of 15 clusters',
    ]);
    const behind = within(
      screen.getByRole('region', { name: '11 clusters are behind' }),
    );
    const list = () =>
      behind.getAllByRole('listitem').map(({ textContent }) => textContent);
    expect(list().slice(0, 2)).toEqual([
      `new: ${none}`,
      'silent-0: The cluster is silent.',
    ]);
    expect(list()).toHaveLength(10);
    await userEvent.click(behind.getByRole('button', { name: 'Show 1 more' }));
    expect(list()).toHaveLength(11);
    const awaited = within(
      screen.getByRole('region', {
        name: '2 clusters wait for their first run',
      }),
    );
    expect(
      awaited.getAllByRole('listitem').map(({ textContent }) => textContent),
    ).toEqual([`early: ${ahead}`, `busy: ${underWay}`]);
  });

  it('says of a change in one cluster what it waits for, at that step', async () => {
    const at = hoursBefore(now, 3);
    const moments = { appliedAt: at, acceptedAt: at, firstRunGoodAt: null };
    const message = 'It waits for its first run, due 2026-11-21T10:00Z.';
    await setUp(
      change({
        ...{ state: 'accepted', mergedAt: at, ...moments },
        clusters: [
          {
            ...{ name: 'prod-1', isDone: false, ...moments },
            lag: {
              ...{ reason: 'first_run_pending', message },
              firstRunDueAt: hoursBefore(now, -1),
            },
          },
        ],
      }),
    );
    const told = await steps();
    expect(told.slice(3)).toEqual([
      'Applied to the cluster3 hr. ago',
      'Accepted by the controller3 hr. ago',
      `First run goodWaiting for this${message}`,
    ]);
    expect(screen.queryByRole('region', { name: /first run/ })).toBeNull();
  });

  it('follows the change when a signal is heard', async () => {
    const { api, signals } = await setUp(change());
    expect((await steps())[2]).toBe('MergedNot yet');
    api.change = change({ state: 'merged', mergedAt: hoursBefore(now, 0) });
    act(() => signals.send({ subjects: ['subject-other'], version: 2 }));
    expect(
      await screen.findByText('Merged', undefined, { timeout: 3000 }),
    ).toBeVisible();
    await screen.findByText('Not recorded', undefined, { timeout: 3000 });
    expect((await steps())[2]).toBe('Mergedjust now');
  });

  it('says when a change was closed, and who asked that is in no catalog', async () => {
    await setUp(
      change({
        state: 'closed',
        closedAt: hoursBefore(now, 2),
        requester: 'plugin:scripts',
        approvals: { given: 0, required: 0 },
      }),
    );
    const told = await steps();
    expect(told[1]).toBe('Closed without being merged2 hr. ago');
    expect(told[2]).toBe('ApprovedDid not come to thisNo approval is needed');
    expect(
      screen.getByRole('region', { name: 'Requested by' }),
    ).toHaveTextContent('plugin:scripts');
  });

  it('says that it merges itself, and what did not succeed at the host', async () => {
    const note = 'It does not merge itself: the repository says no.';
    await setUp(
      change({
        approvals: { given: 0, required: 0 },
        mergesItself: true,
        notes: [note],
      }),
    );
    const told = await steps();
    expect(told[0]).toMatch(new RegExp(`^Proposed.*${note}$`));
    expect(told[2]).toBe(
      'MergedNot yetIt merges itself once its checks are green',
    );
  });

  it('says which steps nobody tells of, and why', async () => {
    const message = 'No Argo CD that the portal watches applies it.';
    await setUp(
      change({
        ...{ state: 'merged', goal: 'accepted', cluster: '' },
        mergedAt: hoursBefore(now, 2),
        unfollowed: { reason: 'argocd_not_watched', message },
      }),
    );
    const told = await steps();
    expect(told.slice(3)).toEqual([
      `Applied to the clusterNot followed${message}`,
      'Accepted by the controllerNot followed',
    ]);
    expect(screen.queryByText('Waiting for this')).toBeNull();
  });

  it('does not follow an address that runs code', async () => {
    await setUp(change({ url: ['javascript', 'alert(1)'].join(':') }));
    expect(await screen.findByText('Open pull request #12')).toBeVisible();
    expect(screen.queryByRole('link', { name: /pull request/ })).toBeNull();
  });

  it.each([
    [403, 'You may not see this', 'velero-manager.change.read'],
    [404, 'There is no such change', 'The address may be incomplete'],
    [500, 'The change could not be loaded', 'refused'],
  ])('says what a %d means', async (status, title, detail) => {
    await setUp(await refusal(status));
    expect(await screen.findByText(title)).toBeVisible();
    expect(screen.getByText(new RegExp(detail))).toBeVisible();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible();
    expect(screen.queryByRole('list', { name: 'Journey' })).toBeNull();
  });
});
