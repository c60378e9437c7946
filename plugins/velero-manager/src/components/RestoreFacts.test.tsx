import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { EntityReport } from '@velero-manager/backstage-plugin-velero-manager-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { coverage, entityReport, hoursBefore } from '../__fixtures__/reports';
import { RestoreFacts } from './RestoreFacts';

const now = new Date();
const daysAgo = (days: number) => hoursBefore(now, 24 * days + 1);

const proofs: [EntityReport['verified'], string, RegExp][] = [
  [
    { state: 'VERIFIED', at: daysAgo(3) },
    'Restored successfully 3 days ago',
    /brought every part back/,
  ],
  [
    { state: 'STALE', at: daysAgo(120) },
    'Last restored 4 mo. ago, too long ago',
    /too long ago to say much of today/,
  ],
  [{ state: 'NEVER', at: null }, 'Never restored', /No restore has shown yet/],
  [{ state: 'UNKNOWN', at: null }, 'Cannot be told', /could not be read/],
];

const times: [string, EntityReport['rto'], string, RegExp][] = [
  [
    'rounds up',
    { seconds: 61, confidence: 'low' },
    'About 2 min, low confidence',
    /one or two restores/,
  ],
  [
    'counts in hours',
    { seconds: 3 * 3600, confidence: 'medium' },
    'About 3 hr, medium confidence',
    /three to nine restores/,
  ],
  [
    'says what it rests on',
    { seconds: 600, confidence: 'high' },
    'About 10 min, high confidence',
    /ten restores/,
  ],
  [
    'says that it is not known',
    null,
    'Not known yet',
    /nothing to estimate by/,
  ],
];

describe('RestoreFacts', () => {
  it.each(proofs)('shows %p as %p', async (verified, text, means) => {
    const user = userEvent.setup();
    renderInTestApp(<RestoreFacts report={entityReport(now, { verified })} />);
    const fact = await screen.findByRole('region', { name: 'Restore proof' });
    expect(fact.textContent).toBe(`Restore proof${text}`);
    await user.hover(screen.getByText('Restore proof'));
    expect(await screen.findByRole('tooltip')).toHaveTextContent(means);
  });

  it.each(times)('%s', async (_, rto, text, means) => {
    const user = userEvent.setup();
    renderInTestApp(<RestoreFacts report={entityReport(now, { rto })} />);
    const fact = await screen.findByRole('region', { name: 'Time to restore' });
    expect(fact.textContent).toBe(`Time to restore${text}`);
    await user.hover(screen.getByText('Time to restore'));
    expect(await screen.findByRole('tooltip')).toHaveTextContent(means);
  });

  it('asks for no restore of what needs no backup', async () => {
    const report = entityReport(now, { coverage: coverage(0, 0) });
    renderInTestApp(
      <>
        <RestoreFacts report={report} />
        <p>all</p>
      </>,
    );
    await screen.findByText('all');
    expect(screen.queryByText('Restore proof')).toBeNull();
  });
});
