import fc from 'fast-check';
import {
  database,
  longhornObjects,
  persistentVolume,
  postgresObjects,
  recurringJob,
  scheduledBackup,
} from '../engines/__fixtures__/engines';
import {
  AppliedBackupObject,
  ApplicationFact,
  BackupScope,
  ClusterFacts,
  defaultJudgeSettings,
  FactLists,
  LocatedSyncObject,
  ScheduleFact,
  StorageLocationFact,
  SyncObjectFact,
} from '../facts';
import {
  at,
  claim,
  cluster,
  contact,
  kind,
  located,
  location,
  namespace,
  openRun,
  run,
  schedule,
  scope,
} from '../health/__fixtures__/facts';
import {
  application,
  helmRelease,
  kustomization,
} from '../health/__fixtures__/syncObjects';
import { fileScope, volumeObjects } from '../health/__fixtures__/volumes';
import { findTraps, TrapQuestion } from './findTraps';

const NOW = new Date(at('12:00'));

interface Case extends Partial<Omit<TrapQuestion, 'facts' | 'syncObjects'>> {
  facts?: Partial<ClusterFacts>;
  syncObjects?: SyncObjectFact[];
}

function find({ facts, syncObjects = [], ...rest }: Case) {
  return findTraps(
    {
      facts: cluster(facts),
      isWhole: true,
      syncObjects: syncObjects.map(fact => located('prod-1', fact)),
      settings: defaultJudgeSettings,
      rpoSeconds: null,
      ...rest,
    },
    { now: NOW },
  );
}

/** As `code severity name`. */
const brief = (traps: ReturnType<typeof find>) =>
  traps.map(({ code, severity, object }) =>
    [code, severity, object.name].join(' '),
  );

const applied = (
  changes: Partial<AppliedBackupObject> = {},
): AppliedBackupObject => ({
  group: 'velero.io',
  kind: 'Schedule',
  namespace: 'velero',
  name: 'daily',
  status: 'Synced',
  isExtra: false,
  ...changes,
});

const app = (changes: Partial<ApplicationFact> = {}) =>
  application({ name: 'backups', backupObjects: [applied()], ...changes });
const withSchedule = (
  changes: Partial<ScheduleFact>,
  ...syncObjects: SyncObjectFact[]
): Case => ({ facts: { schedules: [schedule(changes)] }, syncObjects });
const withLabels = (
  labels: Record<string, string>,
  changes: Partial<ScheduleFact> = {},
) => ({ labels, backupLabels: labels, ...changes });
const withLocations = (...changes: Partial<StorageLocationFact>[]): Case => ({
  facts: { storageLocations: changes.map(location) },
});
const instance = { 'app.kubernetes.io/instance': 'backups' };
const ownLabel = { 'argocd.argoproj.io/instance': 'backups' };
const NO_SCOPE: BackupScope = scope({
  includedNamespaces: [],
  storageLocation: null,
});

