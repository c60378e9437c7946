import { EntityFacts } from '../facts';
import { assessEntity } from './assessEntity';
import {
  application,
  at,
  cluster,
  entity,
  kind,
  kustomization,
  location,
  namespace,
  openRun,
  run,
  schedule,
  scope,
  located,
} from './__fixtures__/facts';

const noon = new Date(at('12:00'));
const judge = (facts: EntityFacts, now = noon) => {
  const assessment = assessEntity(facts, { now });
  const parts = assessment.parts.flatMap(p => p.protection ?? []);
  return { ...assessment, protection: parts[0] };
};
const withCluster = (changes: Parameters<typeof cluster>[0]) =>
  entity({ clusters: [cluster(changes)] });
const claims = (changes: Partial<EntityFacts['claims']>) => ({
  ...entity().claims,
  ...changes,
});
const yesterday = '2026-11-19';
const labelled = scope({
  hasLabelSelector: true,
  labelSelector: { matchLabels: { backup: 'daily' }, matchExpressions: [] },
});

type Case = [name: string, facts: EntityFacts, expected: string, words: string];

const withoutCluster: Case[] = [
  [
    'an annotation breaks the grammar',
    entity({ claims: claims({ problems: ["Annotation 'x' holds ..."] }) }),
    'UNKNOWN invalid_annotation',
    "Annotation 'x' holds ...",
  ],
  [
    'it names a cluster nobody defined',
    entity({ unknownClusters: ['prod-9'], namespaces: [], clusters: [] }),
    'UNKNOWN unknown_cluster',
    "names cluster 'prod-9'",
  ],
  [
    'it claims nothing',
    entity({ claims: claims({ claims: [] }), namespaces: [], clusters: [] }),
    'UNKNOWN nothing_claimed',
    "name some in annotation 'velero-manager.io/namespaces'",
  ],
  [
    'no cluster has what it claims',
    entity({ namespaces: [], clusters: [] }),
    'UNKNOWN nothing_claimed',
    "No known cluster has namespace 'shop'",
  ],
];

const unread: Case[] = [
  [
    'a kind is not read yet',
    withCluster({
      kinds: {
        ...cluster().kinds,
        Backup: kind({ state: 'pending', syncedAt: null }),
      },
    }),
    'UNKNOWN not_read_yet',
    "'backups' in cluster 'prod-1' have not been read yet",
  ],
  [
    'nothing is said of a kind',
    withCluster({ kinds: {} }),
    'UNKNOWN not_read_yet',
    "'namespaces', 'schedules', 'backupstoragelocations' and 1 more",
  ],
  [
    'a kind is forbidden',
    withCluster({
      kinds: {
        ...cluster().kinds,
        Schedule: kind({ state: 'forbidden', message: 'user x cannot list' }),
      },
    }),
    'UNKNOWN forbidden',
    "may not list or watch 'schedules' in cluster 'prod-1': user x cannot list.",
  ],
  [
    'Velero is absent',
    withCluster({
      kinds: {
        ...cluster().kinds,
        Schedule: kind({ state: 'absent' }),
        Backup: kind({ state: 'pending' }),
      },
    }),
    'UNKNOWN velero_absent',
    "Velero is not installed in cluster 'prod-1'.",
  ],
  [
    'a kind has failed for long',
    withCluster({
      kinds: {
        ...cluster().kinds,
        Backup: kind({
          state: 'failed',
          syncedAt: at('11:00'),
          message: '500',
        }),
      },
    }),
    'UNKNOWN read_failed',
    'since 2026-11-20T11:00Z: 500.',
  ],
  [
    'the namespace does not exist',
    withCluster({ namespaces: [] }),
    'UNKNOWN namespace_not_found',
    "Namespace 'shop' does not exist in cluster 'prod-1'.",
  ],
  [
    'the namespace is going',
    withCluster({ namespaces: [namespace({ phase: 'Terminating' })] }),
    'UNKNOWN namespace_terminating',
    'is being deleted',
  ],
];

