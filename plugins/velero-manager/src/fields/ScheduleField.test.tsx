import { screen, waitFor } from '@testing-library/react';
import { formFieldNames } from '@velero-manager/backstage-plugin-velero-manager-common';
import { clusterReport, schedule } from '../__fixtures__/clusterReport';
import { refusal } from '../__fixtures__/FakeApi';
import { openForm } from './__testUtils__/openForm';

const existing = {
  title: 'Schedule',
  type: 'string',
  'ui:field': formFieldNames.schedule,
};
const values = { cluster: 'prod-1' };
const report = clusterReport({
  scheduleReports: [
    schedule('shop-daily'),
    schedule('full-weekly', { cron: '0 4 * * 0', paused: true }),
  ],
});
const input = () => screen.findByRole('textbox', { name: 'Schedule' });

describe('the field for a schedule that is there', () => {
  it('offers those of the cluster, and says what the chosen one does', async () => {
    const { user, handIn } = await openForm(
      { existing },
      { values, api: { cluster: report } },
    );
    await user.click(await input());
    await user.keyboard('{ArrowDown}');
    const options = await screen.findAllByRole('option');
    expect(options.map(({ textContent }) => textContent)).toEqual([
      'shop-daily0 2 * * *Healthy',
      'full-weekly0 4 * * 0pausedHealthy',
    ]);
    await user.click(options[0]);
    expect(
      screen.getByText(
        '“shop-daily” runs at 0 2 * * *: Its last run was good.',
      ),
    ).toBeVisible();
    await user.clear(await input());
    await user.type(await input(), 'full-weekly');
    expect(
      screen.getByText('“full-weekly” is paused; its cron text is 0 4 * * 0.'),
    ).toBeVisible();
    expect(await handIn()).toMatchObject({ existing: 'full-weekly' });
  });

  it('warns of one that the cluster does not have', async () => {
    await openForm(
      { existing },
      { values: { ...values, existing: 'gone' }, api: { cluster: report } },
    );
    expect(
      await screen.findByText('The cluster has no schedule “gone”.'),
    ).toBeVisible();
  });

  it.each([
    [false, 1],
    [true, 0],
  ])(
    'warns of none at all unless it may be new (%p)',
    async (mayBeNew, told) => {
      const none = clusterReport({ scheduleReports: [] });
      const { api } = await openForm(
        { existing: { ...existing, 'ui:options': { mayBeNew } } },
        { values, api: { cluster: none } },
      );
      await waitFor(() => expect(api.clusterRequests).toEqual(['prod-1']));
      await waitFor(() =>
        expect(
          screen.queryAllByText('The cluster has no schedule.'),
        ).toHaveLength(told),
      );
    },
  );

  it('is a line of text where the cluster is hidden', async () => {
    const { user, handIn } = await openForm(
      { existing },
      { values, api: { cluster: await refusal(403) } },
    );
    expect(await screen.findByText(/You may not see clusters/)).toBeVisible();
    await user.type(await input(), 'mine');
    expect(await handIn()).toMatchObject({ existing: 'mine' });
  });
});
