import {
  backupTarget,
  condition,
  database,
  longhornBackup,
  longhornObjects,
  longhornVolume,
  openPostgresBackup,
  postgresBackup,
  postgresObjects,
} from '../engines/__fixtures__/engines';
import {
  BackupFact,
  ClusterFacts,
  DeleteBackupRequestFact,
  EntityFacts,
  FactLists,
  LonghornSettingFact,
} from '../facts';
import { successRates } from '../numbers/successRate';
import {
  at,
  claim,
  cluster,
  contact,
  entity,
  kind,
  location,
  namespace,
  openRun,
  run,
  schedule,
  scope,
  veleroServer,
} from './__fixtures__/facts';
import { withVolume, copyFor, fileRun, fileRuns } from './__fixtures__/volumes';
import { assessEntity } from './assessEntity';
import { assessSchedule } from './assessSchedule';
import { ClusterView } from './ClusterView';

const noon = new Date(at('12:00'));
const yesterday = '2026-11-19';
const dayBefore = '2026-11-18';

const withCluster = (
  changes: Partial<ClusterFacts>,
  more: Partial<EntityFacts> = {},
) => entity({ clusters: [cluster(changes)], ...more });

/** The verdict on the first unit of a kind; the objects of the namespace by default. */
const unitOf = (facts: EntityFacts, now = noon, kindOfUnit = 'objects') => {
  const { units } = assessEntity(facts, { now });
  const found = units.find(unit => unit.kind === kindOfUnit);
  if (!found) throw new Error(`There is no ${kindOfUnit} among the units`);
  return found;
};
const judge = (facts: EntityFacts, now = noon, kindOfUnit = 'objects') => {
  const { state, reason } = unitOf(facts, now, kindOfUnit).verdict;
  return `${state} ${reason}`;
};
const messageOf = (facts: EntityFacts, now = noon) =>
  unitOf(facts, now).verdict.message;

/** What is said of the first schedule by itself, and how its runs went. */
const judgeSchedule = (changes: Partial<ClusterFacts>, now = noon) => {
  const view = ClusterView.create(cluster(changes), entity().settings);
  const [first] = view.schedules;
  const { verdict } = assessSchedule(first, { cluster: view, now });
  return { ...verdict, rate: successRates(first, { now }).last30Days };
};

/** One moment before a time, and that time: to the millisecond. */
const around = (moment: string) =>
  [-1, 0, 1].map(ms => new Date(Date.parse(moment) + ms));

/** Runs at the same time of the last days, newest first. */
const nightly = (days: number, changes: (day: number) => object = () => ({})) =>
  Array.from({ length: days }, (_, i) => {
    const day = new Date(Date.parse(at('02:00')) - i * 86_400_000);
    return run(day.toISOString(), changes(i));
  });

const deletion = (
  changes: Partial<DeleteBackupRequestFact> = {},
): DeleteBackupRequestFact => ({
  namespace: 'velero',
  name: 'delete-1',
  uid: 'delete-1',
  createdAt: at('11:00'),
  backup: 'daily-20261120020000',
  backupUid: 'backup-daily-20261120020000',
  phase: 'New',
  errors: [],
  ...changes,
});

const longhornSetting: LonghornSettingFact = {
  namespace: 'longhorn-system',
  name: 'allow-recurring-job-while-volume-detached',
  uid: 'setting',
  createdAt: at('00:00', '2026-01-01'),
  value: 'true',
};

const LONGHORN_KINDS: ClusterFacts['kinds'] = {
  LonghornVolume: kind(),
  LonghornBackup: kind(),
  LonghornBackupTarget: kind(),
  LonghornRecurringJob: kind(),
  LonghornBackupVolume: kind(),
  LonghornSetting: kind(),
};

const POSTGRES_KINDS: ClusterFacts['kinds'] = {
  PostgresCluster: kind(),
  PostgresBackup: kind(),
  PostgresScheduledBackup: kind(),
  ObjectStore: kind(),
};

/** A namespace with a database, whose volume is the claim `data`. */
const databases = (
  objects: FactLists = postgresObjects(),
  changes: Partial<ClusterFacts> = {},
) =>
  withCluster({
    objects: {
      PersistentVolumeClaim: [claim({ postgresCluster: 'db' })],
      ...objects,
    },
    ...changes,
    kinds: { ...cluster().kinds, ...POSTGRES_KINDS, ...changes.kinds },
  });