const cover: Case[] = [
  [
    'no schedule covers it',
    withCluster({
      schedules: [
        schedule({ scope: scope({ includedNamespaces: ['other'] }) }),
      ],
    }),
    'UNPROTECTED no_schedule',
    "No enabled schedule covers namespace 'shop' in cluster 'prod-1'; the last good backup is 2026-11-20T02:00Z and expires 2026-12-20T02:00Z.",
  ],
  [
    'there is no schedule and no backup',
    withCluster({ schedules: [], runs: [] }),
    'UNPROTECTED no_schedule',
    'there is no good backup.',
  ],
  [
    'its only schedule is being deleted',
    withCluster({ schedules: [schedule({ deletedAt: at('11:00') })] }),
    'UNPROTECTED no_schedule',
    'No enabled schedule',
  ],
  [
    'a schedule that could not be read might cover it',
    withCluster({
      schedules: [],
      kinds: { ...cluster().kinds, Schedule: kind({ malformed: 2 }) },
    }),
    'UNKNOWN malformed_objects',
    '2 could not be read',
  ],
  [
    'a label keeps it out',
    withCluster({
      namespaces: [
        namespace({ labels: { 'velero.io/exclude-from-backup': 'true' } }),
      ],
    }),
    'UNPROTECTED namespace_excluded',
    'keeps namespace',
  ],
  [
    'a label selector takes a part',
    withCluster({
      schedules: [schedule({ scope: labelled })],
      runs: [run(at('02:00'), { scope: labelled })],
    }),
    'DEGRADED partly_covered',
    "Only a part of namespace 'shop' in cluster 'prod-1' is backed up",
  ],
  [
    'kinds are picked',
    withCluster({
      schedules: [
        schedule({ scope: scope({ includedResources: ['secrets'] }) }),
      ],
      runs: [
        run(at('02:00'), { scope: scope({ includedResources: ['secrets'] }) }),
      ],
    }),
    'DEGRADED partly_covered',
    'Only a part of',
  ],
  [
    'it is paused',
    withCluster({
      schedules: [schedule({ paused: true, lastBackupAt: at('02:00') })],
    }),
    'PAUSED schedule_paused',
    "Only paused schedules ('daily') cover namespace 'shop' in cluster 'prod-1'; the newest good backup is 2026-11-20T02:00Z.",
  ],
  [
    'it has been paused for too long',
    withCluster({
      schedules: [schedule({ paused: true })],
      runs: [run(at('02:00', '2026-11-10'))],
    }),
    'CRITICAL objective_breached',
    'is too old',
  ],
  [
    'it was paused before its first run',
    withCluster({ schedules: [schedule({ paused: true })], runs: [] }),
    'CRITICAL never_backed_up',
    'it has no good backup',
  ],
  [
    'Velero refuses the schedule',
    withCluster({
      schedules: [
        schedule({
          phase: 'FailedValidation',
          validationErrors: ['invalid schedule: bad\nfield.'],
        }),
      ],
    }),
    'CRITICAL schedule_invalid',
    'because it is invalid: bad field.',
  ],
  [
    'the cron text cannot be read',
    withCluster({
      schedules: [schedule({ phase: 'New', cron: 'every night' })],
    }),
    'CRITICAL schedule_invalid',
    'cron "every night"',
  ],
  [
    'the cron text never comes to pass',
    withCluster({ schedules: [schedule({ cron: '0 0 31 2 *' })] }),
    'CRITICAL schedule_invalid',
    'it never comes to pass',
  ],
  [
    'another schedule is invalid',
    withCluster({
      schedules: [schedule(), schedule({ name: 'hourly', cron: 'x' })],
    }),
    'DEGRADED schedule_invalid',
    "Schedule 'hourly' makes no backups",
  ],
];

