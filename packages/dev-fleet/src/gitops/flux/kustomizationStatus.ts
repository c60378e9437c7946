import { KubeObject } from '../../apiserver/KubeObject';
import { kubeTime } from '../../velero/kubeTime';
import { listOf, recordOf } from '../manifests/lenient';
import { Outcome } from './applyKustomization';
import { conditionsOf, FluxCondition } from './conditions';
import { FluxContext, requestOf } from './FluxContext';
import { KUSTOMIZATIONS } from './resources';

const HISTORY_LIMIT = 5;

/**
 * Writes what became of a reconciliation into the status of a Kustomization.
 * The observed generation moves on success only, as in Flux.
 *
 * @internal
 */
export function writeOutcome(
  { cluster }: FluxContext,
  object: KubeObject,
  options: { outcome: Outcome; now: Date },
): void {
  const { outcome, now } = options;
  const old = recordOf(object.status);
  const isApplied = outcome.result === 'applied';
  const { attempted, inventory } = outcome;
  const status = {
    ...old,
    observedGeneration: isApplied
      ? object.metadata.generation
      : old.observedGeneration ?? -1,
    lastHandledReconcileAt: requestOf(object) ?? old.lastHandledReconcileAt,
    lastAttemptedRevision: attempted ?? old.lastAttemptedRevision,
    lastAppliedRevision: isApplied ? attempted : old.lastAppliedRevision,
    inventory: inventory ? { entries: inventory } : old.inventory,
    history: historyOf(old, outcome, now),
    conditions: conditionsOf(object, toConditions(object, outcome), now),
  };
  cluster.store.update(KUSTOMIZATIONS, { ...object, status });
}

function toConditions(object: KubeObject, outcome: Outcome): FluxCondition[] {
  const { result, reason, message } = outcome;
  const wait = object.spec?.wait === true;
  switch (result) {
    case 'applied':
      return [
        { type: 'Ready', status: 'True', reason, message },
        ...(wait ? [healthy('True', 'Health check passed')] : []),
      ];
    case 'progressing':
      return [
        { type: 'Reconciling', status: 'True', reason, message },
        {
          type: 'Ready',
          status: 'Unknown',
          reason,
          message: 'Reconciliation in progress',
        },
        healthy('Unknown', message),
      ];
    case 'waiting':
      return [{ type: 'Ready', status: 'False', reason, message }];
    default:
      return [
        {
          type: 'Reconciling',
          status: 'True',
          reason: 'ProgressingWithRetry',
          message: 'Trying again at the next retry interval',
        },
        { type: 'Ready', status: 'False', reason, message },
        ...(reason === 'HealthCheckFailed' ? [healthy('False', message)] : []),
      ];
  }
}

function healthy(
  status: FluxCondition['status'],
  message: string,
): FluxCondition {
  const reasons = {
    True: 'Succeeded',
    False: 'HealthCheckFailed',
    Unknown: 'Progressing',
  };
  return { type: 'Healthy', status, reason: reasons[status], message };
}

/** Newest first; what had the same outcome on the same objects is one entry. */
function historyOf(
  old: Record<string, unknown>,
  outcome: Outcome,
  now: Date,
): unknown {
  const before = listOf(old.history).map(recordOf);
  const { result, reason, digest, attempted } = outcome;
  if (!digest || result === 'progressing') {
    return before.length > 0 ? before : undefined;
  }
  const isSame = (entry: Record<string, unknown>) =>
    entry.digest === digest && entry.lastReconciledStatus === reason;
  const same = before.find(isSame);
  const entry = {
    digest,
    firstReconciled: same?.firstReconciled ?? kubeTime(now),
    lastReconciled: kubeTime(now),
    lastReconciledDuration: '100ms',
    lastReconciledStatus: reason,
    metadata: { revision: attempted },
    totalReconciliations: Number(same?.totalReconciliations ?? 0) + 1,
  };
  const others = before.filter(each => !isSame(each));
  return [entry, ...others].slice(0, HISTORY_LIMIT);
}
