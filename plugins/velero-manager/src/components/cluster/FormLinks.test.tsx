import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { clusterReport, schedule } from '../../__fixtures__/clusterReport';
import type { FormAsked } from '../../templates';
import { ClusterSchedules } from './ClusterSchedules';
import { ClusterStorage } from './ClusterStorage';

const formOf = ({ intent, values }: FormAsked) =>
  `/forms/${intent}?${JSON.stringify(values)}`;

const addressOf = async (name: string) =>
  decodeURI(
    (await screen.findByRole('button', { name })).getAttribute('href') ?? '',
  );

describe('FormLinks', () => {
  it('lead to forms that know the cluster', async () => {
    renderInTestApp(
      <ClusterStorage
        report={clusterReport({ environment: null })}
        formOf={formOf}
      />,
    );
    expect(await addressOf('Save storage location')).toBe(
      '/forms/storage-location:save?{"cluster":"prod-1"}',
    );
    expect(await addressOf('Save credential')).toContain('credential:save');
  });

  it('of rows say what each is about', async () => {
    const scheduleReports = [
      schedule('hourly'),
      schedule('daily', { paused: true }),
    ];
    renderInTestApp(
      <ClusterSchedules
        report={clusterReport({ environment: 'production', scheduleReports })}
        formOf={formOf}
      />,
    );
    expect(await addressOf('Pause “hourly”')).toBe(
      '/forms/schedule:pause?{"environment":"production","cluster":"prod-1","existing":"hourly","paused":true}',
    );
    expect(await addressOf('Remove “daily”')).toContain('schedule:delete');
    expect(await addressOf('Save alert rules')).toContain('alert-rules:save');
    expect(screen.queryByRole('button', { name: 'Pause “daily”' })).toBeNull();
  });

  it('are not there for those who may not propose', async () => {
    renderInTestApp(<ClusterStorage report={clusterReport()} />);
    await screen.findByRole('heading', { name: 'Storage locations' });
    expect(screen.queryAllByRole('button')).toEqual([]);
  });
});
