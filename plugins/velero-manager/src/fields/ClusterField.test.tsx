import { screen, within } from '@testing-library/react';
import { formFieldNames } from '@velero-manager/backstage-plugin-velero-manager-common';
import { environment } from '../__fixtures__/environments';
import { refusal } from '../__fixtures__/FakeApi';
import { cluster } from '../__fixtures__/fleet';
import { protection } from '../__fixtures__/reports';
import { openForm } from './__testUtils__/openForm';

const properties = {
  cluster: {
    title: 'Cluster',
    type: 'string',
    pattern: '^[a-z0-9-]+$',
    description: 'The cluster to back up.',
    'ui:field': formFieldNames.cluster,
  },
};
const items = [
  cluster('stage-1', { environment: 'staging' }),
  cluster('prod-2', {
    title: 'Paris',
    protection: protection('CRITICAL', { message: 'Velero is not ready.' }),
  }),
  cluster('prod-1'),
  cluster('lab', { environment: null }),
];
const clusters = { items, totalItems: items.length, nextCursor: null };

describe('the field for a cluster', () => {
  it('offers clusters by environment, that of the form first, with their states', async () => {
    const { user, handIn } = await openForm(properties, {
      values: { environment: 'staging' },
      api: { clusters },
    });
    const input = await screen.findByRole('textbox', { name: 'Cluster' });
    expect(screen.getByText('The cluster to back up.')).toBeVisible();
    await user.click(input);
    await user.keyboard('{ArrowDown}');
    expect(
      (await screen.findAllByRole('option')).map(
        ({ textContent }) => textContent,
      ),
    ).toEqual([
      'stage-1Healthy',
      'prod-1Healthy',
      'prod-2ParisCritical',
      'labHealthy',
    ]);
    const list = within(screen.getByRole('listbox'));
    for (const group of ['staging', 'production', 'No environment']) {
      expect(list.getByText(group)).toBeVisible();
    }
    await user.type(input, 'paris');
    await user.keyboard('{ArrowDown}{Enter}');
    expect(input).toHaveValue('prod-2');
    expect(
      screen.getByText('Paris (prod-2), Critical: Velero is not ready.'),
    ).toBeVisible();
    expect(
      screen.getByText(
        '“prod-2” is part of the environment production, not of staging.',
      ),
    ).toBeVisible();
    expect(await handIn()).toMatchObject({ cluster: 'prod-2' });
  });

  it('takes any other name, and says that the portal does not watch it', async () => {
    const { user, handIn } = await openForm(properties, { api: { clusters } });
    await user.type(
      await screen.findByRole('textbox', { name: 'Cluster' }),
      'prod-3',
    );
    expect(
      await screen.findByText(/The portal does not watch “prod-3”/),
    ).toBeVisible();
    expect(await handIn()).toMatchObject({ cluster: 'prod-3' });
  });

  describe('knows by the config repository', () => {
    const environments = {
      items: [environment('production', { onboarded: ['prod-1', 'prod-9'] })],
      notes: [],
    };
    const fieldOf = (isNew: boolean) => ({
      cluster: { ...properties.cluster, 'ui:options': { isNew } },
    });
    const notOnboarded = (name: string) =>
      `Warning: “${name}” is not in the config repository yet: onboard it first.`;
    const onboarded = (name: string) =>
      `Warning: “${name}” is in the config repository already: it needs no onboarding.`;

    it.each<[string, boolean, string, string | null]>([
      ['one that must be onboarded', false, 'prod-2', notOnboarded('prod-2')],
      ['one that is onboarded', false, 'prod-1', null],
      // It may be there, and hidden from who asks.
      ['nothing of one that is not seen', false, 'prod-3', null],
      ['nothing of one of elsewhere', false, 'stage-1', null],
      ['one that is yet to be onboarded, as asked', true, 'prod-2', null],
      ['one that comes to the portal later', true, 'prod-3', null],
      ['one that was onboarded before', true, 'prod-1', onboarded('prod-1')],
      ['one that only the repository has', true, 'prod-9', onboarded('prod-9')],
    ])('%s (isNew: %s)', async (_, isNew, name, told) => {
      const { user } = await openForm(fieldOf(isNew), {
        values: { environment: 'production', cluster: 'lab' },
        api: { clusters, environments },
      });
      const input = await screen.findByRole('textbox', { name: 'Cluster' });
      // What is known has come once this is told.
      await screen.findByText(/^lab, Healthy/);
      await user.clear(input);
      await user.type(input, name);
      expect(input).toHaveValue(name);
      const text = () =>
        screen.queryByText(/(not|is) in the config repository/)?.textContent ??
        null;
      expect(text()).toBe(told);
      expect(screen.queryByText(/The portal does not watch/) !== null).toBe(
        !isNew && name === 'prod-3',
      );
    });

    it('offers for onboarding those that are yet to be', async () => {
      const { user } = await openForm(fieldOf(true), {
        values: { environment: 'production' },
        api: { clusters, environments },
      });
      const input = await screen.findByRole('textbox', { name: 'Cluster' });
      await user.click(input);
      await user.keyboard('{ArrowDown}');
      expect(
        (await screen.findAllByRole('option')).map(
          ({ textContent }) => textContent,
        ),
      ).toEqual(['prod-2ParisCritical', 'stage-1Healthy', 'labHealthy']);
    });

    it('says nothing where the repository was not read as a whole', async () => {
      await openForm(fieldOf(false), {
        values: { environment: 'production', cluster: 'prod-2' },
        api: {
          clusters,
          environments: { ...environments, notes: ['One is away.'] },
        },
      });
      expect(await screen.findByText(/^Paris \(prod-2\)/)).toBeVisible();
      expect(screen.queryByText(/config repository/)).toBeNull();
    });
  });

  it('says at the field what the schema refuses', async () => {
    const { user, press } = await openForm(properties, { api: { clusters } });
    const input = await screen.findByRole('textbox', { name: 'Cluster' });
    await user.type(input, '../etc');
    await press('Review');
    expect(input).toHaveAttribute('aria-invalid', 'true');
    expect(document.getElementById('root_cluster__error')).toBeVisible();
  });

  it.each([
    [403, /You may not see clusters.*velero-manager.cluster.read/],
    [503, /could not be loaded, so nothing is suggested here: Too busy/],
  ])('is a line of text where the backend answers %i', async (status, told) => {
    const { user, handIn } = await openForm(properties, {
      api: { clusters: await refusal(status, 'Too busy') },
    });
    expect(await screen.findByText(told)).toBeVisible();
    await user.type(screen.getByRole('textbox', { name: 'Cluster' }), 'x');
    expect(await handIn()).toMatchObject({ cluster: 'x' });
  });
});
