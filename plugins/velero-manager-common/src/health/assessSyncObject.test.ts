import {
  ApplicationFact,
  AppProjectFact,
  HelmReleaseFact,
  KustomizationFact,
  LocatedSyncObject,
  SourceFact,
} from '../facts';
import {
  application,
  condition,
  helmRelease,
  kustomization,
  project,
  source,
} from './__fixtures__/syncObjects';
import { assessSyncObject } from './assessSyncObject';
import { syncReasons } from './reasons/sync';

const at = (time: string) => `2026-11-20T${time}:00.000Z`;
const noon = new Date(at('12:00'));
const outOfSync = { syncStatus: 'OutOfSync', revisions: ['bbb'] };
const operation = (
  changes: Partial<NonNullable<ApplicationFact['operation']>>,
) => ({
  phase: 'Succeeded',
  message: null,
  startedAt: at('10:59'),
  finishedAt: at('11:00'),
  revisions: ['aaa'],
  retries: 0,
  initiatedBy: null,
  ...changes,
});
const running = operation({
  phase: 'Running',
  startedAt: at('11:55'),
  finishedAt: null,
});

type Case<F> = [name: string, fact: F, expected: string, words: string];

const applications: Case<Partial<ApplicationFact>>[] = [
  ['synced', {}, 'SYNCED synced', "Application 'shop' is synced."],
  [
    'synced with a newer revision in a shared repository',
    { revisions: ['zzz'] },
    'SYNCED synced',
    'synced.',
  ],
  [
    'synced of several sources',
    { revisions: ['zzz', '1.2.3'] },
    'SYNCED synced',
    'synced.',
  ],
  [
    'synced but degraded in health',
    { healthStatus: 'Degraded' },
    'SYNCED synced',
    'synced; its health is Degraded, which Git cannot tell.',
  ],
  [
    'synced and rolling out',
    {
      healthStatus: 'Progressing',
      operation: operation({ finishedAt: at('11:50') }),
    },
    'PROGRESSING health_progressing',
    'rolling out',
  ],
  [
    'synced, with pods that move long after',
    { healthStatus: 'Progressing' },
    'SYNCED synced',
    'its health is Progressing',
  ],
  [
    'synced by nobody we know, with pods that move',
    { healthStatus: 'Progressing', operation: null, lastDeployed: null },
    'SYNCED synced',
    '',
  ],
  [
    'frozen, whatever else',
    { skipReconcile: true, operation: operation({ phase: 'Failed' }) },
    'SUSPENDED reconcile_skipped',
    'skip-reconcile',
  ],
  [
    'being deleted, even if frozen',
    { skipReconcile: true, deletedAt: at('11:30') },
    'PROGRESSING being_deleted',
    'since 2026-11-20T11:30Z',
  ],
  [
    'being deleted for hours',
    { deletedAt: at('10:30') },
    'FAILED deletion_stuck',
    'since 2026-11-20T10:30Z',
  ],
  [
    'not to be deleted, with an error',
    {
      deletedAt: at('11:30'),
      conditions: [{ type: 'DeletionError', message: 'no such server' }],
    },
    'FAILED error_condition',
    "'DeletionError': no such server.",
  ],
  [
    'failed',
    {
      operation: operation({
        phase: 'Failed',
        message: 'one\nobject refused.',
      }),
    },
    'FAILED operation_failed',
    '2026-11-20T11:00Z failed: one object refused.',
  ],
  [
    'in error',
    { operation: operation({ phase: 'Error', finishedAt: null }) },
    'FAILED operation_failed',
    'failed.',
  ],
  [
    'failed at a revision that was reverted since',
    {
      revisions: ['ccc'],
      operation: operation({ phase: 'Failed', revisions: ['bbb'] }),
    },
    'SYNCED synced',
    'its last sync failed at another revision.',
  ],
  [
    'failed before it knew a revision',
    { operation: operation({ phase: 'Error', revisions: [] }) },
    'FAILED operation_failed',
    '',
  ],
  [
    'failed and still out of sync',
    { ...outOfSync, operation: operation({ phase: 'Failed' }) },
    'FAILED operation_failed',
    '',
  ],
  ...[
    'DeletionError',
    'InvalidSpecError',
    'ComparisonError',
    'SyncError',
    'UnknownError',
  ].map(
    (type): Case<Partial<ApplicationFact>> => [
      `with condition ${type}`,
      { conditions: [{ type, message: 'no such path' }] },
      'FAILED error_condition',
      `condition '${type}': no such path.`,
    ],
  ),
  [
    'with an error that says nothing',
    { conditions: [{ type: 'SyncError', message: '' }] },
    'FAILED error_condition',
    "condition 'SyncError'.",
  ],
  [
    'with mere warnings',
    {
      conditions: [
        { type: 'OrphanedResourceWarning', message: 'x' },
        { type: 'SharedResourceWarning', message: 'x' },
      ],
    },
    'SYNCED synced',
    '',
  ],
  [
    'being synced',
    { ...outOfSync, operation: running },
    'PROGRESSING operation_running',
    'since 2026-11-20T11:55Z',
  ],
  [
    'being synced since nobody knows when',
    { ...outOfSync, operation: { ...running, startedAt: null } },
    'PROGRESSING operation_running',
    'is being synced.',
  ],
  [
    'being synced for hours',
    {
      ...outOfSync,
      operation: {
        ...running,
        startedAt: at('10:50'),
        message: 'waiting for healthy state of Deployment/shop',
      },
    },
    'BEHIND operation_stuck',
    'longer than an hour: waiting for healthy state of Deployment/shop.',
  ],
  [
    'being tried again',
    { ...outOfSync, operation: { ...running, retries: 2 } },
    'PROGRESSING operation_running',
    '',
  ],
  [
    'being tried again in vain',
    {
      ...outOfSync,
      operation: {
        ...running,
        startedAt: at('11:45'),
        retries: 2,
        message: 'refused. Retrying attempt #3',
      },
    },
    'FAILED operation_retrying',
    'began 2026-11-20T11:45Z fails and is tried again: refused.',
  ],
  [
    'being tried again since nobody knows when',
    { ...outOfSync, operation: { ...running, startedAt: null, retries: 2 } },
    'PROGRESSING operation_running',
    '',
  ],
  [
    'being stopped',
    { ...outOfSync, operation: { ...running, phase: 'Terminating' } },
    'PROGRESSING operation_terminating',
    'being stopped',
  ],
  [
    'about to be synced because somebody asked',
    { ...outOfSync, isSyncRequested: true },
    'PROGRESSING operation_requested',
    'about to begin',
  ],
  [
    'synced a moment ago and not compared since',
    {
      ...outOfSync,
      operation: operation({ finishedAt: at('11:59'), revisions: ['bbb'] }),
    },
    'PROGRESSING comparison_expected',
    'compared with Git again',
  ],
  [
    'compared too long ago',
    { reconciledAt: at('11:50') },
    'UNKNOWN stale_comparison',
    '2026-11-20T11:50Z',
  ],
  [
    'never compared',
    { reconciledAt: null },
    'UNKNOWN not_compared',
    'has not compared',
  ],
  [
    'new and not compared yet',
    { reconciledAt: null, createdAt: at('11:58') },
    'PROGRESSING first_comparison_pending',
    'is new',
  ],
  [
    'of unknown status',
    { syncStatus: 'Unknown' },
    'UNKNOWN not_compared',
    'or could not',
  ],
  [
    'of invented status',
    { syncStatus: 'Splendid' },
    'UNKNOWN not_compared',
    '',
  ],
  [
    'automated and changed by hand',
    { ...outOfSync, revisions: ['aaa'] },
    'DRIFTED drifted',
    'differs in the cluster',
  ],
  [
    'automated and changed by hand, known from its last sync',
    { ...outOfSync, revisions: ['aaa'], lastDeployed: null },
    'DRIFTED drifted',
    '',
  ],
  [
    'automated and changed by hand, known from its history',
    { ...outOfSync, revisions: ['aaa'], operation: null },
    'DRIFTED drifted',
    '',
  ],
  [
    'automated, of several sources, one of which is newer',
    {
      ...outOfSync,
      revisions: ['aaa', '2.0.0'],
      operation: operation({ revisions: ['aaa', '1.0.0'] }),
    },
    'BEHIND newer_revision',
    '',
  ],
  [
    'automated and behind for long',
    outOfSync,
    'BEHIND newer_revision',
    'not applied.',
  ],
  [
    'automated and just behind',
    { ...outOfSync, operation: operation({ finishedAt: at('11:55') }) },
    'PROGRESSING sync_expected',
    'about to be synced',
  ],
  [
    'automated, new and not synced yet',
    {
      ...outOfSync,
      operation: null,
      lastDeployed: null,
      createdAt: at('11:55'),
    },
    'PROGRESSING sync_expected',
    '',
  ],
  [
    'manual and behind',
    { ...outOfSync, automated: false },
    'BEHIND newer_revision',
    'automated sync is off',
  ],
  [
    'manual and changed by hand',
    { ...outOfSync, automated: false, revisions: ['aaa'] },
    'DRIFTED drifted',
    'differs',
  ],
  [
    'manual and synced in part',
    {
      ...outOfSync,
      automated: false,
      operation: operation({ revisions: ['bbb'] }),
    },
    'BEHIND newer_revision',
    '',
  ],
  [
    'manual and never deployed',
    { ...outOfSync, automated: false, lastDeployed: null },
    'DRIFTED out_of_sync_cause_unknown',
    'cause unknown',
  ],
];