describe('edge cases', () => {
  it('paused schedule: no slot is missed, the age runs on, PAUSED then CRITICAL', () => {
    const paused = withCluster({
      schedules: [schedule({ paused: true, lastBackupAt: at('02:00') })],
      runs: [run(at('02:00'))],
    });
    // Slot 11-21T02:00, grace 2.4 h, then half an interval.
    const breach = '2026-11-21T16:24:00.000Z';
    expect(around(breach).map(now => judge(paused, now))).toEqual([
      'PAUSED schedule_paused',
      'PAUSED schedule_paused',
      'CRITICAL objective_breached',
    ]);
    expect(
      judgeSchedule(
        {
          schedules: [schedule({ paused: true })],
          runs: nightly(2, i => ({ schedule: i ? 'daily' : 'daily' })),
        },
        new Date(at('12:00', '2026-11-25')),
      ).rate.missed,
    ).toBe(0);
  });

  it('paused schedule: pausing hides that Velero refused it, so its text is read here', () => {
    const refused = {
      paused: true,
      phase: 'FailedValidation',
      validationErrors: ['old news'],
    };
    expect(judge(withCluster({ schedules: [schedule(refused)] }))).toBe(
      'PAUSED schedule_paused',
    );
    const unreadable = withCluster({
      schedules: [schedule({ ...refused, cron: 'every night' })],
    });
    expect(judge(unreadable)).toBe('CRITICAL schedule_invalid');
    expect(messageOf(unreadable)).toContain('cron "every night"');
    expect(messageOf(unreadable)).not.toContain('old news');
    // Beside one that works it does no harm while it is paused.
    expect(
      judge(
        withCluster({
          schedules: [
            schedule(),
            schedule({ ...refused, name: 'old', cron: 'every night' }),
          ],
        }),
      ),
    ).toBe('HEALTHY protected');
  });

  it('brand-new schedule, no backups: PENDING until its first slot and grace', () => {
    const fresh = withCluster({
      schedules: [schedule({ createdAt: at('11:00') })],
      runs: [],
    });
    expect(
      around('2026-11-21T04:24:00.000Z').map(now => judge(fresh, now)),
    ).toEqual([
      'PENDING first_run_pending',
      'PENDING first_run_pending',
      'CRITICAL never_backed_up',
    ]);
  });

  it('brand-new schedule: one that was told to skip begins at what it skipped', () => {
    const skipping = withCluster({
      schedules: [
        schedule({
          createdAt: at('11:00'),
          lastSkippedAt: at('02:00', '2026-11-21'),
        }),
      ],
      runs: [],
    });
    const during = new Date(at('12:00', '2026-11-21'));
    expect(judge(skipping, during)).toBe('PENDING first_run_pending');
    expect(messageOf(skipping, during)).toContain('2026-11-22T02:00Z');
    expect(judge(skipping, new Date(at('04:25', '2026-11-22')))).toBe(
      'CRITICAL never_backed_up',
    );
  });

  it.each([
    'InProgress',
    'WaitingForPluginOperations',
    'WaitingForPluginOperationsPartiallyFailed',
    'Finalizing',
    'FinalizingPartiallyFailed',
    'Queued',
    'ReadyToStart',
    'New',
    '',
  ])('in progress (%s): running, not good yet', phase => {
    const open = openRun(at('11:50'), { phase });
    const running = unitOf(withCluster({ runs: [open, ...nightly(2)] }));
    expect(running).toMatchObject({
      running: true,
      lastGood: { at: at('02:00') },
      verdict: { state: 'HEALTHY' },
    });
    const only = unitOf(
      withCluster({
        schedules: [schedule({ createdAt: at('01:59') })],
        runs: [openRun(at('02:00'), { phase })],
      }),
      new Date(at('02:30')),
    );
    expect(only).toMatchObject({
      lastGood: null,
      verdict: { state: 'PENDING', reason: 'first_run_pending' },
    });
  });

  it('in progress: what it has taken so far is added to the deadline', () => {
    // Slow runs: three hours, so that the grace is 4.5 h and stuck comes later.
    const slow = (day: string) =>
      run(at('02:00', day), { completedAt: at('05:00', day) });
    const facts = (more: BackupFact[]) =>
      withCluster({ runs: [...more, slow(yesterday), slow(dayBefore)] });
    const late = new Date(at('06:31'));
    expect(judge(facts([]), late)).toBe('DEGRADED objective_at_risk');
    expect(judge(facts([openRun(at('02:00'))]), late)).toBe(
      'HEALTHY protected',
    );
  });

  it('server restarted mid-run: a failure that says why', () => {
    const restarted = withCluster({
      runs: [
        run(at('02:00'), {
          phase: 'Failed',
          failureReason:
            'found a backup with status "InProgress" during the server starting, mark it as "Failed"',
        }),
        run(at('02:00', yesterday)),
      ],
    });
    expect(judge(restarted, new Date(at('03:00')))).toBe(
      'DEGRADED last_run_interrupted',
    );
    const volume = withVolume({
      DataUpload: [],
      PodVolumeBackup: [
        copyFor(fileRuns[0], { phase: 'Canceled' }),
        copyFor(fileRuns[1]),
      ],
    });
    expect(judge(volume, noon, 'volume')).toBe('DEGRADED volume_copy_failed');
  });

  it('PartiallyFailed: restorable, not good by default, with its errors', () => {
    const partial = { phase: 'PartiallyFailed', errors: 3 };
    const newest = [run(at('02:00'), partial), run(at('02:00', yesterday))];
    const at3 = new Date(at('03:00'));
    expect(judge(withCluster({ runs: newest }), at3)).toBe(
      'DEGRADED last_run_partially_failed',
    );
    expect(messageOf(withCluster({ runs: newest }), at3)).toContain('3 errors');
    const only = withCluster({ runs: [run(at('02:00'), partial)] });
    expect(judge(only)).toBe('CRITICAL only_partial_backups');
    expect(unitOf(only).lastGood).toBeNull();
    const accepting = withCluster(
      { runs: [run(at('02:00'), partial)] },
      { settings: { ...entity().settings, acceptPartial: true } },
    );
    expect(unitOf(accepting).lastGood?.at).toBe(at('02:00'));
    expect(judge(accepting)).toBe('DEGRADED last_run_partially_failed');
  });

  it('PartiallyFailed: says which namespace is missing, before the run', () => {
    const named = {
      schedules: [
        schedule({ scope: scope({ includedNamespaces: ['shop', 'gone'] }) }),
      ],
      namespaceNames: ['shop', 'velero'],
    };
    expect(judge(withCluster(named))).toBe('DEGRADED scope_fails_in_part');
    expect(messageOf(withCluster(named))).toContain("'gone'");
    expect(judge(withCluster({ ...named, namespaceNames: null }))).toBe(
      'HEALTHY protected',
    );
  });

  it('Completed with volumes skipped: DEGRADED although Velero calls it Completed', () => {
    const skipped = withVolume({ PodVolumeBackup: [copyFor(fileRuns[1])] });
    expect(judge(skipped, noon, 'volume')).toBe(
      'DEGRADED volume_without_evidence',
    );
    expect(judge(skipped)).toBe('HEALTHY protected');
  });

  it('synced foreign: counts neither for slots nor for copies', () => {
    const foreign = (day: string) =>
      run(at('02:00', day), {
        createdAt: at('09:00'),
        sourceClusterVersion: 'v1.31.0',
      });
    const facts = {
      kubernetesVersions: ['v1.33.4'],
      runs: [
        foreign('2026-11-20'),
        run(at('02:00', yesterday)),
        foreign(dayBefore),
      ],
    };
    expect(unitOf(withCluster(facts)).lastGood?.at).toBe(
      at('02:00', yesterday),
    );
    expect(judgeSchedule(facts).rate).toMatchObject({ good: 1 });
    const twin = {
      runs: [run(at('02:00'), { createdAt: at('02:15'), uid: 'copy' })],
      twins: { copy: 'prod-2' },
    };
    expect(judge(withCluster(twin))).toBe('CRITICAL only_foreign_backups');
  });

  it('cluster rebuilt, CRs re-synced: counts for copies, not for slots', () => {
    const resynced = {
      runs: nightly(4, () => ({
        createdAt: at('10:00'),
        clusterLabel: 'prod-1',
      })),
    };
    expect(judge(withCluster(resynced))).toBe('HEALTHY protected');
    expect(judgeSchedule(resynced).rate).toMatchObject({
      good: 0,
      missed: 0,
      rate: null,
    });
  });

  it('deleted schedule: UNPROTECTED, and until when the last copy is kept', () => {
    for (const schedules of [[], [schedule({ deletedAt: at('11:00') })]]) {
      const facts = withCluster({ schedules });
      expect(judge(facts)).toBe('UNPROTECTED no_schedule');
      expect(messageOf(facts)).toContain(
        'the last good backup is 2026-11-20T02:00Z and expires 2026-12-20T02:00Z',
      );
      expect(unitOf(facts).lastGood?.at).toBe(at('02:00'));
    }
    const of = (runs: BackupFact[]) =>
      messageOf(withCluster({ schedules: [], runs }));
    expect(of([])).toContain('there is no good backup');
    expect(of([run(at('02:00'), { expiresAt: null })])).toMatch(
      /the last good backup is 2026-11-20T02:00Z\.$/,
    );
  });

  it('renamed schedule: slots begin anew, the last copy goes on', () => {
    const renamed = {
      schedules: [schedule({ name: 'nightly', createdAt: at('11:00') })],
      runs: nightly(3),
    };
    expect(judge(withCluster(renamed))).toBe('HEALTHY protected');
    const { state, rate } = judgeSchedule(renamed);
    expect(state).toBe('PENDING');
    expect(rate).toMatchObject({ good: 0, missed: 0 });
  });

  it('expired, not yet collected: unusable from the moment it expires', () => {
    const expiry = at('10:00');
    const facts = (changes: Partial<BackupFact> = {}) =>
      withCluster({
        schedules: [schedule({ cron: '0 2 1 * *' })],
        runs: [
          run(at('02:00', '2026-11-01'), { expiresAt: expiry, ...changes }),
        ],
      });
    const [before, from] = around(expiry);
    expect(unitOf(facts(), before).lastGood).not.toBeNull();
    expect(judge(facts(), from)).toBe('CRITICAL last_good_expired');
    expect(messageOf(facts({ gcFailure: 'BSLReadOnly' }))).toContain(
      'BSLReadOnly',
    );
  });

  it('a slot whose backup would have expired by now is no longer a missed one', () => {
    // Due on Monday the 16th at 05:00, kept for 48 hours.
    const facts = withCluster({
      schedules: [
        schedule({
          cron: '0 5 * * 1',
          lastBackupAt: null,
          scope: scope({ ttlSeconds: 48 * 3600 }),
        }),
      ],
      runs: [
        run(at('12:00', '2026-11-20'), { schedule: null, name: 'by-hand' }),
      ],
    });
    const expiry = new Date(at('05:00', '2026-11-18'));
    expect(judge(facts, expiry)).toBe('DEGRADED run_missed');
    const after = new Date(expiry.getTime() + 1);
    expect(judge(facts, after)).toBe('DEGRADED retention_gap');
    expect(unitOf(facts, expiry).verdict.validUntil).toEqual(after);
  });

  it('ttl < interval: never HEALTHY', () => {
    const short = {
      schedules: [schedule({ scope: scope({ ttlSeconds: 23 * 3600 }) })],
    };
    expect(judge(withCluster(short))).toBe('DEGRADED retention_gap');
    expect(judgeSchedule(short).reason).toBe('retention_gap');
    const [first] = nightly(1);
    // A schedule that runs monthly keeps its backups for thirty days.
    const monthly = { schedules: [schedule({ cron: '0 2 1 * *' })] };
    expect(judge(withCluster({ ...monthly, runs: [first] }))).toBe(
      'DEGRADED retention_gap',
    );
    // One of two that keeps them for long enough is enough.
    expect(
      judge(withCluster({ schedules: [...short.schedules, schedule()] })),
    ).toBe('HEALTHY protected');
    // The server says for how long where the schedule does not.
    expect(
      judge(
        withCluster({
          objects: {
            VeleroServer: [veleroServer({ defaultTtlSeconds: 3600 })],
          },
        }),
      ),
    ).toBe('DEGRADED retention_gap');
  });

  it('clock skew: ages are by the clock of the cluster, validUntil by ours', () => {
    const skewMs = 2 * 3_600_000;
    const facts = (clockSkewMs: number | null) =>
      withCluster({
        contact: contact({ clockSkewMs }),
        runs: [run(at('02:00', yesterday))],
      });
    // Due 04:24 by the clock of the cluster, which is two hours ahead.
    const ours = new Date(at('03:00'));
    expect(judge(facts(null), ours)).toBe('HEALTHY protected');
    expect(judge(facts(skewMs), ours)).toBe('DEGRADED objective_at_risk');
    const earlier = new Date(at('02:20'));
    const { verdict } = unitOf(facts(skewMs), earlier);
    expect(verdict.state).toBe('HEALTHY');
    expect(verdict.validUntil).toEqual(new Date('2026-11-20T02:24:00.001Z'));
  });

  it('future stamps: five minutes are forgiven, more is INVALID_TIME', () => {
    const ahead = (time: string) => withCluster({ runs: [run(at(time))] });
    expect(judge(ahead('12:05'))).toBe('HEALTHY protected');
    expect(judge(ahead('12:06'))).toBe('UNKNOWN invalid_time');
    // It hides no good one, and makes no slot between missed.
    expect(
      judge(
        withCluster({
          schedules: [schedule({ cron: '0 * * * *' })],
          runs: [
            run(at('18:00')),
            ...[11, 10, 9, 8].map(hour =>
              run(at(`${`0${hour}`.slice(-2)}:00`)),
            ),
          ],
        }),
        new Date(at('11:30')),
      ),
    ).toBe('HEALTHY protected');
  });

  it('DST, DOM and DOW: read as the version does; no alarm where versions differ', () => {
    const cron = '0 5 1 * 1';
    // A monday that is not the first: a slot up to 1.18, none from 1.19 on.
    const monday = new Date(at('12:00', '2026-11-23'));
    const facts = (version: string | null) => ({
      schedules: [schedule({ cron, scope: scope({ ttlSeconds: 4e7 }) })],
      runs: [at('05:00', '2026-11-01'), at('05:00', '2026-06-01')].map(moment =>
        run(moment, { expiresAt: at('05:00', '2027-11-01') }),
      ),
      objects: version
        ? { VeleroServer: [veleroServer({ version })] }
        : { VeleroServer: [] },
    });
    const missed = (version: string | null) =>
      judgeSchedule(facts(version), monday).rate.missed;
    expect(missed('v1.18.2')).toBeGreaterThan(0);
    expect(missed('v1.19.0')).toBe(0);
    expect(missed(null)).toBe(0);
    // The grace of a text that some versions run thrice a year is long.
    const winter = new Date(at('12:00', '2027-01-20'));
    expect(judgeSchedule(facts(null), winter).reason).toBe('protected');
  });

  it('DST: an hour that is skipped, or comes twice, is no slot too many', () => {
    const paris = veleroServer({ zone: 'Europe/Paris' });
    const objects = { VeleroServer: [paris] };
    const spring = {
      objects,
      // 02:30 does not exist on 2026-03-29.
      schedules: [schedule({ cron: '30 2 * * *' })],
      runs: ['2026-03-28', '2026-03-27', '2026-03-26', '2026-03-25'].map(day =>
        run(at('01:30', day)),
      ),
    };
    expect(
      judge(withCluster(spring), new Date(at('12:00', '2026-03-29'))),
    ).toBe('HEALTHY protected');
    const autumn = {
      objects,
      // 02:30 comes twice on 2026-10-25: Velero runs at both.
      schedules: [schedule({ cron: '30 2 * * *' })],
      runs: [
        run('2026-10-25T00:30:00.000Z'),
        run('2026-10-24T00:30:00.000Z'),
        run('2026-10-23T00:30:00.000Z'),
        run('2026-10-22T00:30:00.000Z'),
      ],
    };
    expect(
      judgeSchedule(autumn, new Date(at('12:00', '2026-10-25'))).rate.missed,
    ).toBe(1);
  });

  it('@every: counts from the last run; there is no grid to miss', () => {
    const every = {
      schedules: [schedule({ cron: '@every 6h', lastBackupAt: at('07:13') })],
      runs: [run(at('07:13')), run(at('01:12')), run(at('12:00', yesterday))],
    };
    const { verdict } = unitOf(withCluster(every));
    expect(verdict.message).toContain('next run 2026-11-20T13:13Z');
    expect(judgeSchedule(every).rate.missed).toBe(0);
    // 13:13, grace 36 minutes.
    expect(
      around('2026-11-20T13:49:00.000Z').map(now =>
        judge(withCluster(every), now),
      ),
    ).toEqual([
      'HEALTHY protected',
      'HEALTHY protected',
      'DEGRADED objective_at_risk',
    ]);
  });

  it('manual backups: count for copies, not for slots or success', () => {
    const facts = {
      runs: [
        run(at('11:00'), { schedule: null }),
        run(at('10:00'), { name: 'daily-before-upgrade' }),
        ...nightly(4).slice(1),
      ],
    };
    const unit = unitOf(withCluster(facts));
    expect(unit.lastGood?.at).toBe(at('11:00'));
    expect(unit.verdict.reason).toBe('run_missed');
    expect(judgeSchedule(facts).rate).toMatchObject({ good: 3, missed: 1 });
  });

  it('two schedules cover it: any good copy will do, each is judged by itself', () => {
    const facts = entity({
      clusters: [
        cluster({
          schedules: [
            schedule(),
            schedule({ name: 'second', cron: '0 3 * * *' }),
          ],
          runs: [
            run(at('03:00'), { schedule: 'second', phase: 'Failed' }),
            run(at('03:00', yesterday), { schedule: 'second' }),
            ...nightly(3),
          ],
        }),
      ],
    });
    const { units, schedules } = assessEntity(facts, {
      now: new Date(at('04:00')),
    });
    expect(units[0].lastGood?.at).toBe(at('02:00'));
    expect(units[0].verdict.reason).toBe('last_run_failed');
    expect(schedules.map(s => [s.fact.name, s.verdict.state])).toEqual([
      ['daily', 'HEALTHY'],
      ['second', 'DEGRADED'],
    ]);
  });

  it('two Velero installs: runs, locations and servers are looked up by their namespace', () => {
    const other = {
      schedules: [schedule(), schedule({ namespace: 'oadp' })],
      storageLocations: [
        location(),
        location({ namespace: 'oadp', phase: 'Unavailable' }),
      ],
      runs: [
        ...nightly(3),
        ...nightly(3, () => ({ namespace: 'oadp', phase: 'Failed' })),
      ],
    };
    const { schedules } = assessEntity(withCluster(other), { now: noon });
    expect(schedules.map(s => [s.id, s.verdict.state])).toEqual([
      ['prod-1/oadp/daily', 'CRITICAL'],
      ['prod-1/velero/daily', 'HEALTHY'],
    ]);
  });

  it('BSL deleted: its backups cannot be restored', () => {
    const gone = withCluster({
      storageLocations: [location({ name: 'new' })],
      schedules: [schedule({ scope: scope({ storageLocation: 'new' }) })],
      runs: nightly(2, () => ({ gcFailure: 'BSLNotFound' })),
    });
    expect(unitOf(gone).lastGood).toBeNull();
    expect(judge(gone)).toBe('CRITICAL never_backed_up');
  });

  it('namespace deleted and re-created: older backups are of the former one', () => {
    const anew = withCluster({
      namespaces: [
        namespace({ uid: 'new', createdAt: at('02:01', yesterday) }),
      ],
      runs: [run(at('02:00', yesterday)), run(at('02:00', dayBefore))],
    });
    expect(judge(anew)).toBe('CRITICAL only_former_backups');
    expect(unitOf(anew).lastGood).toBeNull();
  });

  it('CNPG backup running: LastBackupSucceeded is False, and nothing failed', () => {
    const running = (type: string) =>
      database({
        conditions: [
          condition('ContinuousArchiving', 'True'),
          condition(type, 'False', { reason: 'BackupStarted' }),
        ],
      });
    const objects = postgresObjects({
      PostgresCluster: [running('LastBackupSucceeded')],
      PostgresBackup: [
        openPostgresBackup(at('11:50')),
        postgresBackup(at('00:00')),
      ],
    });
    const facts = databases(objects);
    const unit = unitOf(facts, noon, 'postgresql');
    expect(unit.verdict).toMatchObject({
      state: 'HEALTHY',
      reason: 'point_in_time_recovery',
    });
    expect(unit.running).toBe(true);
    expect(unit.lastGood?.backup).toBe('db-daily-20261120000000');
  });

  it('Longhorn volume detached: skipped, not failed; its age counts on', () => {
    const detached = (settings: LonghornSettingFact[], now: string) => {
      const objects = longhornObjects({
        LonghornVolume: [longhornVolume({ state: 'detached', workloads: [] })],
        LonghornBackupTarget: [backupTarget({ lastSyncedAt: now })],
        LonghornSetting: settings,
        PersistentVolumeClaim: [claim()],
      });
      return judge(
        withCluster({
          schedules: [],
          runs: [],
          objects,
          kinds: { ...cluster().kinds, ...LONGHORN_KINDS },
        }),
        new Date(now),
        'volume',
      );
    };
    const slot = '2026-11-21T01:00:00.000Z';
    expect(detached([], slot)).toBe('HEALTHY longhorn_protected');
    expect(detached([], '2026-11-21T01:02:00.001Z')).toBe(
      'DEGRADED longhorn_volume_detached',
    );
    // A setting lets jobs attach it for the time of a backup.
    expect(detached([longhornSetting], '2026-11-21T01:02:00.001Z')).toBe(
      'HEALTHY longhorn_protected',
    );
    expect(detached([], at('12:00', '2026-11-23'))).toMatch(/^CRITICAL/);
  });

  it('RBAC: says what may not be read', () => {
    const facts = withCluster({
      kinds: {
        ...cluster().kinds,
        Backup: kind({ state: 'forbidden', syncedAt: null }),
      },
    });
    expect(judge(facts)).toBe('UNKNOWN forbidden');
    expect(messageOf(facts)).toContain("may not list or watch 'backups'");
  });
});

