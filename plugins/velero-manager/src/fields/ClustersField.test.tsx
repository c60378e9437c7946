import { screen } from '@testing-library/react';
import { formFieldNames } from '@velero-manager/backstage-plugin-velero-manager-common';
import { environment } from '../__fixtures__/environments';
import { refusal } from '../__fixtures__/FakeApi';
import { cluster } from '../__fixtures__/fleet';
import { contact, protection } from '../__fixtures__/reports';
import { openForm } from './__testUtils__/openForm';

const properties = {
  alsoIn: {
    title: 'Also in',
    type: 'array',
    maxItems: 99,
    items: {
      type: 'string',
      pattern: '^[a-z0-9-]+$',
      errorMessage: { pattern: 'must be a cluster' },
    },
    'ui:field': formFieldNames.clusters,
  },
};
const values = { environment: 'production', cluster: 'prod-1' };
const listOf = (items: ReturnType<typeof cluster>[]) => ({
  clusters: { items, totalItems: items.length, nextCursor: null },
});
const few = listOf([
  cluster('prod-1'),
  cluster('stage-1', { environment: 'staging' }),
  cluster('prod-eu-2', {
    title: 'Paris',
    protection: protection('CRITICAL', { message: 'Velero is not ready.' }),
  }),
  cluster('prod-eu-1', {
    contact: contact({ state: 'silent' }),
    protection: protection('UNKNOWN'),
  }),
  cluster('prod-us-1'),
]);
const input = () => screen.findByRole('textbox', { name: 'Also in' });
const chips = () =>
  [...document.querySelectorAll('.MuiChip-label')].map(
    ({ textContent }) => textContent,
  );

describe('the field for many clusters', () => {
  it('offers the others of the environment, each with its state', async () => {
    const { user, api, handIn } = await openForm(properties, {
      values,
      api: few,
    });
    await user.click(await input());
    await user.keyboard('{ArrowDown}');
    const options = await screen.findAllByRole('option');
    expect(options.map(({ textContent }) => textContent)).toEqual([
      'prod-eu-1Unknown',
      'prod-eu-2ParisCritical',
      'prod-us-1Healthy',
    ]);
    expect(api.clusterQueries[0]).toMatchObject({
      environment: ['production'],
    });
    await user.click(options[1]);
    expect(screen.getByText('Critical: “prod-eu-2”.')).toBeVisible();
    expect(
      screen.getByText('1 other cluster gets the same in one pull request.'),
    ).toBeVisible();
    expect(await handIn()).toMatchObject({ alsoIn: ['prod-eu-2'] });
  });

  it('takes all, or all that a text matches by name or title, with one press', async () => {
    const { user, press, handIn } = await openForm(properties, {
      values,
      api: few,
    });
    await press('Select all 3');
    expect(chips()).toEqual(['prod-eu-1', 'prod-eu-2', 'prod-us-1']);
    expect(screen.getByRole('button', { name: 'Select all 3' })).toBeDisabled();
    expect(
      screen.getByText(/Nothing can be checked in “prod-eu-1” at present/),
    ).toBeVisible();
    expect(screen.queryByText(/^Unknown:/)).toBeNull();
    await press('Select none');
    expect(chips()).toEqual([]);

    await user.type(await input(), 'eu');
    await press('Select the 2 that match “eu”');
    expect(chips()).toEqual(['prod-eu-1', 'prod-eu-2']);
    expect(await input()).toHaveValue('');
    await press('Select none');
    await user.type(await input(), 'paris');
    await press('Select the one that matches “paris”');
    expect(await handIn()).toMatchObject({ alsoIn: ['prod-eu-2'] });
  });

  it('takes those alone with one press that were onboarded, and tells the others apart', async () => {
    const onboarded = ['prod-1', 'prod-eu-1', 'prod-us-1'];
    const items = [environment('production', { onboarded })];
    const { user, press, handIn } = await openForm(properties, {
      values,
      api: { ...few, environments: { items, notes: [] } },
    });
    await user.click(await input());
    await user.keyboard('{ArrowDown}');
    const options = await screen.findAllByRole('option');
    const groupOf = (option: HTMLElement) =>
      option.closest('[role=group]')?.getAttribute('aria-label');
    expect(
      options.map(option => [groupOf(option), option.textContent]),
    ).toEqual([
      ['Onboarded', 'prod-eu-1Unknown'],
      ['Onboarded', 'prod-us-1Healthy'],
      ['Not onboarded yet', 'prod-eu-2ParisCritical'],
    ]);
    await user.keyboard('{Escape}');
    await press('Select all 2 that are onboarded');
    expect(chips()).toEqual(['prod-eu-1', 'prod-us-1']);
    expect(screen.queryByText(/not in the config repository/)).toBeNull();
    await press('Select none');

    await user.type(await input(), 'eu');
    await press('Select the onboarded one that matches “eu”');
    expect(chips()).toEqual(['prod-eu-1']);
    await user.type(await input(), 'prod-eu-2');
    expect(
      screen.getByRole('button', {
        name: 'Select the 0 onboarded that match “prod-eu-2”',
      }),
    ).toBeDisabled();
    await user.tab();
    expect(
      await screen.findByText(
        '“prod-eu-2” is not in the config repository yet: onboard it first, or take it out here.',
      ),
    ).toBeVisible();
    expect(await handIn()).toMatchObject({
      alsoIn: ['prod-eu-1', 'prod-eu-2'],
    });
  });

  it('says how many are too many', async () => {
    const many = Array.from({ length: 101 }, (_, index) =>
      cluster(`prod-${index}`),
    );
    const { press } = await openForm(properties, {
      values: { ...values, cluster: 'prod-0' },
      api: listOf(many),
    });
    await press('Select all 100');
    expect(
      await screen.findByText(
        '100 clusters are selected; one pull request takes at most 99 beside the first.',
      ),
    ).toBeVisible();
    await press('Review');
    expect(screen.queryByRole('button', { name: 'Create' })).toBeNull();
  });

  it('tells of the cluster itself, of strangers and of what is no name', async () => {
    const { user, press } = await openForm(properties, { values, api: few });
    await user.type(await input(), 'prod-1, stage-1 ../etc');
    await user.tab();
    expect(
      await screen.findByText(/The schedule is for “prod-1” anyway/),
    ).toBeVisible();
    expect(
      screen.getByText(
        'Not among the clusters of production that the portal watches and you may see: “stage-1”, “../etc”.',
      ),
    ).toBeVisible();
    await press('Review');
    expect(
      await screen.findByText('“../etc” must be a cluster.'),
    ).toBeVisible();
  });

  it('offers none before the environment is chosen', async () => {
    await openForm(properties, { values: {}, api: few });
    expect(
      await screen.findByText(/Choose the environment first/),
    ).toBeVisible();
    expect(screen.queryByRole('button', { name: /^Select/ })).toBeNull();
  });

  it.each([
    [403, /You may not see clusters.*velero-manager.cluster.read/],
    [503, /could not be loaded, so nothing is suggested here: Too busy/],
  ])('is a list of text where the backend answers %i', async (status, told) => {
    const { user, handIn } = await openForm(properties, {
      values,
      api: { clusters: await refusal(status, 'Too busy') },
    });
    expect(await screen.findByText(told)).toBeVisible();
    await user.type(await input(), 'prod-2 prod-3');
    expect(await handIn()).toMatchObject({ alsoIn: ['prod-2', 'prod-3'] });
  });
});
