import { screen, within } from '@testing-library/react';
import { formFieldNames } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { Environment } from '@velero-manager/backstage-plugin-velero-manager-common';
import { clusterReport } from '../__fixtures__/clusterReport';
import { environment } from '../__fixtures__/environments';
import { refusal } from '../__fixtures__/FakeApi';
import { contact, protection } from '../__fixtures__/reports';
import { openForm } from './__testUtils__/openForm';

const values = { cluster: 'prod-1' };

describe('the field for namespaces', () => {
  const properties = {
    includedNamespaces: {
      title: 'Namespaces',
      type: 'array',
      items: {
        type: 'string',
        pattern: '^[a-z*?-]+$',
        errorMessage: { pattern: 'must be a namespace' },
      },
      'ui:field': formFieldNames.namespaces,
      'ui:options': { all: true },
    },
  };
  const { coverage } = clusterReport();
  const report = clusterReport({
    coverage: {
      ...coverage,
      namespaces: {
        ...coverage.namespaces,
        ...{ covered: 5, uncovered: ['ledger'] },
      },
    },
  });

  it('offers those of the cluster, first what is in no backup', async () => {
    const { user, handIn, api } = await openForm(properties, {
      values,
      api: { cluster: report },
    });
    const input = await screen.findByRole('textbox', { name: 'Namespaces' });
    expect(
      await screen.findByText('1 namespace of the cluster is in no backup.'),
    ).toBeVisible();
    await user.click(input);
    await user.keyboard('{ArrowDown}');
    const list = within(await screen.findByRole('listbox'));
    expect(
      list.getAllByRole('option').map(({ textContent }) => textContent),
    ).toEqual([
      '* · All namespaces',
      'ledger',
      'argocd',
      'billing',
      'checkout',
      'shop',
      'velero',
    ]);
    expect(list.getByText('In no backup')).toBeVisible();
    await user.click(list.getByRole('option', { name: 'ledger' }));
    expect(api.clusterRequests).toEqual(['prod-1']);
    expect(await handIn()).toMatchObject({ includedNamespaces: ['ledger'] });
  });

  it('takes lists as people paste them, and names those that do not exist', async () => {
    const { user, handIn } = await openForm(properties, {
      values,
      api: { cluster: report },
    });
    const input = await screen.findByRole('textbox', { name: 'Namespaces' });
    await user.type(input, 'shop, nobody  team-?');
    await user.tab();
    expect(
      await screen.findByText('The cluster has no namespace “nobody”.'),
    ).toBeVisible();
    expect(await handIn()).toMatchObject({
      includedNamespaces: ['shop', 'nobody', 'team-?'],
    });
  });

  it('asks nothing of a cluster that is yet to come', async () => {
    const { includedNamespaces } = properties;
    const { user, api, handIn } = await openForm(
      {
        includedNamespaces: {
          ...includedNamespaces,
          'ui:options': { all: true, isNew: true },
        },
      },
      { values },
    );
    await user.click(
      await screen.findByRole('textbox', { name: 'Namespaces' }),
    );
    await user.keyboard('{ArrowDown}');
    await user.click(await screen.findByRole('option', { name: /^\*/ }));
    expect(api.clusterRequests).toEqual([]);
    expect(await handIn()).toMatchObject({ includedNamespaces: ['*'] });
  });

  it('says which of the names the schema refuses', async () => {
    const { user, press } = await openForm(properties, { values });
    await user.type(
      await screen.findByRole('textbox', { name: 'Namespaces' }),
      'shop,../etc',
    );
    await press('Review');
    expect(
      await screen.findByText('“../etc” must be a namespace.'),
    ).toBeVisible();
  });
});

describe('the field for a storage location', () => {
  const properties = {
    storageLocation: {
      title: 'Storage location',
      type: 'string',
      'ui:field': formFieldNames.storageLocation,
    },
  };
  const [location] = clusterReport().storageLocationReports;
  const archive = {
    ...location,
    name: 'archive',
    isDefault: false,
    accessMode: 'ReadOnly' as const,
    protection: protection('CRITICAL', { message: 'It cannot be reached.' }),
  };

  it('offers those of the cluster, and says whether each can be reached', async () => {
    const { user, handIn } = await openForm(properties, {
      values,
      api: {
        cluster: clusterReport({ storageLocationReports: [location, archive] }),
      },
    });
    expect(
      await screen.findByText('Left empty, backups go to “default”.'),
    ).toBeVisible();
    expect(screen.getByText('“default”: It can be reached.')).toBeVisible();
    const input = screen.getByRole('textbox', { name: 'Storage location' });
    await user.click(input);
    await user.keyboard('{ArrowDown}');
    const options = await screen.findAllByRole('option');
    expect(options.map(({ textContent }) => textContent)).toEqual([
      'defaultdefault, aws: backupsHealthy',
      'archiveread only, aws: backupsCritical',
    ]);
    await user.click(options[1]);
    expect(screen.getByText('“archive”: It cannot be reached.')).toBeVisible();
    expect(
      screen.getByText('“archive” can only be read: backups to it fail.'),
    ).toBeVisible();
    expect(await handIn()).toMatchObject({ storageLocation: 'archive' });
  });

  it.each([
    [
      'a name that it does not have',
      'other',
      [location],
      /has no storage location “other”/,
    ],
    ['no default', '', [archive], /has no default storage location/],
    ['none at all', '', [], /has no storage location yet/],
  ])(
    'warns of %s',
    async (_, storageLocation, storageLocationReports, told) => {
      await openForm(properties, {
        values: { ...values, storageLocation },
        api: { cluster: clusterReport({ storageLocationReports }) },
      });
      expect(await screen.findByText(told)).toBeVisible();
    },
  );

  it.each([
    [403, /You may not see clusters.*velero-manager.cluster.read/],
    [404, /The portal knows no cluster “prod-1”/],
    [503, /could not be loaded: Too busy/],
  ])('is a line of text where the backend answers %i', async (status, told) => {
    const { user, handIn } = await openForm(properties, {
      values,
      api: { cluster: await refusal(status, 'Too busy') },
    });
    expect(await screen.findByText(told)).toBeVisible();
    await user.type(
      screen.getByRole('textbox', { name: 'Storage location' }),
      'mine',
    );
    expect(await handIn()).toMatchObject({ storageLocation: 'mine' });
  });

  it('says that a cluster does not answer, and asks nothing about no name', async () => {
    const silent = clusterReport({ contact: contact({ state: 'silent' }) });
    await openForm(properties, { values, api: { cluster: silent } });
    expect(
      await screen.findByText(/this is what was known before/),
    ).toBeVisible();
    const { api } = await openForm(properties, { values: { cluster: '../' } });
    expect(api.clusterRequests).toEqual([]);
  });
});