describe('what wins where rules differ', () => {
  it('1. cover comes first: without it UNPROTECTED, never NEVER_BACKED_UP', () => {
    expect(judge(withCluster({ schedules: [], runs: [] }))).toBe(
      'UNPROTECTED no_schedule',
    );
  });

  it('1. EXEMPT only if all are; UNKNOWN hides nothing bad and never turns green', () => {
    const exempt = (namespaceName: string) => ({
      environment: null,
      cluster: null,
      namespace: namespaceName,
      claims: null,
      reason: 'scratch space',
      approver: 'jane',
      expiresAt: null,
    });
    const two = (
      exemptions: EntityFacts['exemptions'],
      changes: Partial<ClusterFacts> = {},
    ) => {
      const facts = entity({
        exemptions,
        namespaces: [
          { cluster: 'prod-1', namespace: 'shop' },
          { cluster: 'prod-1', namespace: 'tmp' },
        ],
        clusters: [
          cluster({
            namespaces: [namespace(), namespace({ name: 'tmp' })],
            schedules: [
              schedule({ scope: scope({ includedNamespaces: ['*'] }) }),
            ],
            runs: nightly(2, () => ({
              scope: scope({ includedNamespaces: ['*'] }),
            })),
            ...changes,
          }),
        ],
      });
      return assessEntity(facts, { now: noon }).parts[0].protection?.state;
    };
    expect(two([exempt('shop'), exempt('tmp')])).toBe('EXEMPT');
    expect(two([exempt('tmp')])).toBe('HEALTHY');
    expect(two([exempt('tmp')], { schedules: [] })).toBe('UNPROTECTED');
    const blind = {
      kinds: {
        ...cluster().kinds,
        PersistentVolumeClaim: kind({ state: 'forbidden', syncedAt: null }),
      },
    };
    expect(two([], blind)).toBe('UNKNOWN');
    expect(two([], { ...blind, runs: [] })).toBe('CRITICAL');
  });

  it('2. declared: MET while the age is within it, then at risk, then breached', () => {
    const declared = entity({
      claims: { ...entity().claims, rpoSeconds: 6 * 3600 },
    });
    const states = ['2026-11-20T08:00:00.000Z', '2026-11-20T10:24:00.000Z'].map(
      limit => around(limit).map(now => judge(declared, now).split(' ')[1]),
    );
    expect(states).toEqual([
      ['protected', 'protected', 'objective_at_risk'],
      ['objective_at_risk', 'objective_at_risk', 'objective_breached'],
    ]);
  });

  it('2. derived: due at the slot after that of the last good run, however early its object was made', () => {
    // Velero's clock is a second ahead of the API server's.
    const early = withCluster({
      runs: [run('2026-11-20T01:59:59.000Z'), run('2026-11-19T01:59:59.000Z')],
    });
    expect(judge(early)).toBe('HEALTHY protected');
    expect(judge(early, new Date(at('04:24', '2026-11-21')))).toBe(
      'HEALTHY protected',
    );
  });

  it('2. a copy of another engine that was begun a moment before its slot is of that slot', () => {
    const early = [20, 19].map(day =>
      longhornBackup(at('01:00', `2026-11-${day}`), {
        createdAt: `2026-11-${day}T00:59:59.000Z`,
        snapshotAt: `2026-11-${day}T00:59:59.000Z`,
      }),
    );
    const facts = withCluster({
      schedules: [],
      runs: [],
      objects: longhornObjects({
        LonghornBackup: early,
        PersistentVolumeClaim: [claim()],
      }),
      kinds: { ...cluster().kinds, ...LONGHORN_KINDS },
    });
    expect(judge(facts, noon, 'volume')).toBe('HEALTHY longhorn_protected');
  });

  it('2. a run that was made a moment before its slot is of that slot', () => {
    const early = [20, 19, 18, 17].map(day =>
      run(`2026-11-${day}T01:59:59.000Z`),
    );
    const { rate, reason } = judgeSchedule({ runs: early });
    expect(reason).toBe('protected');
    expect(rate).toMatchObject({ good: 4, missed: 0, skipped: 0 });
  });

  it('2. a schedule takes part from its first slot and grace on', () => {
    const merged = withCluster({
      schedules: [
        schedule(),
        schedule({ name: 'hourly', cron: '0 * * * *', createdAt: at('11:30') }),
      ],
    });
    expect(judge(merged, new Date(at('11:31')))).toBe('HEALTHY protected');
    expect(
      around('2026-11-20T12:10:00.000Z').map(now => judge(merged, now)),
    ).toEqual([
      'HEALTHY protected',
      'HEALTHY protected',
      'DEGRADED objective_at_risk',
    ]);
  });

  it('2. no cover, no objective', () => {
    const { objective, objectiveMet } = unitOf(withCluster({ schedules: [] }));
    expect(objective).toBeNull();
    expect(objectiveMet).toBeNull();
  });

  it('3. a later fast run does not turn an old slot into a missed one', () => {
    // Runs of six hours make the grace of the slot of today nine hours.
    const slow = [1, 2, 3].map(i =>
      run(at('02:00', `2026-11-${20 - i}`), {
        completedAt: at('08:00', `2026-11-${20 - i}`),
      }),
    );
    const before = judge(withCluster({ runs: slow }), new Date(at('10:59')));
    // As many as are measured.
    const fast = Array.from({ length: 10 }, (_, i) =>
      run(at(`10:${40 + i}`), { name: `daily-by-hand-${i}` }),
    );
    const after = judge(
      withCluster({ runs: [...fast, ...slow] }),
      new Date(at('10:59')),
    );
    expect([before, after]).toEqual(['HEALTHY protected', 'HEALTHY protected']);
    expect(
      judge(withCluster({ runs: [...fast, ...slow] }), new Date(at('11:01'))),
    ).toBe('DEGRADED run_missed');
  });

  it('3. a slot is not missed before its grace is over, be there a later run', () => {
    // Runs of four hours: a slot has six hours.
    const hourly = (...starts: string[]) => ({
      schedules: [schedule({ cron: '0 * * * *' })],
      runs: starts.map(start =>
        run(start, {
          completedAt: new Date(
            Date.parse(start) + 4 * 3_600_000,
          ).toISOString(),
        }),
      ),
    });
    const lost = hourly(at('10:00'), at('02:00'), at('01:00'), at('00:00'));
    expect(
      around('2026-11-20T14:00:00.000Z').map(
        now => judgeSchedule(lost, now).rate.missed,
      ),
    ).toEqual([1, 1, 2]);
  });

  it('5. messages name absolute times only', () => {
    expect(messageOf(entity())).toMatch(/2026-11-20T02:00Z/);
  });

  it('8. what Velero does by default is its server’s word: location, retention, version, zone', () => {
    const defaults = (objects: FactLists) => ({
      schedules: [schedule({ scope: scope({ storageLocation: null }) })],
      storageLocations: [
        location({ name: 'main', isDefault: false }),
        location({ name: 'default', isDefault: false, phase: 'Unavailable' }),
      ],
      runs: nightly(2, () => ({ scope: scope({ storageLocation: 'main' }) })),
      objects,
    });
    const server = veleroServer({ defaultStorageLocation: 'main' });
    expect(judge(withCluster(defaults({ VeleroServer: [server] })))).toBe(
      'HEALTHY protected',
    );
    expect(judge(withCluster(defaults({})))).toBe(
      'DEGRADED storage_location_unavailable',
    );
    const tokyo = {
      objects: { VeleroServer: [veleroServer({ zone: 'Asia/Tokyo' })] },
    };
    expect(messageOf(withCluster(tokyo))).toContain(
      'next run 2026-11-20T17:00Z',
    );
  });
});

