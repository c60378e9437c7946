import { permissionApiRef } from '@backstage/plugin-permission-react';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import type { ClusterReport } from '@velero-manager/backstage-plugin-velero-manager-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router-dom';
import { clusterReport, schedule } from '../__fixtures__/clusterReport';
import { FakeApi, refusal } from '../__fixtures__/FakeApi';
import {
  contact,
  protection,
  successRate,
  sync,
} from '../__fixtures__/reports';
import { veleroManagerApiRef } from '../api';
import { clusterRouteRef } from '../routes';
import { ClusterPage } from './ClusterPage';

const NOW = new Date('2026-11-21T09:00:00Z');

async function setUp(answer: Partial<ClusterReport> | Error) {
  const api = Object.assign(new FakeApi(), {
    cluster: answer instanceof Error ? answer : clusterReport(answer),
  });
  renderInTestApp(
    <Routes>
      <Route path="/clusters/:name" element={<ClusterPage />} />
    </Routes>,
    {
      apis: [
        [veleroManagerApiRef, api],
        [permissionApiRef, mockApis.permission()],
      ],
      mountedRoutes: {
        '/clusters/:name': clusterRouteRef,
      },
      initialRouteEntries: ['/clusters/prod-1'],
    },
  );
  return api;
}

const section = async (name: string | RegExp) =>
  within(await screen.findByRole('region', { name }));
const rowsOf = async (table: string) =>
  within(await screen.findByRole('table', { name: table }))
    .getAllByRole('rowheader')
    .map(cell => cell.textContent);