const deny = {};
const allow = { kind: 'allow' as const, cron: '0 14 * * *' };
const windows: [
  name: string,
  windows: Parameters<typeof project>,
  changes: Partial<ApplicationFact>,
  expected: string,
  words: string,
][] = [
  [
    'a deny window is active',
    [deny],
    {},
    'SUSPENDED sync_window_closed',
    "the sync windows of project 'shops' are closed until 2026-11-20T13:00Z.",
  ],
  [
    'an active deny window outdoes an active allow window',
    [deny, { ...allow, cron: '0 10 * * *', durationSeconds: 4 * 3600 }],
    {},
    'SUSPENDED sync_window_closed',
    'until 2026-11-20T13:00Z',
  ],
  [
    'no allow window is active',
    [allow],
    {},
    'SUSPENDED sync_window_closed',
    'until 2026-11-20T14:00Z',
  ],
  [
    'an allow window opens into a deny window',
    [
      { ...allow, durationSeconds: 6 * 3600 },
      { cron: '0 13 * * *', durationSeconds: 3 * 3600 },
    ],
    {},
    'SUSPENDED sync_window_closed',
    'until 2026-11-20T16:00Z',
  ],
  [
    'an allow window is active',
    [{ ...allow, cron: '0 11 * * *' }],
    {},
    'BEHIND newer_revision',
    '',
  ],
  [
    'one of two allow windows is active',
    [allow, { ...allow, cron: '0 11 * * *' }],
    {},
    'BEHIND newer_revision',
    '',
  ],
  [
    'a deny window is over to the minute',
    [{ durationSeconds: 3600 }],
    {},
    'BEHIND newer_revision',
    '',
  ],
  [
    'it differs at the revision that was applied',
    [deny],
    { revisions: ['aaa'] },
    'DRIFTED drifted',
    '',
  ],
  ['it is synced', [deny], { syncStatus: 'Synced' }, 'SYNCED synced', ''],
  [
    'people may not sync either',
    [deny],
    { automated: false },
    'SUSPENDED sync_window_closed',
    '',
  ],
  [
    'people may sync in spite of a deny window',
    [{ manualSync: true }],
    { automated: false },
    'BEHIND newer_revision',
    '',
  ],
  [
    'people may sync in spite of one of two deny windows',
    [{ manualSync: true }, deny],
    { automated: false },
    'SUSPENDED sync_window_closed',
    '',
  ],
  [
    'people may sync before an allow window',
    [{ ...allow, manualSync: true }],
    { automated: false },
    'BEHIND newer_revision',
    '',
  ],
  [
    'what people may do does not help Argo CD',
    [{ manualSync: true }],
    {},
    'SUSPENDED sync_window_closed',
    '',
  ],
  [
    'the window is of another application',
    [{ applications: ['cart', 'shop-*'] }],
    {},
    'BEHIND newer_revision',
    '',
  ],
  [
    'the window is of its namespace',
    [{ applications: [], namespaces: ['sh?p'] }],
    {},
    'SUSPENDED sync_window_closed',
    '',
  ],
  [
    'the window is of its cluster, by name',
    [{ applications: ['cart'], clusters: ['prod-*'] }],
    {},
    'SUSPENDED sync_window_closed',
    '',
  ],
  [
    'the window is of its cluster, by server',
    [{ applications: [], clusters: ['https://*.example.com'] }],
    {
      destination: {
        name: null,
        server: 'https://prod-1.example.com',
        namespace: null,
      },
    },
    'SUSPENDED sync_window_closed',
    '',
  ],
  [
    'all that the window names must match, and does not',
    [{ isAnd: true, namespaces: ['cart'] }],
    {},
    'BEHIND newer_revision',
    '',
  ],
  [
    'all that the window names must match, and does',
    [{ isAnd: true, namespaces: ['shop'], clusters: ['prod-1'] }],
    {},
    'SUSPENDED sync_window_closed',
    '',
  ],
  [
    'the window names nothing',
    [{ applications: [] }],
    {},
    'BEHIND newer_revision',
    '',
  ],
  [
    'the glob of the window is none',
    [{ applications: ['[sh'] }],
    {},
    'BEHIND newer_revision',
    '',
  ],
  [
    'the window counts in its zone',
    [{ zone: 'America/New_York', cron: '0 6 * * *' }],
    {},
    'SUSPENDED sync_window_closed',
    'until 2026-11-20T13:00Z',
  ],
  [
    'a zone that does not exist is UTC',
    [{ zone: 'Europe/Atlantis' }],
    {},
    'SUSPENDED sync_window_closed',
    'until 2026-11-20T13:00Z',
  ],
  [
    'a deny window never ends',
    [{ cron: '* * * * *' }],
    {},
    'SUSPENDED sync_window_closed',
    'are closed.',
  ],
  [
    'an allow window never begins',
    [{ ...allow, cron: '0 0 30 2 *' }],
    {},
    'SUSPENDED sync_window_closed',
    'are closed.',
  ],
  [
    'a window has no readable schedule',
    [{ cron: '@daily' }],
    {},
    'FAILED sync_window_invalid',
    'is invalid: "@daily".',
  ],
  [
    'a window has no readable duration',
    [{ durationSeconds: null }],
    {},
    'FAILED sync_window_invalid',
    '',
  ],
];

