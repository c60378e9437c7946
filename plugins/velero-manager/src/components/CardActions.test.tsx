import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import type { Remedy } from '@velero-manager/backstage-plugin-velero-manager-common';
import {
  contact,
  entityReport,
  protection,
  unit,
} from '../__fixtures__/reports';
import { CardActions } from './CardActions';

const now = new Date('2026-11-21T09:00:00Z');
const formOf = ({ intent, values }: Remedy) =>
  `/form?${intent} ${JSON.stringify(values)}`;
const add: Remedy = {
  action: 'add_schedule',
  intent: 'schedule:save',
  values: { cluster: 'prod-1', includedNamespaces: ['shop'] },
};
const resume: Remedy = {
  action: 'resume_schedule',
  intent: 'schedule:pause',
  values: { existing: 'daily', paused: false },
};
const uncovered = (name: string, remedy: Remedy | null) =>
  unit(name, { protection: protection('UNPROTECTED'), remedy });

const draw = (
  more: Parameters<typeof entityReport>[1],
  rights: Partial<Parameters<typeof CardActions>[0]> = {},
) =>
  renderInTestApp(
    <CardActions
      report={entityReport(now, more)}
      missing={null}
      formOf={formOf}
      {...rights}
    />,
  );
const hrefOf = (name: string) =>
  screen.getByRole('button', { name }).getAttribute('href');

describe('CardActions', () => {
  it('offers a further schedule for a healthy service, filled in as far as it is known', async () => {
    draw({
      units: [unit('objects'), unit('volume')],
      objective: { rpoSeconds: 3_600, source: 'entity' },
    });
    await screen.findByRole('region', { name: 'Change what is backed up' });
    expect(decodeURI(hrefOf('Add schedule') ?? '')).toBe(
      `/form?schedule:save ${JSON.stringify({
        environment: 'production',
        cluster: 'prod-1',
        scope: 'shop',
        frequency: 'hourly',
        cron: '22 * * * *',
        includedNamespaces: ['shop'],
        retention: '30d',
      })}`,
    );
  });

  it('offers it for a service of a cluster that nobody knows', async () => {
    const name = 'nowhere';
    draw({
      units: [],
      objective: null,
      clusters: [{ name, environment: null, contact: contact() }],
    });
    await screen.findByRole('button', { name: 'Add schedule' });
    expect(hrefOf('Add schedule')).toContain('nowhere');
    expect(hrefOf('Add schedule')).not.toContain('environment');
  });

  it('puts the fix first, with the reason where the verdict did not say it', async () => {
    draw({
      protection: protection('UNPROTECTED'),
      units: [
        unit('paused', {
          protection: protection('PAUSED', { message: 'It is paused.' }),
          remedy: resume,
        }),
        uncovered('shop', add),
        uncovered('same', add),
      ],
    });
    const fixes = await screen.findByRole('region', { name: 'What to do' });
    expect(
      within(fixes)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual(['Add schedule', 'It is paused.Resume schedule “daily”']);
    expect(hrefOf('Add schedule')).toContain('schedule:save');
    expect(screen.queryByText('Change what is backed up')).toBeNull();
  });

  it('tells schedules of several clusters apart', async () => {
    const other = { ...add, values: { cluster: 'prod-2' } };
    draw({ units: [uncovered('a', add), uncovered('b', other)] });
    expect(
      await screen.findByRole('button', { name: 'Add schedule in “prod-1”' }),
    ).toBeVisible();
    expect(
      screen.getByRole('button', { name: 'Add schedule in “prod-2”' }),
    ).toBeVisible();
  });

  it.each([
    ['approved', 'first_run_good', true],
    ['accepted', 'first_run_good', true],
    ['first_run_good', 'first_run_good', false],
    ['accepted', 'accepted', false],
    ['closed', 'accepted', false],
  ])('points at a change that is %s of %s: %s', async (...row) => {
    const [state, goal, isPointedAt] = row;
    const changes = [{ id: '1', title: 'Nightly', url: '/1', state, goal }];
    draw({ units: [uncovered('shop', add)], changes });
    await screen.findByRole('button', { name: 'Add schedule' });
    const hint = screen.queryByText(/^Look at the open changes first/);
    expect(hint !== null).toBe(isPointedAt);
  });

  it('offers no schedule that nothing would run', async () => {
    const onboard: Remedy = {
      action: 'onboard_cluster',
      intent: 'cluster:onboard',
      values: { cluster: 'prod-1' },
    };
    draw({ units: [uncovered('shop', onboard)] });
    expect(
      await screen.findByRole('button', { name: 'Onboard cluster “prod-1”' }),
    ).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Add schedule' })).toBeNull();
  });

  it('says the fix, and what is missing, to those who may not propose', async () => {
    const missing = 'velero-manager.change.create';
    draw({ units: [uncovered('shop', add)] }, { missing });
    const fixes = await screen.findByRole('region', { name: 'What to do' });
    expect(fixes).toHaveTextContent('Add schedule');
    expect(fixes).toHaveTextContent(missing);
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('leads nowhere in a portal without forms', async () => {
    draw({ units: [uncovered('shop', add)] }, { formOf: () => null });
    const fixes = await screen.findByRole('region', { name: 'What to do' });
    expect(fixes).toHaveTextContent('Add schedule');
    expect(screen.queryByRole('button')).toBeNull();
  });
});
