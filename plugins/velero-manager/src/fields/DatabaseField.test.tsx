import { screen } from '@testing-library/react';
import { formFieldNames } from '@velero-manager/backstage-plugin-velero-manager-common';
import { clusterReport } from '../__fixtures__/clusterReport';
import { refusal } from '../__fixtures__/FakeApi';
import { protection } from '../__fixtures__/reports';
import { openForm } from './__testUtils__/openForm';

const properties = {
  namespace: {
    title: 'Namespace',
    type: 'string',
    'ui:field': formFieldNames.database,
    'ui:options': { part: 'namespace' },
  },
  database: {
    title: 'Database',
    type: 'string',
    'ui:field': formFieldNames.database,
  },
};
const values = { cluster: 'prod-1' };
const database = (
  namespace: string,
  name: string,
  verdict = protection('HEALTHY'),
) => ({
  ...{ id: `prod-1/${namespace}/${name}`, namespace, name, instances: 3 },
  ...{ protection: verdict, lastGoodAt: null, schedules: [], running: false },
  ...{ walArchive: { state: 'none' as const, since: null }, recoverable: null },
});
const report = clusterReport({
  databaseReports: [
    database(
      'shop',
      'orders',
      protection('UNPROTECTED', { message: 'Nothing backs it up.' }),
    ),
    database('shop', 'carts'),
    database('billing', 'ledger'),
  ],
});
const input = (name: string) => screen.findByRole('textbox', { name });
const options = async () =>
  (await screen.findAllByRole('option')).map(({ textContent }) => textContent);

describe('the field for a database', () => {
  it('offers the namespaces that have one, then those of the namespace', async () => {
    const { user, handIn, api } = await openForm(properties, {
      values,
      api: { cluster: report },
    });
    expect(await screen.findByText(/Choose the namespace first/)).toBeVisible();
    await user.click(await input('Namespace'));
    await user.keyboard('{ArrowDown}');
    expect(await options()).toEqual(['billingledger', 'shoporders, carts']);
    // By the name of a database, too.
    await user.keyboard('cart');
    expect(await options()).toEqual(['shoporders, carts']);
    await user.keyboard('{ArrowDown}{Enter}');
    expect(await input('Namespace')).toHaveValue('shop');
    expect(screen.queryByText(/Choose the namespace first/)).toBeNull();

    await user.click(await input('Database'));
    await user.keyboard('{ArrowDown}');
    expect(await options()).toEqual(['cartsHealthy', 'ordersUnprotected']);
    await user.click(screen.getByRole('option', { name: /orders/ }));
    expect(screen.getByText('“orders”: Nothing backs it up.')).toBeVisible();
    expect(api.clusterRequests).toEqual(['prod-1']);
    expect(await handIn()).toMatchObject({
      ...{ namespace: 'shop', database: 'orders' },
    });
  });

  it.each([
    [
      'a name that the namespace does not have',
      { namespace: 'shop', database: 'ledger' },
      'The portal knows no PostgreSQL cluster “ledger” in the namespace “shop”.',
    ],
    [
      'a namespace that has none',
      { namespace: 'argocd', database: 'any' },
      'The portal knows no PostgreSQL cluster of CloudNative-PG in the namespace “argocd”.',
    ],
  ])('takes %s, and says so', async (_, typed, told) => {
    const { user, handIn } = await openForm(properties, {
      values,
      api: { cluster: report },
    });
    await user.type(await input('Namespace'), typed.namespace);
    await user.type(await input('Database'), typed.database);
    await user.tab();
    expect(await screen.findByText(told)).toBeVisible();
    expect(screen.getAllByText(/The portal knows no/)).toHaveLength(1);
    expect(await handIn()).toMatchObject(typed);
  });

  it('says that the cluster has none', async () => {
    await openForm(properties, { values, api: { cluster: clusterReport() } });
    expect(
      await screen.findByText(
        'The portal knows no PostgreSQL cluster of CloudNative-PG in this cluster.',
      ),
    ).toBeVisible();
  });

  it.each([
    [403, /You may not see clusters.*velero-manager.cluster.read/],
    [503, /could not be loaded: Too busy/],
  ])(
    'are lines of text where the backend answers %i, and say it once',
    async (status, told) => {
      const { user, handIn } = await openForm(properties, {
        values,
        api: { cluster: await refusal(status, 'Too busy') },
      });
      expect(await screen.findByText(told)).toBeVisible();
      await user.type(await input('Namespace'), 'shop');
      await user.type(await input('Database'), 'orders');
      expect(await handIn()).toMatchObject({
        ...{ namespace: 'shop', database: 'orders' },
      });
    },
  );
});
