import { screen, within } from '@testing-library/react';
import userEvent, {
  PointerEventsCheckLevel,
} from '@testing-library/user-event';
import { formFieldNames } from '@velero-manager/backstage-plugin-velero-manager-common';
import { clusterReport, schedule } from '../../__fixtures__/clusterReport';
import { refusal } from '../../__fixtures__/FakeApi';
import { openForm } from '../__testUtils__/openForm';

const properties = {
  cron: {
    title: 'When',
    type: 'string',
    'ui:field': formFieldNames.cron,
  },
};

const open = (cron: string, more: Parameters<typeof openForm>[1] = {}) =>
  openForm(properties, {
    ...more,
    values: { cluster: 'prod-1', cron, ...more.values },
  });
const text = () => screen.findByLabelText(/^Cron text/);
/** By label or words: looking for roles takes seconds among so many buttons. */
const press = async (name: string) =>
  userEvent.click(screen.queryByLabelText(name) ?? screen.getByText(name), {
    pointerEventsCheck: PointerEventsCheckLevel.Never,
  });
const pressed = (group: string) =>
  within(screen.getByRole('group', { name: group }))
    .getAllByRole('button', { pressed: true })
    .map(button => button.getAttribute('aria-label') ?? button.textContent);

describe('the field for when a schedule runs', () => {
  it('keeps presets, hours, weekdays and the text in step, both ways', async () => {
    const idle = clusterReport({ scheduleReports: [] });
    await open('', { api: { cluster: idle } });
    const input = await text();
    await press('Daily');
    expect(input).toHaveValue('10 2 * * *');
    expect(screen.getByText('Every day at 02:10 (UTC)')).toBeVisible();

    await press('14:10');
    expect(input).toHaveValue('10 2,14 * * *');
    await press('02:10');
    await press('14:10'); // the last one stays
    expect(input).toHaveValue('10 14 * * *');

    await press('Working days');
    expect(input).toHaveValue('10 14 * * 1-5');
    expect(pressed('Days of the week')).toEqual([
      'Monday',
      'Tuesday',
      'Wednesday',
      'Thursday',
      'Friday',
    ]);
    await press('Friday');
    expect(pressed('How often')).toEqual(['Weekly']);
    expect(
      screen.getByText(
        'Every Monday, Tuesday, Wednesday, and Thursday at 14:10 (UTC)',
      ),
    ).toBeVisible();
  });

  it('keeps days of the month, minutes and the text in step', async () => {
    const idle = clusterReport({ scheduleReports: [] });
    const { user, handIn } = await open('10 14 * * *', {
      api: { cluster: idle },
    });
    const input = await text();
    await press('Monthly');
    await press('15');
    expect(input).toHaveValue('10 14 1,15 * *');
    expect(
      screen.getByText('On days 1 and 15 of each month at 14:10 (UTC)'),
    ).toBeVisible();

    await press('Hourly');
    expect(input).toHaveValue('10 * * * *');
    const minute = screen.getByRole('spinbutton', { name: 'Minute' });
    await user.clear(minute);
    await user.type(minute, '45');
    expect(screen.getByText('Every hour at minute 45 (UTC)')).toBeVisible();

    await user.clear(input);
    await user.type(input, '0 3 * * sat,sun');
    expect(pressed('How often')).toEqual(['Weekly']);
    expect(pressed('Days of the week')).toEqual(['Saturday', 'Sunday']);
    expect(pressed('Hours (UTC)')).toEqual(['03:00']);
    expect(await handIn()).toMatchObject({ cron: '0 3 * * sat,sun' });
  });

  it('is usable with the keyboard alone', async () => {
    const { user } = await open('0 2 * * *');
    (await screen.findByRole('button', { name: 'Hourly' })).focus();
    await user.keyboard('{Tab}{Tab} ');
    expect(await text()).toHaveValue('0 2 * * 1-5');
  });

  it('shows the next five runs, and leaves what has no pattern to the text', async () => {
    await open('*/20 2 * * *');
    const runs = within(await screen.findByRole('table'));
    expect(runs.getAllByRole('row')).toHaveLength(6);
    expect(runs.getAllByText(/02:(00|20|40):00/)).toHaveLength(5);
    expect(screen.getByText(/As the cron text says/)).toBeVisible();
    expect(screen.queryByRole('group', { name: /^Hours/ })).toBeNull();
  });

  it.each([
    ['0 25 * * *', /hour/],
    ['x', /has 1 fields; allowed are 5/],
    ['0 0 31 2 *', /It never runs/],
  ])('refuses %p, at once and at the field', async (cron, told) => {
    const form = await open(cron);
    expect(await screen.findByText(told)).toBeVisible();
    expect(document.querySelector('table')).toBeNull();
    await form.press('Review');
    expect(document.getElementById('root_cron__error')).toBeVisible();
  });

  it.each([
    [
      'a run that is skipped when clocks change',
      'CRON_TZ=Europe/Paris 30 2 * * *',
      /Clocks of Europe\/Paris go forward on .*: that run is left out/,
    ],
    [
      'a run that is made twice when clocks change',
      'CRON_TZ=Europe/Paris 30 2 * * *',
      /Clocks of Europe\/Paris go back on .*: that run is made twice/,
    ],
    [
      'hours that move against UTC',
      'CRON_TZ=Europe/Paris 0 12 * * *',
      /It names the zone Europe\/Paris/,
    ],
    [
      'days of the month and of the week, which versions combine differently',
      '0 2 13 * 5',
      /From Velero 1.19 on it runs at other times, first on/,
    ],
    [
      'what later versions refuse',
      '*/90 2 * * *',
      /Velero refuses it from 1.19 on/,
    ],
    ['days that not all months have', '0 2 31 * *', /Months without day 31/],
  ])('tells of %s', async (_, cron, told) => {
    await open(cron);
    expect(await screen.findByText(told)).toBeVisible();
  });

  it('reads as the Velero of the cluster does', async () => {
    const [install] = clusterReport().installs;
    const old = clusterReport({
      installs: [{ ...install, version: 'v1.14.1' }],
    });
    await open('CRON_TZ=Europe/Paris 0 12 * * *', { api: { cluster: old } });
    expect(
      await screen.findByText(/Velero v1.14.1 of this cluster refuses it/),
    ).toBeVisible();
  });

  it('shows how busy each hour is, and which schedules start at the same time', async () => {
    const cluster = clusterReport({
      scheduleReports: [
        schedule('nightly', { cron: '5 2 * * *' }),
        schedule('ledger', { cron: '0 2 * * *' }),
        schedule('stopped', { cron: '0 2 * * *', paused: true }),
        schedule('shop-daily', { cron: '0 2 * * *' }),
        schedule('noon', { cron: '0 12 * * *' }),
      ],
    });
    const values = { scope: 'shop', frequency: 'daily' };
    await open('0 2 * * *', { values, api: { cluster } });
    expect(
      await screen.findByLabelText('02:00, 14 runs of other schedules'),
    ).toHaveTextContent(/^0214$/);
    expect(
      screen.getByText(
        /The schedules “nightly”, “ledger” start within ten minutes/,
      ),
    ).toBeVisible();
    await press('12:00, 7 runs of other schedules');
    await press('02:00, 14 runs of other schedules');
    expect(
      screen.getByText(/The schedule “noon” starts within ten minutes/),
    ).toBeVisible();
    await press('Monthly');
    await press('06:00');
    await press('12:00, 7 runs of other schedules');
    expect(screen.queryByText(/within ten minutes/)).toBeNull();
  });

  it.each([403, 404, 503])('works without a cluster: %i', async status => {
    const { handIn } = await open('', {
      api: { cluster: await refusal(status) },
    });
    expect(
      await screen.findByText(/other schedules of the cluster are not known/),
    ).toBeVisible();
    await press('Daily');
    expect(screen.getByLabelText('02:10')).toBeVisible();
    expect(await handIn()).toMatchObject({ cron: '10 2 * * *' });
  });

  describe('of another engine', () => {
    const openOf = (engine: string, cron: string) =>
      openForm(
        { cron: { ...properties.cron, 'ui:options': { engine } } },
        { values: { cluster: 'prod-1', cron } },
      );

    it('asks Velero nothing, and hands Longhorn what is written', async () => {
      const { api, handIn } = await openOf('longhorn', '');
      await press('Daily');
      expect(await text()).toHaveValue('10 2 * * *');
      expect(screen.getByText('Every day at 02:10 (UTC)')).toBeVisible();
      expect(
        within(screen.getByRole('table')).getAllByRole('row'),
      ).toHaveLength(6);
      expect(screen.queryByText(/Velero|seconds/)).toBeNull();
      expect(api.clusterRequests).toEqual([]);
      expect(await handIn()).toMatchObject({ cron: '10 2 * * *' });
    });

    it('shows what CloudNative-PG is handed, and the same runs', async () => {
      const { handIn } = await openOf('cloudnative-pg', '*/20 2 * * *');
      expect(
        await screen.findByText(/with seconds first: 0 \*\/20 2 \* \* \*\./),
      ).toBeVisible();
      const runs = within(screen.getByRole('table'));
      expect(runs.getAllByText(/02:(00|20|40):00/)).toHaveLength(5);
      expect(await handIn()).toMatchObject({ cron: '*/20 2 * * *' });
    });

    it('reads presets too', async () => {
      await openOf('cloudnative-pg', '@daily');
      expect(
        await screen.findByText(/with seconds first: 0 0 0 \* \* \*\./),
      ).toBeVisible();
      expect(pressed('How often')).toEqual(['Daily']);
    });

    it.each([
      ['longhorn', '0 0 2 * * *', /must have five fields/],
      ['cloudnative-pg', '0 0 2 * * *', /must have five fields/],
      ['longhorn', 'CRON_TZ=Europe/Paris 0 2 * * *', /without a time zone/],
      ['cloudnative-pg', '@every 1h', /must have five fields/],
      ['longhorn', '0 0 31 2 *', /never comes/],
    ])(
      '%s: refuses %p, at once and at the field',
      async (engine, cron, told) => {
        const form = await openOf(engine, cron);
        expect(await screen.findByText(told)).toBeVisible();
        expect(document.querySelector('table')).toBeNull();
        await form.press('Review');
        expect(document.getElementById('root_cron__error')).toBeVisible();
      },
    );
  });
});