describe('findTraps', () => {
  it('finds none in a cluster whose backups are well set', () => {
    const labels = { ...instance, 'velero-manager.io/cluster': 'prod-1' };
    expect(
      find({
        facts: {
          namespaceNames: ['shop'],
          schedules: [
            schedule({
              labels,
              backupLabels: { 'velero-manager.io/cluster': 'prod-1' },
              hasTemplateLabels: true,
            }),
          ],
          contact: contact({ clockSkewMs: 300 }),
          objects: { ...volumeObjects(), ...postgresObjects() },
        },
        syncObjects: [app({ prunes: true, selfHeals: true })],
        rpoSeconds: 2 * 86_400,
      }),
    ).toEqual([]);
  });

  describe.each<[string, [string, Case, string[]][]]>([
    [
      'T1: Argo CD prunes the backups',
      [
        [
          'a label that an Application goes by',
          withSchedule(withLabels(instance), app({ prunes: true })),
          ['BACKUPS_PRUNED error daily'],
        ],
        [
          'the same without automated pruning',
          withSchedule(withLabels(instance), app()),
          ['BACKUPS_PRUNED warning daily'],
        ],
        [
          'an Application of another namespace',
          withSchedule(
            withLabels({ 'app.kubernetes.io/instance': 'argocd_backups' }),
            app({ prunes: true }),
          ),
          ['BACKUPS_PRUNED error daily'],
        ],
        [
          "Argo CD's own label, whoever put it",
          withSchedule(withLabels(ownLabel)),
          ['BACKUPS_PRUNED warning daily'],
        ],
        [
          'template labels that repeat the label',
          withSchedule(
            withLabels(instance, { hasTemplateLabels: true }),
            app({ prunes: true }),
          ),
          ['BACKUPS_PRUNED error daily'],
        ],
        [
          'template labels of their own cure it',
          withSchedule(
            {
              labels: instance,
              backupLabels: { team: 'shop' },
              hasTemplateLabels: true,
            },
            app({ prunes: true }),
          ),
          [],
        ],
        [
          'a tracking id cures it',
          withSchedule(
            withLabels(ownLabel, { argocdTrackingId: 'backups:x' }),
            app({ prunes: true }),
          ),
          [],
        ],
        [
          'owner references cure it',
          withSchedule(
            withLabels(instance, { useOwnerReferences: true }),
            app(),
          ),
          [],
        ],
        [
          'a label that a chart put',
          withSchedule(
            withLabels({ 'app.kubernetes.io/instance': 'velero' }),
            app({ prunes: true }),
          ),
          [],
        ],
        [
          'a Flux object of that name',
          withSchedule(
            withLabels(instance),
            kustomization({ name: 'backups', backupObjects: [applied()] }),
          ),
          [],
        ],
      ],
    ],
    [
      'T2: Git and Velero fight over skipImmediately',
      [
        [
          'a self-healing Application',
          withSchedule({ skipImmediately: true }, app({ selfHeals: true })),
          ['SKIP_IMMEDIATELY error daily'],
        ],
        [
          'an Application that does not heal',
          withSchedule({ skipImmediately: true }, app()),
          ['SKIP_IMMEDIATELY warning daily'],
        ],
        [
          'a Kustomization',
          withSchedule(
            { skipImmediately: true },
            kustomization({ backupObjects: [applied()] }),
          ),
          ['SKIP_IMMEDIATELY error daily'],
        ],
        [
          'a HelmRelease that corrects drift',
          withSchedule(
            { skipImmediately: true },
            helmRelease({
              driftDetection: 'enabled',
              backupObjects: [applied()],
            }),
          ),
          ['SKIP_IMMEDIATELY error daily'],
        ],
        [
          'a HelmRelease that only warns of drift',
          withSchedule(
            { skipImmediately: true },
            helmRelease({ driftDetection: 'warn', backupObjects: [applied()] }),
          ),
          ['SKIP_IMMEDIATELY warning daily'],
        ],
        [
          'one that applies another schedule',
          withSchedule(
            { skipImmediately: true },
            app({
              selfHeals: true,
              backupObjects: [
                applied({ name: 'other' }),
                applied({ kind: 'Backup' }),
                applied({ namespace: 'other' }),
                applied({ group: 'example.com' }),
              ],
            }),
          ),
          [],
        ],
        [
          'one that applies to another cluster',
          withSchedule(
            { skipImmediately: true },
            kustomization({ remote: true, backupObjects: [applied()] }),
          ),
          [],
        ],
        ['made by hand', withSchedule({ skipImmediately: true }), []],
      ],
    ],
    [
      'T3: backups go with their schedule',
      [
        [
          'an Application that prunes',
          withSchedule({ useOwnerReferences: true }, app({ prunes: true })),
          ['BACKUPS_OWNED warning daily'],
        ],
        [
          'a Kustomization that prunes',
          withSchedule(
            { useOwnerReferences: true },
            kustomization({ prunes: true, backupObjects: [applied()] }),
          ),
          ['BACKUPS_OWNED warning daily'],
        ],
        [
          'a HelmRelease',
          withSchedule(
            { useOwnerReferences: true },
            helmRelease({ backupObjects: [applied()] }),
          ),
          ['BACKUPS_OWNED warning daily'],
        ],
        [
          'nobody prunes it',
          withSchedule(
            { useOwnerReferences: true },
            kustomization({ prunes: false, backupObjects: [applied()] }),
          ),
          [],
        ],
        ['made by hand', withSchedule({ useOwnerReferences: true }), []],
      ],
    ],
    [
      'T4: a template that lost its fields',
      [
        [
          'nothing in it',
          withSchedule({ scope: NO_SCOPE }),
          ['TEMPLATE_EMPTY warning daily'],
        ],
        [
          'all of it, and meant so',
          withSchedule({ scope: { ...NO_SCOPE, includedNamespaces: ['*'] } }),
          [],
        ],
        [
          'a retention',
          withSchedule({ scope: { ...NO_SCOPE, ttlSeconds: 3600 } }),
          [],
        ],
        [
          'a selector',
          withSchedule({ scope: { ...NO_SCOPE, hasLabelSelector: true } }),
          [],
        ],
        ['hooks', withSchedule({ scope: { ...NO_SCOPE, hasHooks: true } }), []],
        [
          'a switch that is off',
          withSchedule({ scope: { ...NO_SCOPE, snapshotVolumes: false } }),
          [],
        ],
      ],
    ],
    [
      'T5: two default storage locations',
      [
        [
          'in one install',
          withLocations(
            { prefix: 'a' },
            { name: 'other', prefix: 'b', credential: { name: 'x', key: 'y' } },
          ),
          ['TWO_DEFAULTS error default'],
        ],
        [
          'one in each install',
          withLocations({}, { namespace: 'openshift-adp' }),
          [],
        ],
        [
          'one of two',
          withLocations(
            {},
            {
              name: 'other',
              isDefault: false,
              credential: { name: 'x', key: 'y' },
            },
          ),
          [],
        ],
      ],
    ],
    [
      'T6: an Application that applies nothing',
      [
        [
          'Synced and empty',
          { syncObjects: [app({ resourceCount: 0, backupObjects: [] })] },
          ['NOTHING_APPLIED warning backups'],
        ],
        [
          'never compared',
          { syncObjects: [app({ resourceCount: 0, syncStatus: '' })] },
          [],
        ],
        [
          'being deleted',
          { syncObjects: [app({ resourceCount: 0, deletedAt: at('11:00') })] },
          [],
        ],
        [
          'an empty chart',
          {
            syncObjects: [
              app({
                resourceCount: 0,
                sources: [
                  {
                    repoURL: 'https://charts.example.com',
                    path: null,
                    chart: 'library',
                    targetRevision: '1.0.0',
                  },
                ],
              }),
            ],
          },
          [],
        ],
      ],
    ],
    [
      'T8: a namespace that does not exist',
      [
        [
          'a name',
          { facts: { namespaceNames: ['other'] } },
          ['NAMESPACE_UNKNOWN error daily'],
        ],
        ['not known which there are', { facts: { namespaceNames: null } }, []],
        [
          'a paused schedule',
          {
            facts: {
              namespaceNames: [],
              schedules: [schedule({ paused: true })],
            },
          },
          [],
        ],
        [
          'a schedule that is going',
          {
            facts: {
              namespaceNames: [],
              schedules: [schedule({ deletedAt: at('11:00') })],
            },
          },
          [],
        ],
      ],
    ],
    [
      'T9: a read-only location in use',
      [
        [
          'by a schedule',
          withLocations({ accessMode: 'ReadOnly' }),
          ['STORAGE_READ_ONLY error default'],
        ],
        [
          'by none',
          withLocations(
            {},
            {
              name: 'old',
              isDefault: false,
              accessMode: 'ReadOnly',
              bucket: 'backups',
            },
          ),
          [],
        ],
        [
          'by a paused one',
          {
            facts: {
              schedules: [schedule({ paused: true })],
              storageLocations: [location({ accessMode: 'ReadOnly' })],
            },
          },
          [],
        ],
      ],
    ],
    [
      'T10: backups that outlive their schedule',
      [
        [
          'good ones',
          { facts: { schedules: [], runs: [run(at('02:00'))] } },
          ['SCHEDULE_GONE info daily'],
        ],
        [
          'several, once',
          {
            facts: {
              schedules: [],
              runs: [run(at('02:00')), run(at('02:00', '2026-11-19'))],
            },
          },
          ['SCHEDULE_GONE info daily'],
        ],
        [
          'a renamed schedule',
          { facts: { schedules: [schedule({ name: 'nightly' })] } },
          ['SCHEDULE_GONE info daily'],
        ],
        [
          'a schedule of that name in another install',
          { facts: { schedules: [schedule({ namespace: 'other' })] } },
          ['SCHEDULE_GONE info daily'],
        ],
        [
          'made by hand',
          {
            facts: {
              schedules: [],
              runs: [run(at('02:00'), { schedule: null })],
            },
          },
          [],
        ],
        [
          'expired ones',
          {
            facts: {
              schedules: [],
              runs: [run(at('02:00'), { expiresAt: at('12:00') })],
            },
          },
          [],
        ],
        [
          'bad ones and one under way',
          {
            facts: {
              schedules: [],
              runs: [
                run(at('02:00'), { phase: 'Failed' }),
                openRun(at('11:55')),
              ],
            },
          },
          [],
        ],
        [
          'those that go',
          {
            facts: {
              schedules: [],
              runs: [run(at('02:00'), { deletedAt: at('11:00') })],
            },
          },
          [],
        ],
        [
          'those of another cluster',
          {
            facts: {
              schedules: [],
              runs: [run(at('02:00'), { createdAt: at('09:00') })],
            },
          },
          [],
        ],
        [
          'schedules that are not read',
          {
            facts: {
              schedules: [],
              kinds: {
                ...cluster().kinds,
                Schedule: kind({ state: 'forbidden' }),
              },
            },
          },
          [],
        ],
        [
          'facts of some namespaces only',
          { facts: { schedules: [] }, isWhole: false },
          [],
        ],
      ],
    ],
    [
      "T11: Velero's kinds go with a sync object",
      [
        [
          'a finalizer that cascades',
          { syncObjects: [app({ ownsVeleroCrds: true, cascades: true })] },
          ['DELETE_CASCADES warning backups'],
        ],
        [
          'an Application that prunes',
          { syncObjects: [app({ ownsVeleroCrds: true, prunes: true })] },
          ['DELETE_CASCADES warning backups'],
        ],
        [
          'a Kustomization that prunes',
          {
            syncObjects: [
              kustomization({
                name: 'velero',
                ownsVeleroCrds: true,
                prunes: true,
              }),
            ],
          },
          ['DELETE_CASCADES warning velero'],
        ],
        [
          'kinds that nothing takes away',
          {
            syncObjects: [
              app({ ownsVeleroCrds: true }),
              kustomization({ ownsVeleroCrds: true, prunes: false }),
            ],
          },
          [],
        ],
        [
          'other objects',
          {
            syncObjects: [
              app({ cascades: true, prunes: true }),
              kustomization({ prunes: true }),
              helmRelease(),
            ],
          },
          [],
        ],
      ],
    ],
    [
      'T12: backups travel unprotected',
      [
        [
          'in clear',
          withLocations({ endpoint: 'HTTP://minio:9000', isEncrypted: true }),
          ['STORAGE_INSECURE warning default'],
        ],
        [
          'to whoever answers',
          withLocations({ skipsTlsVerify: true }),
          ['STORAGE_INSECURE warning default'],
        ],
        [
          'over TLS',
          withLocations({ endpoint: 'https://minio', isEncrypted: true }),
          [],
        ],
      ],
    ],
    [
      'T14: Secrets lie open in the bucket',
      [
        [
          'a store of your own',
          withLocations({ endpoint: 'https://minio:9000' }),
          ['SECRETS_IN_CLEAR info default'],
        ],
        [
          'it is asked to encrypt',
          withLocations({ endpoint: 'https://minio', isEncrypted: true }),
          [],
        ],
        [
          'a store that encrypts by itself',
          withLocations({ endpoint: 'https://s3.eu-west-1.amazonaws.com' }),
          [],
        ],
        ['a region', withLocations({ endpoint: 'eu-west-1' }), []],
        [
          'no Secrets are taken',
          {
            facts: {
              storageLocations: [location({ endpoint: 'https://minio' })],
              schedules: [
                schedule({ scope: scope({ excludedResources: ['secrets'] }) }),
              ],
            },
          },
          [],
        ],
        [
          'nobody writes to it',
          {
            facts: {
              storageLocations: [location({ endpoint: 'https://minio' })],
              schedules: [],
              runs: [],
            },
          },
          [],
        ],
      ],
    ],
    [
      'T15: one credential for several places',
      [
        [
          'two prefixes',
          withLocations(
            { prefix: 'a', credential: { name: 's3', key: 'cloud' } },
            {
              name: 'other',
              isDefault: false,
              prefix: 'b',
              credential: { name: 's3', key: 'cloud' },
            },
          ),
          ['CREDENTIAL_SHARED info default'],
        ],
        [
          "the server's own",
          withLocations(
            { prefix: 'a' },
            { name: 'other', isDefault: false, prefix: 'b' },
          ),
          ['CREDENTIAL_SHARED info default'],
        ],
        [
          'two keys of one Secret',
          withLocations(
            { prefix: 'a', credential: { name: 's3', key: 'a' } },
            {
              name: 'other',
              isDefault: false,
              prefix: 'b',
              credential: { name: 's3', key: 'b' },
            },
          ),
          [],
        ],
        [
          'the same place twice',
          withLocations(
            { prefix: 'a' },
            { name: 'other', isDefault: false, prefix: '/a/' },
          ),
          [],
        ],
      ],
    ],
    [
      'T16: an objective that cannot be kept',
      [
        [
          'a day and the ten minutes that a run takes',
          { rpoSeconds: 86_400 + 599 },
          ['OBJECTIVE_UNREACHABLE warning daily'],
        ],
        ['just kept', { rpoSeconds: 86_400 + 600 }, []],
        ['none declared', { rpoSeconds: null }, []],
        [
          'another schedule keeps it',
          {
            rpoSeconds: 7_200,
            facts: {
              schedules: [
                schedule(),
                schedule({ name: 'hourly', cron: '0 * * * *' }),
              ],
            },
          },
          [],
        ],
        [
          'another schedule would, but is paused',
          {
            rpoSeconds: 7_200,
            facts: {
              schedules: [
                schedule(),
                schedule({ name: 'hourly', cron: '0 * * * *', paused: true }),
              ],
            },
          },
          ['OBJECTIVE_UNREACHABLE warning daily'],
        ],
        [
          'another schedule would, but takes another namespace',
          {
            rpoSeconds: 7_200,
            facts: {
              schedules: [
                schedule(),
                schedule({
                  name: 'hourly',
                  cron: '0 * * * *',
                  scope: scope({ includedNamespaces: ['other'] }),
                }),
              ],
            },
          },
          ['OBJECTIVE_UNREACHABLE warning daily'],
        ],
        [
          'a namespace that nothing takes',
          {
            rpoSeconds: 7_200,
            facts: { namespaces: [namespace({ name: 'other' })] },
          },
          [],
        ],
        [
          'a database whose WAL is archived',
          {
            rpoSeconds: 60,
            facts: {
              schedules: [],
              runs: [],
              objects: postgresObjects(),
              kinds: {
                ...cluster().kinds,
                PostgresScheduledBackup: kind(),
                PostgresBackup: kind(),
                ObjectStore: kind(),
              },
            },
          },
          ['OBJECTIVE_UNREACHABLE warning db'],
        ],
        [
          'a database of which no backups were asked for',
          {
            rpoSeconds: 60,
            facts: {
              schedules: [],
              runs: [],
              objects: postgresObjects({ PostgresBackup: undefined }),
            },
          },
          [],
        ],
        [
          'a Longhorn volume',
          {
            rpoSeconds: 3_600,
            facts: {
              schedules: [],
              runs: [],
              objects: longhornObjects({ PersistentVolumeClaim: [claim()] }),
            },
          },
          ['OBJECTIVE_UNREACHABLE warning data'],
        ],
      ],
    ],
    [
      'T17: files of a running database are copied',
      (
        [
          ['a schedule that copies files', {}, {}, true],
          ['hooks hold the database still', { hasHooks: true }, {}, false],
          ['snapshots', { defaultVolumesToFsBackup: false }, {}, false],
          ['no database', {}, { postgresCluster: null }, false],
          ['a claim that is going', {}, { deletedAt: at('11:00') }, false],
          ['of a namespace not asked about', {}, { namespace: 'x' }, false],
        ] as const
      ).map(([name, scopeChanges, claimChanges, isTrap]) => [
        name,
        {
          facts: {
            schedules: [schedule({ scope: fileScope(scopeChanges) })],
            objects: volumeObjects({
              PersistentVolumeClaim: [
                claim({ postgresCluster: 'db', ...claimChanges }),
              ],
            }),
          },
        },
        isTrap ? ['DB_FILE_COPY warning db'] : [],
      ]),
    ],
    [
      'clusters share a place in a bucket',
      [
        [
          'both write',
          { facts: { sharedStores: { 'velero/default': ['prod-2'] } } },
          ['SHARED_STORE error default'],
        ],
        [
          'this one only reads',
          {
            facts: {
              schedules: [],
              runs: [],
              sharedStores: { 'velero/default': ['prod-2'] },
              storageLocations: [location({ accessMode: 'ReadOnly' })],
            },
          },
          ['SHARED_STORE info default'],
        ],
      ],
    ],
    [
      'a clock that goes wrong',
      [
        [
          'ahead',
          { facts: { contact: contact({ clockSkewMs: 30_001 }) } },
          ['CLOCK_SKEW warning prod-1'],
        ],
        [
          'behind',
          { facts: { contact: contact({ clockSkewMs: -31_000 }) } },
          ['CLOCK_SKEW warning prod-1'],
        ],
        [
          'a little',
          { facts: { contact: contact({ clockSkewMs: 30_000 }) } },
          [],
        ],
      ],
    ],
    [
      'engines beside Velero',
      (
        [
          [
            'five fields',
            {
              PostgresScheduledBackup: [scheduledBackup({ cron: '0 2 * * *' })],
            },
            ['FIVE_FIELD_CRON warning db-daily'],
          ],
          [
            'five fields of one that is going',
            {
              PostgresScheduledBackup: [
                scheduledBackup({ cron: '0 2 * * *', deletedAt: at('11:00') }),
              ],
            },
            [],
          ],
          [
            'base backups that expire before the next',
            postgresObjects({
              PostgresCluster: [
                database({ retentionPolicy: '7d', barmanPlugin: null }),
              ],
              PostgresScheduledBackup: [
                scheduledBackup({ cron: '0 0 0 1 * *' }),
              ],
              ObjectStore: [],
            }),
            ['RETENTION_SHORT warning db'],
          ],
          [
            'a job that keeps one backup',
            { LonghornRecurringJob: [recurringJob({ retain: 1 })] },
            ['FEW_KEPT warning nightly'],
          ],
          [
            'a job that makes snapshots',
            {
              LonghornRecurringJob: [
                recurringJob({ retain: 1, task: 'snapshot' }),
              ],
            },
            [],
          ],
          [
            'a Longhorn volume without an objective',
            {
              ...longhornObjects({ PersistentVolumeClaim: [claim()] }),
              PersistentVolume: [persistentVolume()],
            },
            [],
          ],
        ] as [string, FactLists, string[]][]
      ).map(([name, objects, expected]) => [
        name,
        { facts: { objects } },
        expected,
      ]),
    ],
  ])('%s', (_, cases) => {
    it.each(cases)('%s', (__, given, expected) => {
      expect(brief(find(given))).toEqual(expected);
    });
  });

  it('says what, where and what to do, errors first', () => {
    const traps = find({
      facts: {
        contact: contact({ clockSkewMs: 90_000 }),
        storageLocations: [location({ accessMode: 'ReadOnly' })],
        schedules: [
          schedule(),
          schedule({ name: 'weekly', cron: '0 3 * * 0' }),
        ],
      },
      rpoSeconds: 3_600,
    });
    expect(traps).toEqual([
      {
        code: 'STORAGE_READ_ONLY',
        trap: 'T9',
        severity: 'error',
        message:
          "Storage location 'default' is read-only, so every run of schedule 'daily', 'weekly' is refused.",
        object: {
          cluster: 'prod-1',
          kind: 'BackupStorageLocation',
          namespace: 'velero',
          name: 'default',
        },
        fix: 'Set accessMode to ReadWrite, or name another location.',
      },
      expect.objectContaining({
        trap: 'T16',
        message:
          "The objective of namespace 'shop' is 1 h, and the best that schedule 'daily' can keep is 1 d.",
      }),
      expect.objectContaining({
        trap: null,
        message:
          "The clock of cluster 'prod-1' is 90 s ahead of the clock of the portal.",
        object: {
          cluster: 'prod-1',
          kind: 'Cluster',
          namespace: '',
          name: 'prod-1',
        },
      }),
    ]);
  });

  it('names the cluster that holds a sync object', () => {
    const hub: LocatedSyncObject = {
      cluster: 'hub',
      fact: app({ ownsVeleroCrds: true, cascades: true }),
      source: null,
      project: null,
    };
    const [trap] = findTraps(
      {
        facts: cluster(),
        isWhole: true,
        syncObjects: [hub],
        settings: defaultJudgeSettings,
        rpoSeconds: null,
      },
      { now: NOW },
    );
    expect(trap.object).toEqual({
      cluster: 'hub',
      kind: 'Application',
      namespace: 'argocd',
      name: 'backups',
    });
  });

  it('finds the same whatever the order of facts', () => {
    const facts = cluster({
      namespaceNames: [],
      schedules: ['a', 'b', 'c'].map(name =>
        schedule({ name, labels: ownLabel, backupLabels: ownLabel }),
      ),
      storageLocations: [
        location({ endpoint: 'http://minio' }),
        location({ name: 'other', prefix: 'b', isDefault: false }),
      ],
      runs: ['02:00', '03:00', '04:00'].map(time => run(at(time))),
    });
    const all = (changes: Partial<ClusterFacts>) =>
      find({ facts: { ...facts, ...changes }, rpoSeconds: 60 })
        .map(
          ({ code, severity, object }) => `${code} ${severity} ${object.kind}`,
        )
        .sort();
    const expected = all({});
    expect(expected).toHaveLength(11);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(facts.schedules, { minLength: 3 }),
        fc.shuffledSubarray(facts.storageLocations, { minLength: 2 }),
        fc.shuffledSubarray(facts.runs, { minLength: 3 }),
        (schedules, storageLocations, runs) => {
          expect(all({ schedules, storageLocations, runs })).toEqual(expected);
        },
      ),
      { numRuns: 30 },
    );
  });
});