const ready = (
  status: string,
  changes: Parameters<typeof condition>[2] = {},
) => [condition('Ready', status, changes)];
const newer = source({
  artifact: { revision: 'main@sha1:bbb', at: at('11:40') },
});

type FluxCase<F> = [
  name: string,
  fact: F,
  source: SourceFact | null,
  expected: string,
  words: string,
];
const kustomizations: FluxCase<Partial<KustomizationFact>>[] = [
  ['applied', {}, null, 'SYNCED synced', "Kustomization 'shop' is applied."],
  ['applied, of a known source', {}, source(), 'SYNCED synced', ''],
  [
    'being deleted',
    { deletedAt: at('11:50'), suspended: true },
    null,
    'PROGRESSING being_deleted',
    '',
  ],
  [
    'suspended although Ready',
    { suspended: true },
    null,
    'SUSPENDED suspended',
    'suspended',
  ],
  [
    'suspended after it failed',
    {
      suspended: true,
      conditions: ready('False', { reason: 'BuildFailed' }),
    },
    null,
    'SUSPENDED suspended',
    '',
  ],
  [
    'failing',
    {
      conditions: ready('False', { reason: 'BuildFailed', message: 'no file' }),
    },
    null,
    'FAILED reconciliation_failed',
    "'BuildFailed': no file.",
  ],
  [
    'failing and announced to be tried again',
    {
      conditions: [
        ...ready('False', { reason: 'HealthCheckFailed' }),
        condition('Reconciling', 'True', { reason: 'ProgressingWithRetry' }),
      ],
    },
    null,
    'FAILED reconciliation_failed',
    "'HealthCheckFailed'.",
  ],
  [
    'failing and being tried again',
    {
      conditions: ready('Unknown', { reason: 'Progressing' }),
      lastOutcome: {
        status: 'HealthCheckFailed',
        revision: 'main@sha1:aaa',
      },
    },
    null,
    'FAILED reconciliation_failed',
    'being tried again',
  ],
  [
    'being tried with another revision than the one that failed',
    {
      conditions: ready('Unknown', { reason: 'Progressing' }),
      lastAttemptedRevision: 'main@sha1:bbb',
      lastOutcome: {
        status: 'HealthCheckFailed',
        revision: 'main@sha1:aaa',
      },
    },
    null,
    'PROGRESSING reconciling',
    '',
  ],
  [
    'failed before it was changed',
    {
      generation: 3,
      conditions: ready('Unknown', { reason: 'Progressing' }),
      lastOutcome: {
        status: 'HealthCheckFailed',
        revision: 'main@sha1:aaa',
      },
    },
    null,
    'PROGRESSING spec_not_observed',
    '',
  ],
  [
    'stalled',
    {
      conditions: [
        ...ready('True'),
        condition('Stalled', 'True', { reason: 'Invalid' }),
      ],
    },
    null,
    'FAILED reconciliation_failed',
    "'Invalid'.",
  ],
  [
    'failing at a former generation',
    {
      generation: 3,
      conditions: ready('False', { reason: 'BuildFailed' }),
    },
    null,
    'PROGRESSING spec_not_observed',
    'not looked at',
  ],
  [
    'seen by no controller',
    { generation: 1, observedGeneration: -1, conditions: [] },
    null,
    'UNKNOWN not_reconciled',
    'controller may be down',
  ],
  [
    'new and not seen yet',
    {
      generation: 1,
      observedGeneration: -1,
      conditions: [],
      createdAt: at('11:58'),
      lastReconciledAt: null,
    },
    null,
    'PROGRESSING spec_not_observed',
    '',
  ],
  [
    'being looked at again at its interval',
    {
      conditions: [
        ...ready('Unknown', { reason: 'Progressing' }),
        condition('Reconciling', 'True', { message: 'building' }),
      ],
    },
    source(),
    'SYNCED synced',
    '',
  ],
  [
    'being applied as it was changed, of the same revision',
    {
      generation: 3,
      observedGeneration: 3,
      conditions: ready('Unknown', { reason: 'Progressing' }),
    },
    source(),
    'PROGRESSING reconciling',
    '',
  ],
  [
    'being applied for the first time',
    {
      conditions: ready('Unknown', { reason: 'Progressing' }),
      lastAppliedRevision: null,
      lastAttemptedRevision: null,
    },
    null,
    'PROGRESSING reconciling',
    '',
  ],
  [
    'being looked at again for too long',
    {
      conditions: [
        ...ready('Unknown', { reason: 'Progressing', at: at('11:40') }),
        condition('Reconciling', 'True', { message: 'building' }),
      ],
    },
    source(),
    'PROGRESSING reconciling',
    'building.',
  ],
  [
    'being looked at since nobody knows when',
    { conditions: ready('Unknown', { at: null }) },
    source(),
    'PROGRESSING reconciling',
    '',
  ],
  [
    'applying what is newer',
    { conditions: ready('Unknown', { reason: 'Progressing' }) },
    newer,
    'PROGRESSING reconciling',
    '',
  ],
  [
    'waiting for a dependency with something newer',
    {
      conditions: ready('False', {
        reason: 'DependencyNotReady',
        message: "dependency 'infra' is not ready",
      }),
    },
    newer,
    'PROGRESSING waiting_for_dependency',
    "waits for what it depends on: dependency 'infra' is not ready.",
  ],
  ...['HealthCheckCanceled', 'Progressing', 'ProgressingWithRetry'].map(
    (reason): FluxCase<Partial<KustomizationFact>> => [
      `not Ready because of ${reason}`,
      { conditions: ready('False', { reason }) },
      newer,
      'PROGRESSING reconciling',
      '',
    ],
  ),
  [
    'waiting for a dependency that only looks again itself',
    { conditions: ready('False', { reason: 'DependencyNotReady' }) },
    source(),
    'SYNCED synced',
    '',
  ],
  [
    'waiting for a dependency in vain',
    {
      conditions: ready('False', {
        reason: 'DependencyNotReady',
        at: at('11:40'),
      }),
    },
    newer,
    'FAILED waits_in_vain',
    'since 2026-11-20T11:40Z',
  ],
  [
    'waiting since nobody knows when',
    {
      conditions: ready('False', { reason: 'DependencyNotReady', at: null }),
    },
    newer,
    'FAILED waits_in_vain',
    'since 2026-01-01T00:00Z',
  ],
  [
    'waiting for the first artifact of its source',
    { conditions: ready('False', { reason: 'ArtifactFailed' }) },
    source({
      artifact: null,
      conditions: [condition('Ready', 'Unknown')],
    }),
    'SYNCED synced',
    '',
  ],
  [
    'without its path in the artifact',
    {
      conditions: ready('False', {
        reason: 'ArtifactFailed',
        message: 'kustomization path not found',
      }),
    },
    source(),
    'FAILED reconciliation_failed',
    'path not found',
  ],
  [
    'behind its source for long',
    {},
    newer,
    'BEHIND newer_revision',
    'newer revision',
  ],
  [
    'just behind its source',
    {},
    source({ artifact: { revision: 'main@sha1:bbb', at: at('11:55') } }),
    'PROGRESSING sync_expected',
    'about to be applied',
  ],
  [
    'behind its source since nobody knows when',
    {},
    source({ artifact: { revision: 'main@sha1:bbb', at: null } }),
    'BEHIND newer_revision',
    '',
  ],
  [
    'behind for long, of an unknown source',
    { lastAttemptedRevision: 'main@sha1:bbb', lastReconciledAt: at('11:45') },
    null,
    'BEHIND newer_revision',
    '',
  ],
  [
    'just behind, of an unknown source',
    { lastAttemptedRevision: 'main@sha1:bbb' },
    null,
    'PROGRESSING sync_expected',
    '',
  ],
  [
    'stale',
    { lastReconciledAt: at('11:00') },
    null,
    'UNKNOWN stale_reconciliation',
    '2026-11-20T11:00Z',
  ],
  [
    'of a Flux without history',
    { lastReconciledAt: null, lastOutcome: null },
    null,
    'SYNCED synced',
    '',
  ],
  [
    'without a word',
    { conditions: [] },
    null,
    'UNKNOWN not_reconciled',
    'has not said',
  ],
  [
    'frozen by its suspended source',
    {},
    source({ suspended: true }),
    'SUSPENDED source_suspended',
    "Kustomization 'shop', GitRepository 'fleet', is suspended",
  ],
  [
    'frozen by a source that failed before it was suspended',
    {},
    source({
      suspended: true,
      conditions: [condition('FetchFailed', 'True', { at: at('11:00') })],
    }),
    'SUSPENDED source_suspended',
    '',
  ],
  [
    'failing although its source is suspended',
    { conditions: ready('False', { reason: 'BuildFailed' }) },
    source({ suspended: true }),
    'FAILED reconciliation_failed',
    '',
  ],
  [
    'cut off from Git by a source that fails for long',
    {},
    source({
      conditions: [
        ...ready('False', { reason: 'GitOperationFailed', at: at('11:30') }),
        condition('FetchFailed', 'True', {
          message: 'authentication required',
          at: at('11:30'),
        }),
      ],
    }),
    'FAILED source_failed',
    "does not see what is in Git: GitRepository 'fleet' cannot be fetched since 2026-11-20T11:30Z: authentication required.",
  ],
  [
    'applied while its source fails for a moment',
    {},
    source({ conditions: [condition('FetchFailed', 'True')] }),
    'SYNCED synced',
    '',
  ],
];