const operation: Case[] = [
  [
    'all is well',
    entity(),
    'HEALTHY protected',
    "Newest good backup of namespace 'shop' in cluster 'prod-1': 2026-11-20T02:00Z; next run 2026-11-21T02:00Z.",
  ],
  [
    'an exemption is only asked for',
    entity({ claims: claims({ exemptionRequested: true }) }),
    'HEALTHY protected',
    'Newest',
  ],
  [
    'the storage location is unavailable and copies are fresh',
    withCluster({
      storageLocations: [
        location({ phase: 'Unavailable', message: 'AccessDenied' }),
      ],
    }),
    'DEGRADED storage_location_unavailable',
    "Storage location 'default' of namespace 'shop' in cluster 'prod-1' is unavailable: AccessDenied.",
  ],
  [
    'the storage location is unavailable and copies are old',
    withCluster({
      storageLocations: [location({ phase: 'Unavailable' })],
      runs: [run(at('02:00', '2026-11-10'))],
    }),
    'CRITICAL storage_location_unavailable',
    "'default'",
  ],
  [
    'one of two storage locations works',
    withCluster({
      storageLocations: [
        location({ name: 'other', isDefault: false, phase: 'Unavailable' }),
        location(),
      ],
      schedules: [
        schedule(),
        schedule({
          name: 'second',
          createdAt: at('06:00'),
          scope: scope({ storageLocation: 'other' }),
        }),
      ],
    }),
    'HEALTHY protected',
    'Newest',
  ],
  [
    'the newest copy cannot be fetched',
    withCluster({
      storageLocations: [
        location(),
        location({ name: 'old', isDefault: false, phase: 'Unavailable' }),
      ],
      runs: [run(at('02:00'), { scope: scope({ storageLocation: 'old' }) })],
    }),
    'DEGRADED storage_location_unavailable',
    "lies in storage location 'old'",
  ],
  [
    'the storage location is read-only',
    withCluster({ storageLocations: [location({ accessMode: 'ReadOnly' })] }),
    'DEGRADED storage_location_read_only',
    'read-only',
  ],
  [
    'the storage location does not exist',
    withCluster({ storageLocations: [] }),
    'CRITICAL storage_location_missing',
    "Storage location 'default' does not exist",
  ],
  [
    'Velero no longer validates the storage location',
    withCluster({
      storageLocations: [location({ lastValidatedAt: at('11:00') })],
    }),
    'UNKNOWN storage_location_stale',
    '2026-11-20T11:00Z; its server may be down.',
  ],
  [
    'Velero never validated the storage location',
    withCluster({ storageLocations: [location({ phase: '' })] }),
    'UNKNOWN storage_location_not_validated',
    'has not validated',
  ],
  [
    'the last run failed in part',
    withCluster({
      runs: [
        run(at('02:00'), { phase: 'PartiallyFailed', errors: 3, warnings: 1 }),
        run(at('02:00', yesterday)),
      ],
    }),
    'DEGRADED last_run_partially_failed',
    "The last run of schedule 'daily', 'daily-20261120020000' of 2026-11-20T02:00Z, failed in part with 3 errors and 1 warning.",
  ],
  [
    'the last run failed',
    withCluster({
      runs: [
        run(at('02:00'), {
          phase: 'Failed',
          failureReason: 'error uploading backup: no space left',
        }),
        run(at('02:00', yesterday)),
      ],
    }),
    'DEGRADED last_run_failed',
    'failed: error uploading backup: no space left.',
  ],
  [
    'the last run was refused',
    withCluster({
      runs: [
        run(at('02:00'), {
          phase: 'FailedValidation',
          startedAt: null,
          validationErrors: ['no such location'],
        }),
        run(at('02:00', yesterday)),
      ],
    }),
    'DEGRADED last_run_failed_validation',
    'was refused by Velero: no such location.',
  ],
  [
    'a run is stuck',
    withCluster({ runs: [openRun(at('02:00')), run(at('02:00', yesterday))] }),
    'DEGRADED run_stuck',
    "in phase 'InProgress' since 2026-11-20T02:00Z",
  ],
  [
    'a newer backup is due',
    withCluster({ runs: [run(at('02:00', yesterday))] }),
    'DEGRADED objective_at_risk',
    'has been due since 2026-11-20T04:24Z',
  ],
  [
    'the newest backup is too old',
    withCluster({ runs: [run(at('02:00', '2026-11-18'))] }),
    'CRITICAL objective_breached',
    'is 2026-11-18T02:00Z; a newer one was needed by 2026-11-19T04:24Z',
  ],
  [
    'the first run is awaited',
    withCluster({
      schedules: [schedule({ createdAt: at('11:00') })],
      runs: [],
    }),
    'PENDING first_run_pending',
    "the first run of schedule 'daily' is due 2026-11-21T02:00Z.",
  ],
  [
    'the namespace is new',
    withCluster({ namespaces: [namespace({ createdAt: at('11:00') })] }),
    'PENDING first_run_pending',
    'There is no good backup',
  ],
  [
    'the first run never came',
    withCluster({ runs: [] }),
    'CRITICAL never_backed_up',
    "although the first run of schedule 'daily' was due 2026-01-01T02:00Z.",
  ],
  [
    'Velero does not look at the schedule',
    withCluster({ schedules: [schedule({ phase: '' })] }),
    'DEGRADED schedule_not_picked_up',
    'has not looked at',
  ],
  [
    'backups come from elsewhere only',
    withCluster({
      runs: [run(at('02:00'), { createdAt: at('02:05'), name: 'theirs' })],
    }),
    'CRITICAL only_foreign_backups',
    "'theirs' of 2026-11-20T02:00Z came from the storage location",
  ],
  [
    'a backup carries the label of another cluster',
    withCluster({
      runs: [
        run(at('02:00'), { createdAt: at('02:05'), clusterLabel: 'prod-2' }),
      ],
    }),
    'CRITICAL only_foreign_backups',
    'another cluster',
  ],
  [
    'a backup came back from the bucket with our label',
    withCluster({
      runs: [
        run(at('02:00'), { createdAt: at('02:05'), clusterLabel: 'prod-1' }),
      ],
    }),
    'HEALTHY protected',
    'Newest',
  ],
  [
    'only a part was backed up',
    withCluster({
      runs: [run(at('02:00'), { scope: labelled })],
    }),
    'CRITICAL only_partial_backups',
    'took a part of it',
  ],
  [
    'the backup is being deleted',
    withCluster({ runs: [run(at('02:00'), { deletedAt: at('03:00') })] }),
    'CRITICAL never_backed_up',
    'no good backup',
  ],
  [
    'the backup has expired',
    withCluster({ runs: [run(at('02:00'), { expiresAt: at('12:00') })] }),
    'CRITICAL last_good_expired',
    "'daily-20261120020000' of 2026-11-20T02:00Z, has expired",
  ],
  [
    'the location of the backup is gone',
    withCluster({
      runs: [run(at('02:00'), { scope: scope({ storageLocation: 'gone' }) })],
    }),
    'CRITICAL never_backed_up',
    'no good backup',
  ],
  [
    'the backup is of a former namespace of that name',
    withCluster({
      namespaces: [namespace({ createdAt: at('02:01', yesterday) })],
      runs: [run(at('02:00', yesterday))],
    }),
    'CRITICAL only_former_backups',
    'was made before it was created',
  ],
  [
    'the backup is from the future',
    withCluster({ runs: [run(at('14:00'))] }),
    'UNKNOWN invalid_time',
    'a clock is wrong',
  ],
  [
    'the phase was invented',
    withCluster({ runs: [run(at('02:00'), { phase: 'Splendid' })] }),
    'CRITICAL never_backed_up',
    'no good backup',
  ],
];

