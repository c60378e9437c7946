import { clusterReportSchema } from '../api';
import { nodeAgent } from '../coverage/__fixtures__/storage';
import {
  backupTarget,
  longhornBackup,
  longhornObjects,
  longhornVolume,
  postgresObjects,
  scheduledBackup,
} from '../engines/__fixtures__/engines';
import { ClusterFacts, defaultJudgeSettings } from '../facts';
import { assessCluster, SILENT_AFTER_MS } from '../health';
import { repository } from '../health/__fixtures__/engines';
import {
  at,
  claim,
  cluster,
  contact,
  kind,
  run,
  schedule,
  scope,
  veleroServer,
} from '../health/__fixtures__/facts';
import { allRead } from '../health/__testUtils__/entityFacts';
import { parseIntent } from '../intents';
import { buildClusterReport } from './buildClusterReport';

const now = new Date(at('12:00'));

function report(
  changes: Partial<ClusterFacts>,
  options: { rpoSeconds?: number; lastContactAt?: string } = {},
) {
  const facts = cluster({
    kinds: allRead(),
    runs: [
      run(at('02:00')),
      run(at('02:00', '2026-11-19')),
      run(at('02:00', '2026-11-18')),
    ],
    contact: contact({ lastContactAt: options.lastContactAt ?? at('12:00') }),
    ...changes,
  });
  const judged = { facts, syncObjects: [], settings: defaultJudgeSettings };
  return clusterReportSchema.parse(
    buildClusterReport({
      ...judged,
      ...{ pastRuns: [], copied: [] },
      summary: {
        name: 'prod-1',
        title: 'Production 1',
        environment: 'production',
        subjectId: 'subject-1',
        definedAt: 'veleroManager.clusters[0]',
        unwatchable: null,
        contact: facts.contact,
        assessment: null,
        kinds: {},
        schedules: 1,
        storageLocations: { total: 1, available: 1 },
        entities: 1,
      },
      collection: { followedBy: null, toldAt: null, status: null },
      claimCounts: {},
      assessment: assessCluster(judged, {
        now,
        silentAfterMs: SILENT_AFTER_MS,
      }),
      rpoSeconds: options.rpoSeconds ?? null,
      freshness: {
        now,
        silentAfterMs: SILENT_AFTER_MS,
        contacts: new Map([['prod-1', facts.contact]]),
      },
    }),
  );
}

const objects = {
  VeleroServer: [veleroServer()],
  NodeAgent: [nodeAgent(), nodeAgent({ name: 'node-agent-windows', ready: 1 })],
  BackupRepository: [
    repository(),
    repository({ name: 'broken', phase: 'NotReady', message: 'locked' }),
  ],
  ...postgresObjects(),
  ...longhornObjects(),
};