const chart = source({
  kind: 'OCIRepository',
  artifact: { revision: '1.2.4@sha256:bbb', at: at('11:30') },
});
const helmReleases: FluxCase<Partial<HelmReleaseFact>>[] = [
  ['released', {}, null, 'SYNCED synced', "HelmRelease 'redis' is released."],
  [
    'being deleted',
    { deletedAt: at('11:50') },
    null,
    'PROGRESSING being_deleted',
    '',
  ],
  [
    'suspended although Ready',
    { suspended: true },
    null,
    'SUSPENDED suspended',
    '',
  ],
  [
    'released, being looked at again at its interval',
    {
      conditions: [
        ...ready('True'),
        condition('Reconciling', 'True', {
          message: 'Fulfilling prerequisites',
        }),
      ],
    },
    null,
    'SYNCED synced',
    '',
  ],
  [
    'released, being looked at again for too long',
    {
      conditions: [
        ...ready('True'),
        condition('Reconciling', 'True', { at: at('11:40') }),
      ],
    },
    null,
    'PROGRESSING reconciling',
    '',
  ],
  [
    'being upgraded',
    {
      conditions: [
        ...ready('Unknown', { reason: 'Progressing' }),
        condition('Reconciling', 'True', { message: 'Running upgrade' }),
      ],
      lastAttemptedRevision: '1.2.4',
    },
    null,
    'PROGRESSING reconciling',
    'Running upgrade.',
  ],
  [
    'being upgraded to other values of the same chart',
    { conditions: ready('Unknown', { reason: 'Progressing' }) },
    null,
    'PROGRESSING reconciling',
    '',
  ],
  [
    'being installed',
    {
      conditions: ready('False', { reason: 'SourceNotReady' }),
      lastRelease: null,
      lastAttemptedRevision: null,
    },
    null,
    'PROGRESSING waiting_for_dependency',
    '',
  ],
  [
    'waiting for a dependency after it was changed',
    {
      generation: 3,
      observedGeneration: 3,
      conditions: ready('False', { reason: 'DependencyNotReady' }),
    },
    null,
    'PROGRESSING waiting_for_dependency',
    '',
  ],
  [
    'waiting for a dependency with nothing to release',
    { conditions: ready('False', { reason: 'DependencyNotReady' }) },
    null,
    'SYNCED synced',
    '',
  ],
  [
    'being upgraded for longer than it may take',
    {
      conditions: ready('Unknown', { reason: 'Progressing', at: at('11:40') }),
      lastAttemptedRevision: '1.2.4',
    },
    null,
    'BEHIND newer_revision',
    '',
  ],
  [
    'rolled back',
    {
      conditions: [
        ...ready('False', { reason: 'RollbackSucceeded' }),
        condition('Released', 'False', {
          reason: 'UpgradeFailed',
          message: 'admission webhook denied',
        }),
        condition('Remediated', 'True', { message: 'rollback succeeded' }),
      ],
    },
    null,
    'FAILED release_remediated',
    'what Git says does not run: admission webhook denied.',
  ],
  [
    'rolled back although it says Ready',
    {
      conditions: [
        ...ready('True'),
        condition('Remediated', 'True', { message: 'rollback succeeded' }),
      ],
    },
    null,
    'FAILED release_remediated',
    'rollback succeeded.',
  ],
  [
    'released again after it was rolled back',
    {
      conditions: [
        ...ready('True'),
        condition('Remediated', 'True', { at: at('11:00') }),
        condition('Released', 'True', { at: at('11:30') }),
      ],
    },
    null,
    'SYNCED synced',
    '',
  ],
  [
    'not released',
    {
      conditions: [
        ...ready('False'),
        condition('Released', 'False', {
          reason: 'InstallFailed',
          message: 'timed out',
        }),
      ],
    },
    null,
    'FAILED release_failed',
    "'InstallFailed': timed out.",
  ],
  [
    'not released and being tried again',
    {
      conditions: [
        ...ready('Unknown'),
        condition('Released', 'False', { reason: 'InstallFailed' }),
      ],
    },
    null,
    'FAILED release_failed',
    '',
  ],
  [
    'not released at a former generation',
    {
      generation: 3,
      conditions: [
        condition('Released', 'False'),
        condition('Remediated', 'True'),
      ],
    },
    null,
    'PROGRESSING spec_not_observed',
    '',
  ],
  [
    'failed in its history and without conditions',
    {
      conditions: [],
      lastRelease: {
        status: 'failed',
        chartVersion: '1.2.3',
        deployedAt: null,
      },
    },
    null,
    'FAILED release_failed',
    'newest release',
  ],
  [
    'failed in its tests',
    {
      conditions: [
        ...ready('False', { reason: 'TestFailed' }),
        condition('TestSuccess', 'False'),
      ],
    },
    null,
    'FAILED release_test_failed',
    'tests',
  ],
  [
    'told to ignore failed tests',
    { conditions: [...ready('True'), condition('TestSuccess', 'False')] },
    null,
    'SYNCED synced',
    'is released; its tests failed, which it is told to ignore.',
  ],
  [
    'out of retries',
    {
      conditions: [
        ...ready('False'),
        condition('Stalled', 'True', { reason: 'RetriesExceeded' }),
      ],
    },
    null,
    'FAILED reconciliation_failed',
    "'RetriesExceeded'.",
  ],
  [
    'waiting for its chart',
    {
      conditions: ready('False', { reason: 'SourceNotReady' }),
      lastAttemptedRevision: '1.2.4',
    },
    null,
    'PROGRESSING waiting_for_dependency',
    '',
  ],
  [
    'drifted, and only warned of',
    {
      driftDetection: 'warn',
      conditions: [
        ...ready('True'),
        condition('Drifted', 'True', {
          message: 'Deployment/shop/redis changed',
        }),
      ],
    },
    null,
    'DRIFTED drifted',
    'Deployment/shop/redis changed.',
  ],
  [
    'drifted and being corrected',
    {
      driftDetection: 'enabled',
      conditions: [...ready('True'), condition('Drifted', 'True')],
    },
    null,
    'PROGRESSING drift_being_corrected',
    'correcting',
  ],
  [
    'drifted again and again',
    {
      driftDetection: 'enabled',
      conditions: [
        ...ready('True'),
        condition('Drifted', 'True', { at: at('11:45') }),
      ],
    },
    null,
    'DRIFTED drifted',
    '',
  ],
  [
    'drifted since nobody knows when',
    {
      driftDetection: 'enabled',
      conditions: [
        ...ready('True'),
        condition('Drifted', 'True', { at: null }),
      ],
    },
    null,
    'DRIFTED drifted',
    '',
  ],
  [
    'no longer looked at for drift',
    { conditions: [...ready('True'), condition('Drifted', 'True')] },
    null,
    'SYNCED synced',
    '',
  ],
  [
    'behind the artifact of its chart',
    { lastAttemptedDigest: 'sha256:aaa' },
    chart,
    'BEHIND newer_revision',
    '',
  ],
  [
    'released from the artifact of its chart',
    { lastAttemptedDigest: 'sha256:bbb' },
    chart,
    'SYNCED synced',
    '',
  ],
  [
    'released from an artifact without a version',
    { lastAttemptedDigest: '1.2.4@sha256:bbb' },
    chart,
    'SYNCED synced',
    '',
  ],
  [
    'of a repository that holds many charts',
    { lastAttemptedDigest: 'sha256:aaa' },
    source({ kind: 'HelmRepository' }),
    'SYNCED synced',
    '',
  ],
  [
    'frozen by its suspended source',
    {},
    source({ kind: 'HelmRepository', suspended: true }),
    'SUSPENDED source_suspended',
    "HelmRepository 'fleet'",
  ],
  [
    'cut off from its source',
    {},
    source({ conditions: [condition('FetchFailed', 'True', { at: null })] }),
    'FAILED source_failed',
    '',
  ],
  ['without a word', { conditions: [] }, null, 'UNKNOWN not_reconciled', ''],
];