describe('assessEntity', () => {
  it.each([...withoutCluster, ...unread, ...cover, ...operation])(
    'judges when %s',
    (_, facts, expected, words) => {
      const { protection } = judge(facts);
      expect(`${protection.state} ${protection.reason}`).toBe(expected);
      expect(protection.message).toContain(words);
      expect(protection.message).not.toMatch(/\bago\b|undefined|null|NaN/);
    },
  );

  it('says until when: the moments at which a daily backup turns bad', () => {
    const facts = withCluster({ runs: [run(at('02:00', yesterday))] });
    const timeline: string[] = [];
    let now = new Date(at('02:10', yesterday));
    for (let i = 0; i < 20 && now < new Date(at('00:00', '2026-11-22')); i++) {
      const { protection } = judge(facts, now);
      timeline.push(`${now.toISOString().slice(5, 23)} ${protection.state}`);
      expect(protection.validUntil).not.toBeNull();
      now = protection.validUntil!;
    }
    const changes = timeline.filter(
      (line, i) =>
        i === 0 || line.split(' ')[1] !== timeline[i - 1].split(' ')[1],
    );
    expect(changes).toEqual([
      '11-19T02:10:00.000 HEALTHY',
      '11-20T04:24:00.001 DEGRADED',
      '11-20T16:24:00.001 CRITICAL',
    ]);
  });

  it.each([
    ['entity', claims({ rpoSeconds: 3600 }), { production: 7200 }],
    ['environment', claims({}), { production: 7200 }],
    ['derived', claims({}), { staging: 7200 }],
  ])(
    'takes the objective of the %s first',
    (source, declared, environmentRpoSeconds) => {
      const { objective } = judge(
        entity({ claims: declared, environmentRpoSeconds }),
      );
      expect(objective?.source).toBe(source);
      expect(objective?.rpoSeconds).toBe(
        { entity: 3600, environment: 7200, derived: 86_400 }[source],
      );
    },
  );

  it.each([
    ['03:00:00.000', 'HEALTHY', true],
    ['03:00:00.001', 'DEGRADED', false],
    ['05:24:00.000', 'DEGRADED', false],
    ['05:24:00.001', 'CRITICAL', false],
  ])('keeps a declared objective of an hour at %s: %s', (time, state, met) => {
    const facts = entity({ claims: claims({ rpoSeconds: 3600 }) });
    const { protection, objectiveMet } = judge(
      facts,
      new Date(`2026-11-20T${time}Z`),
    );
    expect(protection.state).toBe(state);
    expect(objectiveMet).toBe(met);
  });

  it('lets the clock of the objective stand still while a run is on time', () => {
    const runs = [run(at('02:00', yesterday))];
    const facts = (more: ReturnType<typeof run>[]) =>
      entity({
        claims: claims({ rpoSeconds: 86_400 }),
        clusters: [cluster({ runs: [...more, ...runs] })],
      });
    // The controller has two minutes to make the run.
    expect(judge(facts([]), new Date(at('02:01'))).protection.state).toBe(
      'HEALTHY',
    );
    expect(judge(facts([]), new Date(at('02:03'))).protection.state).toBe(
      'DEGRADED',
    );
    const open = openRun(at('02:01'));
    expect(judge(facts([open]), new Date(at('02:50')))).toMatchObject({
      protection: { state: 'HEALTHY' },
      running: true,
    });
    // A run that began too late keeps the state it found.
    expect(
      judge(facts([openRun(at('03:00'))]), new Date(at('03:50'))).protection
        .state,
    ).toBe('DEGRADED');
    // A stuck run keeps nothing.
    expect(judge(facts([open]), new Date(at('07:00'))).protection.reason).toBe(
      'objective_breached',
    );
  });

  it('is not improved by pausing one of two schedules before the next good run', () => {
    const hourly = schedule({
      name: 'hourly',
      cron: '0 * * * *',
      lastBackupAt: at('08:00'),
    });
    const runs = [run(at('08:00'), { schedule: 'hourly' }), run(at('02:00'))];
    const judgeWith = (paused: boolean, more = runs) =>
      judge(
        withCluster({
          schedules: [schedule(), { ...hourly, paused }],
          runs: more,
        }),
      ).protection.state;
    expect(judgeWith(false)).toBe('CRITICAL');
    expect(judgeWith(true)).toBe('CRITICAL');
    expect(
      judgeWith(true, [run(at('11:00'), { schedule: null }), ...runs]),
    ).toBe('HEALTHY');
  });

  it('takes the weakest link for the last good backup', () => {
    const facts = entity({
      namespaces: [
        { cluster: 'prod-1', namespace: 'shop' },
        { cluster: 'prod-2', namespace: 'shop' },
      ],
      clusters: [
        cluster(),
        cluster({ name: 'prod-2', runs: [run(at('02:00', yesterday))] }),
      ],
    });
    const { lastGood, parts } = judge(facts);
    expect(lastGood).toEqual({
      at: at('02:00', yesterday),
      engine: 'velero',
      backup: 'daily-20261119020000',
      isLive: false,
    });
    expect(parts.map(p => [p.cluster, p.protection?.state])).toEqual([
      ['prod-1', 'HEALTHY'],
      ['prod-2', 'DEGRADED'],
    ]);
    facts.clusters[1].runs = [];
    expect(judge(facts).lastGood).toBeNull();
  });

  it('judges sync objects as parts of the cluster that holds them', () => {
    const { parts, syncObjects } = judge(
      entity({
        syncObjects: [
          located('argo', application()),
          located('prod-1', kustomization({ suspended: true })),
        ],
      }),
    );
    expect(parts.map(p => [p.cluster, p.sync?.state ?? null])).toEqual([
      ['prod-1', 'SUSPENDED'],
      ['argo', 'SYNCED'],
    ]);
    expect(syncObjects.map(s => s.id)).toEqual([
      'argo/Application/argocd/shop',
      'prod-1/Kustomization/flux-system/shop',
    ]);
  });

  it.each([
    [
      'an Application by its name',
      'argocd',
      'web',
      null,
      "an Application 'web'",
    ],
    [
      'a Kustomization by its name',
      'flux',
      'web',
      null,
      "a Kustomization 'web'",
    ],
    [
      'Kustomizations by their labels',
      'flux',
      null,
      'app=web',
      "a Kustomization with labels 'app=web'",
    ],
  ] as const)(
    'says that no cluster has %s, which the service names',
    (_, engine, name, selector, told) => {
      const reference = { engine, namespace: null, name, selector };
      const named = entity({ claims: claims({ syncObjects: [reference] }) });
      const find = (facts: EntityFacts) =>
        judge(facts).parts.find(p => p.cluster === '')?.sync;
      expect(find(named)).toMatchObject({
        state: 'UNKNOWN',
        reason: 'sync_object_not_found',
        message: `No watched cluster has ${told}, which the service names.`,
      });
      const wanted = { name: 'web', labels: { app: 'web' } };
      const found =
        engine === 'argocd' ? application(wanted) : kustomization(wanted);
      expect(
        find({ ...named, syncObjects: [located('prod-1', found)] }),
      ).toBeUndefined();
    },
  );
});