describe('what else decides', () => {
  it.each([
    ['asked for by UID', deletion(), 'CRITICAL never_backed_up'],
    [
      'asked for by name',
      deletion({ backupUid: null }),
      'CRITICAL never_backed_up',
    ],
    [
      'under way',
      deletion({ phase: 'InProgress' }),
      'CRITICAL never_backed_up',
    ],
    [
      'done in vain',
      deletion({ phase: 'Processed', errors: ['denied'] }),
      'HEALTHY protected',
    ],
    [
      'asked for in another install',
      deletion({ namespace: 'oadp', backupUid: null }),
      'HEALTHY protected',
    ],
  ])('a deletion %s', (_, request, expected) => {
    const facts = withCluster({
      runs: [run(at('02:00'))],
      objects: { DeleteBackupRequest: [request] },
    });
    expect(judge(facts)).toBe(expected);
  });

  it('a slot that passed while a run was under way is skipped, not missed', () => {
    const hourly = (minutes: number) => ({
      schedules: [schedule({ cron: '0 * * * *' })],
      runs: [
        run(at('11:00')),
        run(at('09:00'), {
          completedAt: new Date(
            Date.parse(at('09:00')) + minutes * 60_000,
          ).toISOString(),
        }),
        run(at('08:00')),
        run(at('07:00')),
      ],
    });
    const now = new Date(at('11:30'));
    expect(judge(withCluster(hourly(65)), now)).toBe('HEALTHY protected');
    expect(judgeSchedule(hourly(65), now).rate).toMatchObject({
      missed: 0,
      skipped: 1,
    });
    expect(judge(withCluster(hourly(10)), now)).toBe('DEGRADED run_missed');
  });

  it('hooks that failed leave a doubt', () => {
    const facts = withCluster({ runs: [run(at('02:00'), { hooksFailed: 2 })] });
    expect(judge(facts)).toBe('DEGRADED hooks_failed');
    expect(messageOf(facts)).toContain('2 hooks failed');
  });

  it('warnings alone are noise', () => {
    expect(
      judge(withCluster({ runs: [run(at('02:00'), { warnings: 40 })] })),
    ).toBe('HEALTHY protected');
  });

  it('a schedule that Velero will refuse is told before its run', () => {
    const facts = {
      schedules: [schedule({ scope: scope({ resourcePolicy: 'missing' }) })],
      objects: { ResourcePolicy: [] },
    };
    expect(judge(withCluster(facts))).toBe('DEGRADED scope_refused');
    expect(messageOf(withCluster(facts))).toMatch(
      /^No run of schedule 'daily' can be good: Velero refuses it .*'missing'/,
    );
    expect(judgeSchedule(facts).reason).toBe('scope_refused');
    // Whether it is missing is not known where policies are not read.
    expect(judge(withCluster({ ...facts, objects: {} }))).toBe(
      'HEALTHY protected',
    );
    const contradicts = scope({
      includedNamespaces: ['shop'],
      excludedNamespaces: ['shop'],
    });
    expect(
      judgeSchedule({ schedules: [schedule({ scope: contradicts })] }).reason,
    ).toBe('scope_refused');
  });

  it('a manual run from a schedule is its run, and takes none of its slots', () => {
    const facts = {
      runs: [run(at('11:00'), { name: 'daily-20261120110000' }), ...nightly(3)],
    };
    expect(judge(withCluster(facts))).toBe('HEALTHY protected');
    expect(unitOf(withCluster(facts)).lastGood?.at).toBe(at('11:00'));
    expect(judgeSchedule(facts).rate).toMatchObject({ good: 3 });
  });
});

