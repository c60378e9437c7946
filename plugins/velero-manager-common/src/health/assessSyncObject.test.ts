import { ApplicationFact, KustomizationFact } from '../facts';
import { application, at, kustomization } from './__fixtures__/facts';
import { assessSyncObject } from './assessSyncObject';

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
  ...changes,
});
const ready = (changes: Partial<KustomizationFact['conditions'][number]>) => [
  {
    type: 'Ready',
    status: 'True',
    reason: '',
    message: '',
    at: null,
    ...changes,
  },
];

type AppCase = [string, Partial<ApplicationFact>, string, string];
const applications: AppCase[] = [
  ['synced', {}, 'SYNCED synced', "Application 'shop' is synced."],
  [
    'synced with a newer revision in a shared repository',
    { revisions: ['zzz'] },
    'SYNCED synced',
    'synced',
  ],
  [
    'synced but degraded in health',
    { healthStatus: 'Degraded' },
    'SYNCED synced',
    'synced',
  ],
  [
    'synced and rolling out',
    { healthStatus: 'Progressing' },
    'PROGRESSING health_progressing',
    'rolling out',
  ],
  [
    'frozen, whatever else',
    { skipReconcile: true, operation: operation({ phase: 'Failed' }) },
    'SUSPENDED reconcile_skipped',
    'skip-reconcile',
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
    'with an error condition',
    { conditions: [{ type: 'ComparisonError', message: 'no such path' }] },
    'FAILED error_condition',
    "condition 'ComparisonError': no such path.",
  ],
  [
    'with a mere warning',
    { conditions: [{ type: 'OrphanedResourceWarning', message: 'x' }] },
    'SYNCED synced',
    '',
  ],
  [
    'being synced',
    { ...outOfSync, operation: operation({ phase: 'Running' }) },
    'PROGRESSING operation_running',
    'since 2026-11-20T10:59Z',
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
    'automated and behind for long',
    outOfSync,
    'BEHIND newer_revision',
    'newer revision',
  ],
  [
    'automated and just behind',
    { ...outOfSync, operation: operation({ finishedAt: at('11:55') }) },
    'PROGRESSING sync_expected',
    'about to be synced',
  ],
  [
    'manual and behind',
    { ...outOfSync, automated: false },
    'BEHIND newer_revision',
    'newer revision',
  ],
  [
    'manual and changed by hand',
    { ...outOfSync, automated: false, revisions: ['aaa'] },
    'DRIFTED drifted',
    'differs',
  ],
  [
    'manual and never deployed',
    { ...outOfSync, automated: false, lastDeployed: null },
    'DRIFTED out_of_sync_cause_unknown',
    'cause unknown',
  ],
];

type FluxCase = [string, Partial<KustomizationFact>, string, string];
const kustomizations: FluxCase[] = [
  ['applied', {}, 'SYNCED synced', "Kustomization 'shop' is applied."],
  [
    'suspended although Ready',
    { suspended: true },
    'SUSPENDED suspended',
    'suspended',
  ],
  [
    'failing',
    {
      conditions: ready({
        status: 'False',
        reason: 'BuildFailed',
        message: 'no file',
      }),
    },
    'FAILED reconciliation_failed',
    "'BuildFailed': no file.",
  ],
  [
    'stalled',
    {
      conditions: [
        ...ready({}),
        {
          type: 'Stalled',
          status: 'True',
          reason: 'Invalid',
          message: '',
          at: null,
        },
      ],
    },
    'FAILED reconciliation_failed',
    "'Invalid'.",
  ],
  [
    'failing at a former generation',
    {
      generation: 3,
      conditions: ready({ status: 'False', reason: 'BuildFailed' }),
    },
    'PROGRESSING spec_not_observed',
    'not looked at',
  ],
  [
    'reconciling',
    {
      conditions: [
        ...ready({ status: 'Unknown' }),
        {
          type: 'Reconciling',
          status: 'True',
          reason: 'Progressing',
          message: 'building',
          at: null,
        },
      ],
    },
    'PROGRESSING reconciling',
    'building.',
  ],
  [
    'progressing',
    { conditions: ready({ status: 'False', reason: 'Progressing' }) },
    'PROGRESSING reconciling',
    '',
  ],
  [
    'behind for long',
    { lastAttemptedRevision: 'main@sha1:bbb', lastReconciledAt: at('11:45') },
    'BEHIND newer_revision',
    'newer revision',
  ],
  [
    'just behind',
    { lastAttemptedRevision: 'main@sha1:bbb' },
    'PROGRESSING sync_expected',
    'about to be applied',
  ],
  [
    'stale',
    { lastReconciledAt: at('11:00') },
    'UNKNOWN stale_reconciliation',
    '2026-11-20T11:00Z',
  ],
  [
    'without a word',
    { conditions: [] },
    'UNKNOWN not_reconciled',
    'has not said',
  ],
];

describe('assessSyncObject', () => {
  it.each(applications)(
    'judges an Application that is %s',
    (_, changes, expected, words) => {
      const { verdict } = assessSyncObject(
        { cluster: 'argo', fact: application(changes) },
        { now: noon },
      );
      expect(`${verdict.state} ${verdict.reason}`).toBe(expected);
      expect(verdict.message).toContain(words);
    },
  );

  it.each(kustomizations)(
    'judges a Kustomization that is %s',
    (_, changes, expected, words) => {
      const { verdict } = assessSyncObject(
        { cluster: 'prod-1', fact: kustomization(changes) },
        { now: noon },
      );
      expect(`${verdict.state} ${verdict.reason}`).toBe(expected);
      expect(verdict.message).toContain(words);
    },
  );

  it('says when an application that is about to be synced counts as behind', () => {
    const fact = application({
      ...outOfSync,
      operation: operation({ finishedAt: at('11:55') }),
    });
    const { verdict } = assessSyncObject(
      { cluster: 'argo', fact },
      { now: noon },
    );
    expect(verdict.validUntil?.toISOString()).toBe('2026-11-20T12:05:00.001Z');
  });
});