describe('the report of a cluster', () => {
  it('shows what its engines promise', () => {
    const healthy = (reason: string) =>
      expect.objectContaining({ state: 'HEALTHY', reason });
    expect(report({ objects })).toMatchObject({
      installs: [
        {
          namespace: 'velero',
          version: 'v1.18.2',
          isReady: true,
          replicas: 1,
          nodeAgents: { ready: 4, desired: 6 },
          protection: { reason: 'node_agent_not_ready' },
        },
      ],
      repositoryReports: {
        total: 2,
        troubled: 1,
        items: [{ name: 'broken', protection: { state: 'DEGRADED' } }],
      },
      databaseReports: [
        {
          id: 'prod-1/shop/db',
          instances: 3,
          protection: healthy('point_in_time_recovery'),
          walArchive: { state: 'archiving', since: '2026-01-01T00:10:00.000Z' },
          recoverable: { from: at('00:20', '2026-10-21'), to: null },
          lastGoodAt: at('00:20'),
          schedules: ['prod-1/shop/db-daily'],
        },
      ],
      scheduledBackupReports: [
        {
          id: 'prod-1/shop/db-daily',
          database: 'db',
          protection: healthy('base_backup_kept'),
          lastGoodAt: at('00:20'),
          nextRunAt: at('00:00', '2026-11-21'),
        },
      ],
      backupTargetReports: [
        {
          name: 'default',
          url: 's3://bucket@eu/',
          volumes: 1,
          protection: healthy('longhorn_target_available'),
        },
      ],
      volumeReports: { total: 1, troubled: 0, items: [] },
    });
  });

  it('shows the worst hundred of many volumes in trouble', () => {
    const volumes = Array.from({ length: 130 }, (_, i) =>
      longhornVolume({ name: `pvc-${i}`, claim: null }),
    );
    const { volumeReports } = report({
      objects: {
        ...longhornObjects(),
        LonghornVolume: volumes,
        LonghornBackup: [
          ...volumes.slice(0, 129).map(({ name }) =>
            longhornBackup(at('01:00'), {
              name: `failed-${name}`,
              volume: name,
              state: 'Error',
            }),
          ),
          ...volumes.slice(0, 129).map(({ name }) =>
            longhornBackup(at('01:00', '2026-11-19'), {
              name: `good-${name}`,
              volume: name,
            }),
          ),
        ],
      },
    });
    expect(volumeReports).toMatchObject({ total: 130, troubled: 130 });
    expect(volumeReports.items).toHaveLength(100);
    expect(volumeReports.items[0]).toMatchObject({
      id: 'prod-1/longhorn-system/pvc-129',
      protection: { reason: 'longhorn_never_backed_up' },
    });
  });

  it('shows nothing of a silent cluster as well', () => {
    const silent = report({ objects }, { lastContactAt: at('11:00') });
    for (const { protection } of [
      ...silent.installs,
      ...silent.databaseReports,
      ...silent.scheduledBackupReports,
      ...silent.backupTargetReports,
    ]) {
      expect(protection).toMatchObject({
        state: 'UNKNOWN',
        reason: 'cluster_silent',
      });
    }
  });

  describe('tells the traps of its engines', () => {
    const codes = (
      changes: Partial<ClusterFacts>,
      options?: Parameters<typeof report>[1],
    ) => report(changes, options).traps.map(({ code }) => code);

    it('a database whose files are copied', () => {
      const copying = {
        schedules: [
          schedule({ scope: scope({ defaultVolumesToFsBackup: true }) }),
        ],
        objects: {
          ...postgresObjects(),
          VeleroServer: [veleroServer()],
          NodeAgent: [nodeAgent()],
          PersistentVolumeClaim: [claim({ postgresCluster: 'db' })],
        },
      };
      expect(codes(copying)).toContain('DB_FILE_COPY');
    });

    it('backups that are kept for less time than they rest', () => {
      const weekly = postgresObjects({
        PostgresScheduledBackup: [scheduledBackup({ cron: '0 0 0 * * 0' })],
      });
      expect(
        codes({
          objects: {
            ...weekly,
            ObjectStore: (weekly.ObjectStore ?? []).map(store => ({
              ...store,
              retentionPolicy: '3d',
            })),
          },
        }),
      ).toContain('RETENTION_SHORT');
    });

    it('an objective of its environment that a volume cannot keep', () => {
      const given = { objects: longhornObjects() };
      expect(codes(given, { rpoSeconds: 3600 })).toContain(
        'OBJECTIVE_UNREACHABLE',
      );
      expect(codes(given)).not.toContain('OBJECTIVE_UNREACHABLE');
    });
  });

  describe('offers what mends', () => {
    it('a cluster without schedules', () => {
      expect(report({ schedules: [] }, { rpoSeconds: 3600 }).remedy).toEqual({
        action: 'add_schedule',
        intent: 'schedule:save',
        values: {
          environment: 'production',
          cluster: 'prod-1',
          scope: 'all',
          frequency: 'hourly',
          cron: expect.stringMatching(/^\d+ \* \* \* \*$/),
          includedNamespaces: ['*'],
          retention: '30d',
        },
      });
    });

    it('by an intent that plans', () => {
      const { remedy } = report({ schedules: [] }, { rpoSeconds: 86_400 });
      expect(
        parseIntent({ kind: remedy?.intent, ...remedy?.values }),
      ).toMatchObject({ ok: true });
    });

    it('a cluster without Velero', () => {
      const kinds = { ...allRead(), Schedule: kind({ state: 'absent' }) };
      expect(report({ kinds }).remedy).toMatchObject({
        action: 'onboard_cluster',
        values: { environment: 'production', cluster: 'prod-1' },
      });
    });

    it.each([
      ['a paused schedule', { paused: true }, 'resume_schedule'],
      ['a schedule that cannot be read', { cron: 'x' }, 'correct_schedule'],
      [
        'a schedule that Velero refuses for something else',
        { phase: 'FailedValidation' },
        undefined,
      ],
      ['a schedule that is well', {}, undefined],
    ])('%s', (_, changes, action) => {
      const built = report({ schedules: [schedule(changes)] });
      expect(built.scheduleReports[0].remedy?.action).toBe(action);
      expect(built.remedy).toBeNull();
    });

    it('nothing of a cluster that is not seen', () => {
      const silent = report(
        { schedules: [schedule({ paused: true })] },
        { lastContactAt: at('11:00') },
      );
      expect(silent.scheduleReports[0].remedy).toBeNull();
    });
  });

  it('leaves out a backup target that nobody set up', () => {
    expect(
      report({
        objects: {
          LonghornBackupTarget: [backupTarget({ url: '' })],
          LonghornVolume: [longhornVolume()],
          LonghornRecurringJob: [],
          LonghornBackup: [],
        },
      }).backupTargetReports,
    ).toEqual([]);
  });
});
