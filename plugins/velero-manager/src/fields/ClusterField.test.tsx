import { screen, within } from '@testing-library/react';
import { formFieldNames } from '@velero-manager/backstage-plugin-velero-manager-common';
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
    for (const environment of ['staging', 'production', 'No environment']) {
      expect(list.getByText(environment)).toBeVisible();
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
