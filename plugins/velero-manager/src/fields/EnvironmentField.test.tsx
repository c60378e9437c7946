import { screen } from '@testing-library/react';
import { formFieldNames } from '@velero-manager/backstage-plugin-velero-manager-common';
import { environment } from '../__fixtures__/environments';
import { refusal } from '../__fixtures__/FakeApi';
import { openForm } from './__testUtils__/openForm';

const properties = {
  environment: {
    title: 'Environment',
    type: 'string',
    'ui:field': formFieldNames.environment,
  },
};
const environments = {
  items: [environment('production'), environment('lab', { approvals: 0 })],
  notes: [],
};
const input = () => screen.findByRole('textbox', { name: 'Environment' });

describe('the field for an environment', () => {
  it('offers those of the config repositories, with who has to approve', async () => {
    const { user, api, handIn } = await openForm(properties, {
      api: { environments },
    });
    await user.click(await input());
    await user.keyboard('{ArrowDown}');
    const options = await screen.findAllByRole('option');
    expect(options.map(({ textContent }) => textContent)).toEqual([
      'production2 approvals needed',
      'labNo approval needed',
    ]);
    await user.click(options[0]);
    expect(screen.getByText('2 approvals needed')).toBeVisible();
    expect(api.environmentRequests).toBe(1);
    expect(await handIn()).toMatchObject({ environment: 'production' });
  });

  it('names the repository where there are several', async () => {
    const other = environment('production', { repository: 'labs' });
    const { user } = await openForm(properties, {
      api: {
        environments: { items: [...environments.items, other], notes: [] },
      },
    });
    await user.click(await input());
    await user.keyboard('{ArrowDown}');
    expect(
      (await screen.findAllByRole('option')).map(
        ({ textContent }) => textContent,
      ),
    ).toEqual([
      'productionlabs, 2 approvals needed',
      'labmain, No approval needed',
    ]);
  });

  it('says what no repository has, and which could not be read', async () => {
    const { user } = await openForm(properties, { api: { environments } });
    await user.type(await input(), 'prod');
    expect(
      await screen.findByText(/No config repository has an environment “prod”/),
    ).toBeVisible();
  });

  it('says which repository could not be read, and claims nothing then', async () => {
    const note = "The config repository 'main' cannot be read: GitHub is away.";
    await openForm(properties, {
      values: { environment: 'prod' },
      api: { environments: { items: [], notes: [note] } },
    });
    expect(await screen.findByText(note)).toBeVisible();
    expect(screen.queryByText(/No config repository has/)).toBeNull();
  });

  it.each([
    [403, /You may not see environments.*velero-manager.plan.create/],
    [503, /could not be loaded, so nothing is suggested here: Too busy/],
  ])('is a line of text where the backend answers %i', async (status, told) => {
    const { user, handIn } = await openForm(properties, {
      api: { environments: await refusal(status, 'Too busy') },
    });
    expect(await screen.findByText(told)).toBeVisible();
    await user.type(await input(), 'lab');
    expect(await handIn()).toMatchObject({ environment: 'lab' });
  });
});