describe('the field for how long backups are kept', () => {
  const properties = {
    retention: {
      title: 'Kept for',
      type: 'string',
      pattern: '^[1-9][0-9]{0,4}[dh]$',
      'ui:field': formFieldNames.retention,
    },
  };

  it('reckons how many are kept at a time', async () => {
    const { press, user, handIn } = await openForm(properties, {
      values: { cron: '0 2 * * *' },
    });
    await press('90 days');
    expect(
      await screen.findByText('About 90 backups are kept at a time.'),
    ).toBeVisible();
    expect(screen.getByRole('button', { name: '90 days' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    const input = screen.getByRole('textbox', { name: 'Kept for' });
    expect(input).toHaveValue('90d');
    await user.clear(input);
    await user.type(input, '12h');
    expect(
      screen.getByText(
        'Up to 24 hr pass between two runs, so at times there is no backup.',
      ),
    ).toBeVisible();
    expect(await handIn()).toMatchObject({ retention: '12h' });
  });

  it.each([['x'], ['']])(
    'reckons nothing with the cron text %p',
    async cron => {
      const { press } = await openForm(properties, { values: { cron } });
      await press('7 days');
      expect(screen.queryByText(/backups? (is|are) kept/)).toBeNull();
    },
  );

  it.each<[string, Environment['retention'], string, RegExp, string[]]>([
    [
      'at most',
      { min: null, max: '90d' },
      '30d',
      /^production allows at most 90 days\.$/,
      ['365 days'],
    ],
    [
      'at least',
      { min: '14d', max: null },
      '30d',
      /^production asks for at least 14 days\.$/,
      ['7 days'],
    ],
    [
      'both',
      { min: '36h', max: '30d' },
      '7d',
      /^production allows 36 hours to 30 days\.$/,
      ['90 days', '365 days'],
    ],
    [
      'too long',
      { min: null, max: '90d' },
      '91d',
      /^Too long: production allows at most 90 days/,
      ['365 days'],
    ],
    [
      'too short',
      { min: '14d', max: null },
      '300h',
      /^Too short: production asks for at least 14 days/,
      ['7 days'],
    ],
  ])(
    'says the limits of the environment: %s',
    async (_, retention, kept, told, refused) => {
      const items = [environment('production', { retention })];
      await openForm(properties, {
        values: { environment: 'production', retention: kept },
        api: { environments: { items, notes: [] } },
      });
      expect(await screen.findByText(told)).toBeVisible();
      const marked = screen
        .getAllByRole('button', { name: /refused by the environment/ })
        .map(({ textContent }) => textContent);
      expect(marked).toEqual(refused);
      const isRefused = told.source.startsWith('^Too');
      expect(screen.getByRole('textbox', { name: 'Kept for' })).toHaveAttribute(
        'aria-invalid',
        String(isRefused),
      );
    },
  );

  it('says that the environment keeps it to others', async () => {
    const asks = 'schedule:save.retention';
    const items = [environment('production', { restricted: [asks] })];
    await openForm(
      { retention: { ...properties.retention, 'ui:options': { asks } } },
      {
        values: { environment: 'production' },
        api: { environments: { items, notes: [] } },
      },
    );
    expect(
      await screen.findByText(/keeps this to those who may read all clusters/),
    ).toBeVisible();
  });

  it('knows no limits of an environment that two repositories have', async () => {
    const items = ['a', 'b'].map(repository =>
      environment('production', {
        repository,
        retention: { min: null, max: '1d' },
      }),
    );
    const { press } = await openForm(properties, {
      values: { environment: 'production', cron: '0 2 * * *' },
      api: { environments: { items, notes: [] } },
    });
    await press('90 days');
    expect(await screen.findByText(/About 90 backups/)).toBeVisible();
    expect(screen.queryByText(/at most/)).toBeNull();
  });
});