describe('exemptions', () => {
  const granted = (
    changes: Partial<EntityFacts['exemptions'][number]> = {},
  ) => ({
    environment: null,
    cluster: null,
    namespace: 'shop',
    claims: null,
    reason: 'can be built again.',
    approver: 'jane',
    expiresAt: null,
    ...changes,
  });
  const judgeAll = (
    exemptions: EntityFacts['exemptions'],
    now = noon,
    changes: Partial<ClusterFacts> = {},
  ) =>
    assessEntity(
      withVolume({}, { runs: [], schedules: [], ...changes }, { exemptions }),
      {
        now,
      },
    ).units.map(unit => unit.verdict.state);

  it('grant what they name', () => {
    expect(judgeAll([])).toEqual(['UNPROTECTED', 'UNPROTECTED']);
    expect(judgeAll([granted()])).toEqual(['EXEMPT', 'EXEMPT']);
    expect(judgeAll([granted({ claims: ['data'] })])).toEqual([
      'UNPROTECTED',
      'EXEMPT',
    ]);
    expect(judgeAll([granted({ claims: ['other'] })])).toEqual([
      'UNPROTECTED',
      'UNPROTECTED',
    ]);
    expect(judgeAll([granted({ namespace: 'billing' })])).toEqual([
      'UNPROTECTED',
      'UNPROTECTED',
    ]);
    expect(
      judgeAll([granted({ cluster: 'prod-1', environment: 'production' })]),
    ).toEqual(['EXEMPT', 'EXEMPT']);
    expect(judgeAll([granted({ cluster: 'prod-2' })])[0]).toBe('UNPROTECTED');
    expect(judgeAll([granted({ environment: 'staging' })])[0]).toBe(
      'UNPROTECTED',
    );
  });

  it('hold until the very moment at which they expire', () => {
    const expiresAt = at('00:00', '2026-12-01');
    const exemptions = [granted({ expiresAt })];
    expect(around(expiresAt).map(now => judgeAll(exemptions, now)[0])).toEqual([
      'EXEMPT',
      'UNPROTECTED',
      'UNPROTECTED',
    ]);
    const [first] = assessEntity(withVolume({}, {}, { exemptions }), {
      now: noon,
    }).units;
    expect(first.verdict.validUntil).toEqual(new Date(expiresAt));
    expect(first.verdict.message).toBe(
      "No backup of namespace 'shop' in cluster 'prod-1' is needed until 2026-12-01T00:00Z: can be built again (approved by 'jane').",
    );
  });

  it('of several the one that lasts longest decides', () => {
    const exemptions = [
      granted({ expiresAt: at('00:00', '2026-12-01'), reason: 'a' }),
      granted({ expiresAt: at('00:00', '2026-12-24'), reason: 'b' }),
      granted({ expiresAt: at('00:00', '2026-12-24'), reason: 'c' }),
    ];
    const [first] = assessEntity(withVolume({}, {}, { exemptions }), {
      now: noon,
    }).units;
    expect(first.verdict.message).toContain('until 2026-12-24T00:00Z: b');
    const [forEver] = assessEntity(
      withVolume({}, {}, { exemptions: [...exemptions, granted()] }),
      { now: noon },
    ).units;
    expect(forEver.verdict.message).toContain('is needed: can be built again');
  });

  it('are not granted by a wish', () => {
    const wish = withVolume(
      { PersistentVolumeClaim: [claim({ exemptionRequested: true })] },
      { runs: [], schedules: [] },
      { claims: { ...entity().claims, exemptionRequested: true } },
    );
    expect(
      assessEntity(wish, { now: noon }).units.map(unit => unit.verdict.state),
    ).toEqual(['UNPROTECTED', 'UNPROTECTED']);
  });
});

