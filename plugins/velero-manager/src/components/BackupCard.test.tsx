import type { EntityReport } from '@velero-manager/backstage-plugin-velero-manager-common';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import {
  contact,
  coverage,
  entityReport,
  hoursBefore,
  protection,
  successRate,
  sync,
  unit,
} from '../__fixtures__/reports';
import { BackupCard } from './BackupCard';

const now = new Date();
/** An address that runs code; put together, since none may be written. */
const SCRIPT = ['javascript', 'alert(1)'].join(':');

describe('BackupCard', () => {
  it('answers both questions and proves the answers', async () => {
    renderInTestApp(<BackupCard report={entityReport(now)} />);
    const first = await screen.findByRole('region', { name: 'Protection' });
    expect(first).toHaveTextContent(
      'Healthy' + 'Every unit has a good backup within the objective.',
    );
    expect(screen.getByRole('region', { name: 'Sync' })).toHaveTextContent(
      'Synced',
    );
    expect(
      screen.getByRole('region', { name: 'Last good backup' }),
    ).toHaveTextContent('3 hr. ago');
    expect(screen.getByRole('region', { name: 'Covered' })).toHaveTextContent(
      '8 of 8',
    );
    expect(
      screen.queryByRole('region', { name: 'Clusters out of reach' }),
    ).toBeNull();
  });

  it('says how many runs were good, as far back as anything is known', () => {
    const counted = (more: Partial<EntityReport>) => {
      const { unmount } = renderInTestApp(
        <BackupCard report={entityReport(now, more)} />,
      );
      const { textContent } = screen.getByRole('region', {
        name: 'Recent runs',
      });
      unmount();
      return textContent;
    };
    expect(
      counted({
        success: {
          last7Days: successRate(now, { days: 7, good: 6 }),
          last30Days: successRate(now, { days: 31, good: 27, missed: 1 }),
        },
      }),
    ).toContain('27 of 30 runs good in 30 days · 1 missed · 6 of 7 in 7 days');
    const young = successRate(new Date('2026-11-20T12:00:00Z'), {
      ...{ days: 3, good: 3 },
    });
    expect(
      counted({
        asOf: '2026-11-20T12:00:00.000Z',
        success: { last7Days: young, last30Days: young },
      }),
    ).toContain('3 of 3 runs good since Nov 17, 2026');
    expect(counted({ success: null })).not.toContain('good');
  });

  it('shows what is not covered, and only links that lead somewhere', async () => {
    const report = entityReport(now, {
      protection: protection('DEGRADED'),
      running: true,
      coverage: coverage(7, 8, { atLeast: true }),
      units: [
        unit('data'),
        unit('cache', {
          protection: protection('DEGRADED', { message: 'No data path.' }),
          dataPath: 'none',
          lastGoodAt: null,
        }),
      ],
      changes: [
        {
          id: '1',
          title: 'Hourly',
          url: SCRIPT,
          state: 'merged',
          goal: 'first_run_good',
        },
      ],
    });
    renderInTestApp(<BackupCard report={report} />);
    const covered = await screen.findByRole('region', { name: 'Covered' });
    expect(covered).toHaveTextContent(
      'At least 7 of 8; volume “cache” has no data path',
    );
    expect(screen.getByText('Backup running')).toBeVisible();
    expect(screen.queryAllByRole('link')).toEqual([]);
    expect(screen.getByText('Hourly (merged)')).toBeVisible();
  });

  it('leads to the page of each open change, and to its pull request', async () => {
    const [id, url] = ['change-1', 'https://git.example/pull/1'];
    const changes = [
      { id, url, title: 'Hourly', state: 'proposed', goal: 'accepted' },
    ];
    renderInTestApp(
      <BackupCard
        report={entityReport(now, { changes })}
        changeAddress={each => `/changes/${each}`}
      />,
    );
    expect(await screen.findByRole('link', { name: 'Hourly' })).toHaveAttribute(
      'href',
      '/changes/change-1',
    );
    expect(screen.getByRole('link', { name: /^pull request/ })).toHaveAttribute(
      'href',
      url,
    );
  });

  it('tells of a silent cluster, with what was known before', async () => {
    const lastKnown = { state: 'HEALTHY', message: 'All was good.' };
    const report = entityReport(now, {
      protection: protection('UNKNOWN', { lastKnown }),
      sync: sync('UNKNOWN'),
      clusters: [
        {
          name: 'prod-1',
          environment: null,
          contact: contact({
            state: 'silent',
            lastContactAt: hoursBefore(now, 14 / 60),
            message: 'connection refused',
          }),
        },
      ],
    });
    renderInTestApp(<BackupCard report={report} />);
    expect(
      await screen.findByText('Last known: Healthy. All was good.'),
    ).toBeVisible();
    expect(
      screen.getByRole('region', { name: 'Clusters out of reach' }),
    ).toHaveTextContent('prod-1 last seen 14 min. ago: connection refused');
  });

  it('asks for nothing where nothing is needed', async () => {
    const report = entityReport(now, {
      protection: protection('EXEMPT'),
      lastGood: null,
      nextRun: null,
      runs: [],
      coverage: coverage(0, 0),
      units: [
        unit('scratch', {
          protection: protection('EXEMPT'),
          lastGoodAt: null,
        }),
      ],
    });
    renderInTestApp(<BackupCard report={report} />);
    expect(await screen.findAllByText('Not needed')).toHaveLength(3);
  });

  it('knows of good backups of a part only', async () => {
    const report = entityReport(now, {
      lastGood: null,
      units: [unit('data'), unit('cache', { lastGoodAt: null })],
    });
    renderInTestApp(<BackupCard report={report} />);
    expect(await screen.findByText('None that has every part')).toBeVisible();
  });

  it('says of a continuous archive that all but the last minutes comes back', async () => {
    const report = entityReport(now, {
      lastGood: {
        at: hoursBefore(now, 8),
        engine: 'cloudnative-pg',
        backup: 'base-1',
        isLive: true,
      },
    });
    renderInTestApp(<BackupCard report={report} />);
    const fact = await screen.findByRole('region', {
      name: 'Last good backup',
    });
    expect(fact).toHaveTextContent(
      'up to a few minutes ago' +
        'A few minutes of 24 hr allowed · Objective of the environment' +
        'Changes archived on top of base backup “base-1” by CloudNativePG',
    );
    expect(screen.getByRole('meter')).toHaveAttribute('aria-valuenow', '0');
  });

  it('says that nothing is there instead of leaving it out', async () => {
    const report = entityReport(now, {
      protection: protection('UNPROTECTED'),
      sync: null,
      lastGood: null,
      nextRun: null,
      runs: [],
      coverage: coverage(0, 0),
      units: [],
    });
    renderInTestApp(<BackupCard report={report} />);
    for (const text of [
      'Not managed',
      'None yet',
      'No run yet',
      'None planned',
      'Nothing to protect was found',
    ]) {
      expect(await screen.findByText(text)).toBeVisible();
    }
  });
});