describe('ClusterPage', () => {
  it('answers first, then says what the cluster is', async () => {
    const api = await setUp({
      protection: protection('CRITICAL', { message: 'No good backup.' }),
    });
    expect(
      await screen.findByRole('heading', { name: 'Production 1' }),
    ).toBeVisible();
    expect(screen.getByText('Known as “prod-1”')).toBeVisible();
    const verdict = await section('Protection');
    expect(verdict.getByText('Critical')).toBeVisible();
    expect(verdict.getByText('No good backup.')).toBeVisible();
    const velero = await section('Velero');
    expect(velero.getByText('v1.18.2')).toBeVisible();
    expect(velero.getByText('3 of 3 ready')).toBeVisible();
    expect(
      (await section('Volumes covered')).getByText('3 of 4, 30 GiB of 40 GiB'),
    ).toBeVisible();
    expect(api.clusterRequests).toEqual(['prod-1']);
  });

  it('shows schedules, the worst first, with their runs and how many were good', async () => {
    await setUp({
      scheduleReports: [
        schedule('daily'),
        schedule('hourly', {
          protection: protection('DEGRADED', { message: 'A run was missed.' }),
          success: {
            last7Days: successRate(NOW, { days: 7, good: 5, missed: 2 }),
            last30Days: {
              ...successRate(NOW, { days: 32, good: 29, missed: 2 }),
              rate: 0.9999,
            },
          },
        }),
        schedule('new', {
          runs: [],
          lastGoodAt: null,
          nextRuns: [],
          success: {
            last7Days: {
              ...successRate(NOW, { days: 2, good: 2 }),
              rate: null,
            },
            last30Days: {
              ...successRate(NOW, { days: 2, good: 2 }),
              rate: null,
            },
          },
        }),
      ],
    });
    expect(await rowsOf('Schedules, the worst first')).toEqual([
      'Schedulehourlyin velero · 0\u00a02\u00a0*\u00a0*\u00a0*',
      'Scheduledailyin velero · 0\u00a02\u00a0*\u00a0*\u00a0*',
      'Schedulenewin velero · 0\u00a02\u00a0*\u00a0*\u00a0*',
    ]);
    const table = within(
      screen.getByRole('table', { name: 'Schedules, the worst first' }),
    );
    expect(table.getByText('A run was missed.')).toBeVisible();
    // Never rounded up to all.
    expect(table.getByText('99.9%')).toBeVisible();
    expect(
      table.getByText(
        '29 of 30 runs good in 30 days · 2 missed · 5 of 5 in 7 days',
      ),
    ).toBeVisible();
    // No further back than anything is known.
    expect(
      table.getByText('2 of 2 runs good since Nov 19, 2026'),
    ).toBeVisible();
    expect(table.getByText('too few runs to say')).toBeVisible();
    expect(
      table.getAllByRole('list', {
        name: 'Last 3 runs: 2 Good, 1 Partial',
      }),
    ).toHaveLength(2);
  });

  it('shows what was sent, by place and by schedule, day by day', async () => {
    const byDay = Array.from({ length: 30 }, (_, day) =>
      day === 28 ? 0 : (day + 1) * 2 ** 20,
    );
    const sent = { bytes: 3 * 2 ** 30, copies: 29, byDay };
    await setUp({
      sent: [
        { ...sent, path: 'fs-backup', storageLocation: 'default' },
        { ...sent, copies: 1, path: 'longhorn', storageLocation: null },
      ],
      scheduleReports: [
        schedule('daily', { sent: { ...sent, bytes: 2 ** 30 } }),
        schedule('hourly', { sent }),
        schedule('objects-only'),
      ],
    });
    const part = await section('Data sent of volumes');
    expect(await rowsOf('Data sent by place, most first')).toEqual([
      'Placedefaultfiles copied by the node agent',
      'Placeplace not knownbackup target of Longhorn',
    ]);
    expect(await rowsOf('Data sent by schedule, most first')).toEqual([
      'Schedulehourlyin velero',
      'Scheduledailyin velero',
    ]);
    expect(part.getAllByText('3 GiB')).toHaveLength(3);
    const [strip] = part.getAllByRole('list', {
      name: '30 days, at most 30 MiB a day',
    });
    const days = within(strip).getAllByRole('button');
    expect(days).toHaveLength(30);
    expect(days[28]).toHaveAccessibleName('Nov 20, 2026: nothing');
    expect(days[29]).toHaveAccessibleName('Nov 21, 2026: 30 MiB');
  });

  it('says nothing of sent data where nothing is known of it', async () => {
    await setUp({});
    await section('Storage locations');
    expect(screen.queryByText('Data sent of volumes')).not.toBeInTheDocument();
  });

  it('names what has no backup, and shortens long lists', async () => {
    const user = userEvent.setup();
    const uncovered = Array.from({ length: 12 }, (_, i) => `team-${i}`);
    await setUp({
      coverage: {
        namespaces: {
          ...{ total: 20, covered: 8, partly: 0 },
          ...{ uncovered, names: uncovered },
        },
        volumes: null,
      },
    });
    const part = await section('Namespaces without backup (12)');
    expect(part.getAllByRole('listitem')).toHaveLength(10);
    await user.click(part.getByRole('button', { name: 'Show all 12' }));
    expect(part.getAllByRole('listitem')).toHaveLength(12);
  });

  it('shows what syncs, where it is, and what it comes from', async () => {
    const [object] = clusterReport().syncObjects;
    await setUp({
      syncObjects: [
        object,
        {
          ...object,
          id: 'hub/Application/argocd/shop',
          cluster: 'hub',
          name: 'shop',
          sync: sync('DRIFTED'),
        },
      ],
      syncSources: [
        {
          id: 'prod-1/GitRepository/flux-system/config',
          kind: 'GitRepository',
          cluster: 'prod-1',
          namespace: 'flux-system',
          name: 'config',
          sync: sync('FAILED'),
        },
      ],
    });
    expect(
      await rowsOf('What keeps the cluster equal to Git, the worst first'),
    ).toEqual([
      'ObjectconfigGitRepository in flux-system',
      'ObjectshopApplication in argocd of cluster hub',
      'ObjectbackupsApplication in argocd',
    ]);
    expect(screen.getAllByText('4f2a91c00000')).toHaveLength(2);
  });

  it('shows what other engines promise, where there are any', async () => {
    const { protection: well } = clusterReport();
    await setUp({
      databaseReports: [
        {
          id: 'prod-1/shop/orders',
          namespace: 'shop',
          name: 'orders',
          instances: 3,
          protection: protection('DEGRADED', { message: 'Archiving fails.' }),
          walArchive: { state: 'failing', since: null },
          recoverable: { from: '2026-11-20T02:00:00.000Z', to: null },
          lastGoodAt: null,
          schedules: [],
          running: false,
        },
      ],
      scheduledBackupReports: [
        {
          id: 'prod-1/shop/nightly',
          namespace: 'shop',
          name: 'nightly',
          database: 'orders',
          cron: '0 0 2 * * *',
          suspended: false,
          method: 'barmanObjectStore',
          protection: well,
          lastGoodAt: null,
          nextRunAt: null,
          running: false,
        },
      ],
      backupTargetReports: [
        {
          namespace: 'longhorn-system',
          name: 'default',
          url: 's3://volumes@eu-1/',
          protection: well,
          lastSyncedAt: null,
          volumes: 7,
        },
      ],
      volumeReports: {
        total: 150,
        troubled: 101,
        items: [
          {
            id: 'prod-1/longhorn-system/pvc-1',
            name: 'pvc-1',
            claim: { namespace: 'shop', name: 'data' },
            protection: protection('CRITICAL', { message: 'No backup.' }),
            lastGoodAt: null,
            schedules: [],
            isSkipped: false,
          },
        ],
      },
      repositoryReports: {
        total: 6,
        troubled: 1,
        items: [
          {
            namespace: 'velero',
            name: 'shop-default-kopia',
            volumeNamespace: 'shop',
            storageLocation: 'default',
            protection: protection('DEGRADED', { message: 'Not ready.' }),
            lastMaintainedAt: null,
          },
        ],
      },
    });
    const postgres = await section('CloudNativePG');
    expect(postgres.getByText('Archiving fails.')).toBeVisible();
    expect(postgres.getByText('failing')).toBeVisible();
    expect(postgres.getByText('in shop · 0 0 2 * * *')).toBeVisible();
    const longhorn = await section('Longhorn');
    expect(longhorn.getByText('In trouble: 101 of 150 volumes.')).toBeVisible();
    expect(longhorn.getByText('s3://volumes@eu-1/')).toBeVisible();
    expect(longhorn.getByText('and 100 more')).toBeVisible();
    expect(
      (await section('Repositories of copied volumes')).getByText('Not ready.'),
    ).toBeVisible();
  });

  it('shows settings that may hurt, with what to do', async () => {
    await setUp({
      traps: [
        {
          code: 'RETENTION_SHORT',
          trap: 'T2',
          severity: 'warning',
          message: 'Backups are kept for a day only.',
          object: {
            cluster: 'prod-1',
            kind: 'Schedule',
            namespace: 'velero',
            name: 'daily',
          },
          fix: 'Keep them for longer.',
        },
      ],
    });
    const part = await section('Settings that may hurt (1)');
    expect(part.getByText('Backups are kept for a day only.')).toBeVisible();
    expect(part.getByText('To do: Keep them for longer.')).toBeVisible();
    expect(part.getByText('Schedule velero/daily · T2')).toBeVisible();
    expect(part.getByTitle('Warning')).toBeInTheDocument();
  });

  it('names the kinds that cannot be read, and all on request', async () => {
    const user = userEvent.setup();
    const [kind] = clusterReport().collector;
    await setUp({
      collector: [
        kind,
        {
          ...kind,
          kind: 'DataUpload',
          state: 'forbidden',
          message: 'May not list datauploads.velero.io.',
        },
        { ...kind, kind: 'Backup', malformed: 2, objects: 30 },
      ],
    });
    expect(await rowsOf('Kinds of objects')).toEqual([
      'KindDataUpload',
      'KindBackup',
    ]);
    expect(
      screen.getByText('May not list datauploads.velero.io.'),
    ).toBeVisible();
    expect(
      screen.getByText('30, and 2 that could not be understood'),
    ).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Show all 3' }));
    expect(await rowsOf('Kinds of objects')).toHaveLength(3);
  });

  it('says who follows it, and what stands in the way', async () => {
    await setUp({
      collection: {
        ...clusterReport().collection,
        followedBy: 'portal-7f',
        watchesOpen: 21,
        lagSeconds: 0.42,
        breaker: {
          state: 'open',
          since: '2026-11-21T08:46:00.000Z',
          reason: 'connection refused',
          nextTryAt: null,
        },
        denied: [
          {
            verb: 'list',
            resource: 'datauploads.velero.io',
            kind: 'DataUpload',
            message: null,
          },
        ],
      },
    });
    const part = await section('How the cluster is watched');
    expect(
      part.getByText(
        /^Followed by replica portal-7f · 21 watches open · last change stored after 0.4 sec/,
      ),
    ).toBeVisible();
    expect(
      part.getByText(/^Left alone since .*: connection refused$/),
    ).toBeVisible();
    expect(
      part.getByText(
        'The account of the portal may not: list datauploads.velero.io',
      ),
    ).toBeVisible();
  });

  it.each([
    ['synced', /has no schedule/, /has no storage location/],
    ['absent', /Velero is not installed/, /Velero is not installed/],
    ['pending', /schedules .* not known/, /storage locations .* not known/],
    ['forbidden', /schedules .* not known/, /storage locations .* not known/],
  ] as const)(
    'shows nothing as none where it is %s',
    async (state, schedules, locations) => {
      const [kind] = clusterReport().collector;
      await setUp({
        scheduleReports: [],
        storageLocationReports: [],
        syncObjects: [],
        collector: ['Schedule', 'BackupStorageLocation', 'Namespace'].map(
          name => ({ ...kind, kind: name, state }),
        ),
      });
      expect((await section('Schedules')).getByText(schedules)).toBeVisible();
      expect(
        (await section('Storage locations')).getByText(locations),
      ).toBeVisible();
      const isRead = state === 'synced';
      expect(
        (await section('Namespaces covered')).getByText(
          isRead ? '6 of 6' : 'unknown',
        ),
      ).toBeVisible();
      expect(
        screen.queryByText(/Everything that this cluster serves/) !== null,
      ).toBe(isRead);
    },
  );

  it('of a silent cluster shows what was known before', async () => {
    await setUp({
      contact: contact({ state: 'silent', message: 'connection refused' }),
      protection: protection('UNKNOWN', {
        lastKnown: { state: 'HEALTHY', message: 'All was good.' },
      }),
    });
    expect(
      (await section('Contact')).getByText(/connection refused/),
    ).toBeVisible();
    expect(
      screen.getByText('Last known: Healthy. All was good.'),
    ).toBeVisible();
  });

  it.each([
    [404, 'There is no such cluster'],
    [403, 'You may not see this'],
    [500, 'The cluster could not be loaded'],
  ])('says what a %i means', async (status, words) => {
    await setUp(await refusal(status));
    expect(await screen.findByText(words)).toBeVisible();
  });
});
