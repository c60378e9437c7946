import { EntityProvider } from '@backstage/plugin-catalog-react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeApi, refusal } from '../__fixtures__/FakeApi';
import { FakeSignals } from '../__fixtures__/FakeSignals';
import { entityReport, protection } from '../__fixtures__/reports';
import { veleroManagerApiRef } from '../api';
import { EntityBackupCard } from './EntityBackupCard';

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'shop', namespace: 'default' },
};

function setUp(given: Partial<FakeApi>) {
  const api = Object.assign(new FakeApi(), given);
  const signals = new FakeSignals();
  renderInTestApp(
    <EntityProvider entity={entity}>
      <EntityBackupCard />
    </EntityProvider>,
    {
      apis: [
        [veleroManagerApiRef, api],
        [signalApiRef, signals.api],
      ],
    },
  );
  return { api, signals };
}

const healthy = 'Every unit has a good backup within the objective.';

describe('EntityBackupCard', () => {
  it('says what it waits for, under its title', async () => {
    setUp({ getEntityReport: () => new Promise(() => {}) });
    expect(
      await screen.findByRole('status', {
        name: 'Loading what is known of the backups',
      }),
    ).toBeVisible();
    expect(screen.getByText('Backup & sync')).toBeVisible();
  });

  it('follows the cluster on a signal', async () => {
    const { api, signals } = setUp({ report: entityReport(new Date()) });
    expect(await screen.findByText(healthy)).toBeVisible();
    api.report = entityReport(new Date(), {
      protection: protection('CRITICAL'),
    });
    act(() => signals.send({ subjects: ['subject-shop'], version: 2 }));
    expect(await screen.findByText('Critical')).toBeVisible();
    expect(screen.queryByText(healthy)).toBeNull();
  });

  it('shows no data to those who may not see it', async () => {
    setUp({ report: await refusal(403, 'secret of prod-1') });
    expect(await screen.findByText('You may not see this')).toBeVisible();
    expect(screen.getByText(/velero-manager\.entity\.read/)).toBeVisible();
    expect(screen.queryByText(/secret of prod-1/)).toBeNull();
  });

  it('tells an entity that is not known from a failure', async () => {
    setUp({ report: await refusal(404) });
    expect(
      await screen.findByText('The backend does not know this yet'),
    ).toBeVisible();
  });

  it('says why it failed, and tries again', async () => {
    const { api } = setUp({
      report: await refusal(500, 'The database is gone'),
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The backup report could not be loadedThe database is gone',
    );
    api.report = entityReport(new Date());
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(healthy)).toBeVisible();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('keeps the old view beside the reason why it is not fresh', async () => {
    const { api, signals } = setUp({ report: entityReport(new Date()) });
    expect(await screen.findByText(healthy)).toBeVisible();
    api.report = new Error('The line is cut');
    act(() => signals.send({ subjects: [], version: 2 }));
    await waitFor(() =>
      expect(screen.getByText('The line is cut')).toBeVisible(),
    );
    expect(screen.getByText(healthy)).toBeVisible();
  });
});