const judge = (
  fact: LocatedSyncObject['fact'],
  beside: { source?: SourceFact | null; project?: AppProjectFact } = {},
) =>
  assessSyncObject(
    { cluster: 'prod-1', fact, source: null, project: null, ...beside },
    { now: noon },
  );

/** `FAILED operation_failed`, and some words of the message. */
const verdict = (expected: string, words: string) => {
  const [state, reason] = expected.split(' ');
  return { state, reason, message: expect.stringContaining(words) };
};

describe('assessSyncObject', () => {
  it.each(applications)(
    'judges an Application that is %s',
    (_, changes, expected, words) => {
      expect(judge(application(changes)).verdict).toMatchObject(
        verdict(expected, words),
      );
    },
  );

  it.each(windows)(
    'judges an Application that is out of sync when %s',
    (_, syncWindows, changes, expected, words) => {
      const fact = application({ ...outOfSync, ...changes });
      const beside = { project: project(...syncWindows) };
      expect(judge(fact, beside).verdict).toMatchObject(
        verdict(expected, words),
      );
    },
  );

  it.each(kustomizations)(
    'judges a Kustomization that is %s',
    (_, changes, from, expected, words) => {
      const fact = kustomization(changes);
      expect(judge(fact, { source: from }).verdict).toMatchObject(
        verdict(expected, words),
      );
    },
  );

  it.each(helmReleases)(
    'judges a HelmRelease that is %s',
    (_, changes, from, expected, words) => {
      const fact = helmRelease(changes);
      expect(judge(fact, { source: from }).verdict).toMatchObject(
        verdict(expected, words),
      );
    },
  );

  it('gives reasons that the table explains, with the states it names', () => {
    const table: Record<string, { states: readonly string[] }> = syncReasons;
    const given = [
      ...applications.map(([, , expected]) => expected),
      ...[...windows, ...kustomizations, ...helmReleases].map(
        ([, , , expected]) => expected,
      ),
    ].map(expected => expected.split(' '));
    for (const [state, reason] of given) {
      expect({ reason, states: table[reason]?.states }).toEqual({
        reason,
        states: expect.arrayContaining([state]),
      });
    }
  });

  it('names a sync object by cluster, kind, namespace and name', () => {
    expect(judge(helmRelease())).toMatchObject({
      id: 'prod-1/HelmRelease/shop/redis',
      cluster: 'prod-1',
      kind: 'HelmRelease',
    });
  });

  it('says when an application that is about to be synced counts as behind', () => {
    const fact = application({
      ...outOfSync,
      operation: operation({ finishedAt: at('11:55') }),
    });
    expect(judge(fact).verdict.validUntil?.toISOString()).toBe(
      '2026-11-20T12:05:00.001Z',
    );
  });
});
