import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { EntityReport } from '@velero-manager/backstage-plugin-velero-manager-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { InsightList } from './InsightList';

type Insight = EntityReport['insights'][number];

const insight = (code: Insight['code'], name: string): Insight => ({
  code,
  message: `About ${name}.`,
  syncObject: 'prod-1/Application/argocd/shop',
  object: { cluster: 'prod-1', kind: 'Schedule', namespace: 'velero', name },
});

describe('InsightList', () => {
  it('shows what matters most, and what it means', async () => {
    const user = userEvent.setup();
    renderInTestApp(
      <InsightList
        insights={[
          insight('not_in_git', 'old'),
          insight('differs_from_git', 'daily'),
          insight('differs_from_git', 'hourly'),
          insight('applied_but_refused', 'nightly'),
          insight('not_in_git', 'older'),
        ]}
      />,
    );
    const list = await screen.findByRole('list', {
      name: 'Git and cluster seen together',
    });
    expect(
      within(list)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      'About nightly.',
      'About daily.',
      'About hourly.',
      'and 2 more',
    ]);

    await user.click(
      screen.getByRole('button', {
        name: 'What does this mean? About nightly.',
      }),
    );
    expect(await screen.findByRole('dialog')).toHaveTextContent(
      /Velero refuses what it says.*Correct in Git/,
    );
  });

  it('says nothing where there is nothing to say', async () => {
    renderInTestApp(
      <>
        <InsightList insights={[]} />
        <p>all</p>
      </>,
    );
    await screen.findByText('all');
    expect(screen.queryByRole('list')).toBeNull();
  });
});