describe('databases among the units', () => {
  it('take the place of their claims', () => {
    const { units } = assessEntity(databases(), { now: noon });
    expect(units.map(unit => `${unit.kind} ${unit.name}`)).toEqual([
      'objects shop',
      'postgresql db',
    ]);
    expect(units[1]).toMatchObject({
      engine: 'cloudnative-pg',
      lastGood: { isLive: true },
      verdict: { state: 'HEALTHY', reason: 'point_in_time_recovery' },
    });
  });

  it('are CRITICAL when their WAL has not been archived for more than fifteen minutes', () => {
    const failing = databases(
      postgresObjects({
        PostgresCluster: [
          database({
            conditions: [
              condition('ContinuousArchiving', 'False', { at: at('11:40') }),
            ],
          }),
        ],
      }),
    );
    const limit = '2026-11-20T11:55:00.000Z';
    expect(around(limit).map(now => judge(failing, now, 'postgresql'))).toEqual(
      [
        'DEGRADED wal_archiving_failing',
        'DEGRADED wal_archiving_failing',
        'CRITICAL wal_archiving_failing',
      ],
    );
  });

  it('are known by their claims when their own objects cannot be read', () => {
    const hidden = databases(postgresObjects({ PostgresCluster: [] }), {
      kinds: { PostgresCluster: kind({ state: 'forbidden', syncedAt: null }) },
    });
    expect(judge(hidden, noon, 'postgresql')).toBe('UNKNOWN forbidden');
  });

  it('are told to be gone while only their claims say that they exist', () => {
    const gone = databases(postgresObjects({ PostgresCluster: [] }), {
      kinds: {
        PostgresCluster: kind({ state: 'failed', syncedAt: at('11:58') }),
      },
    });
    expect(judge(gone, noon, 'postgresql')).toBe('UNKNOWN postgres_not_found');
  });

  it('leave their claims as volumes where they do not exist', () => {
    const gone = databases(postgresObjects({ PostgresCluster: [] }));
    expect(
      assessEntity(gone, { now: noon }).units.map(unit => unit.kind),
    ).toEqual(['objects', 'volume']);
  });

  it('are not protected by copies of their files', () => {
    const files = fileRuns[0].scope;
    const copied = withVolume(
      {
        ...postgresObjects({
          PostgresScheduledBackup: [],
          PostgresBackup: [],
          ObjectStore: [],
          PostgresCluster: [database({ barmanPlugin: null })],
        }),
        PersistentVolumeClaim: [claim({ postgresCluster: 'db' })],
      },
      {
        schedules: [schedule({ scope: files })],
        runs: [fileRun(at('02:00'))],
        kinds: { ...cluster().kinds, ...POSTGRES_KINDS },
      },
    );
    const unit = unitOf(copied, noon, 'postgresql');
    expect(unit.verdict.reason).toBe('only_file_copies');
    expect(unit.verdict.state).not.toBe('HEALTHY');
  });
});
