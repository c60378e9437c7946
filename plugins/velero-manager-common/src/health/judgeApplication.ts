import { ApplicationFact, AppProjectFact } from '../facts';
import { describeCause, describeInstant, quoteName } from '../words';
import {
  findApplicationFailure,
  isFailureOver,
} from './findApplicationFailure';
import { findDeletion } from './findDeletion';
import { findErrorCondition } from './findErrorCondition';
import { Finding } from './Finding';
import { heartbeats } from './heartbeats';
import { Horizon } from './Horizon';
import { judgeOutOfSync } from './judgeOutOfSync';
import { SyncState } from './states';

const FIRST_COMPARISON_MS = 10 * 60_000;
/** Longer than a Deployment may take to make progress by default (ten minutes). */
const ROLLOUT_MS = 15 * 60_000;
/** A sync waits for its waves and hooks without end unless told otherwise. */
const LONG_SYNC_MS = 60 * 60_000;

/**
 * Judges an Argo CD Application: whether what Git says is what runs.
 *
 * @remarks
 * Order: an error condition or being deleted; frozen by annotation; last
 * operation failed, unless Git and the cluster agree on another revision by
 * now; comparison too old or unknown; operation under way; Synced (whatever the
 * revisions say: in a shared repository every merge gives untouched
 * applications a newer one); OutOfSync, see `judgeOutOfSync`. Health is not
 * sync: it only tells that what was synced is still rolling out, and gets a
 * word where it is bad.
 *
 * @internal
 */
export function judgeApplication(
  app: ApplicationFact,
  context: { project: AppProjectFact | null; horizon: Horizon },
): Finding<SyncState> {
  const { horizon } = context;
  const name = `Application ${quoteName(app.name)}`;
  const deletion = findDeletion(app, name, horizon);
  if (deletion) return findErrorCondition(app, name) ?? deletion;
  if (app.skipReconcile) {
    return {
      state: 'SUSPENDED',
      reason: 'reconcile_skipped',
      message: `${name} is frozen by annotation argocd.argoproj.io/skip-reconcile.`,
    };
  }
  return (
    findApplicationFailure(app, name, horizon) ??
    findStale(app, name, horizon) ??
    findOperation(app, name, horizon) ??
    (app.syncStatus === 'Synced'
      ? judgeSynced(app, name, horizon)
      : judgeOutOfSync(app, { ...context, name }))
  );
}

function findStale(
  app: ApplicationFact,
  name: string,
  horizon: Horizon,
): Finding<SyncState> | null {
  const freshUntil = heartbeats.Application.freshUntil(app);
  if (!freshUntil) {
    const expectedBy = new Date(
      Date.parse(app.createdAt) + FIRST_COMPARISON_MS,
    );
    return horizon.isPast(expectedBy)
      ? {
          state: 'UNKNOWN',
          reason: 'not_compared',
          message: `Argo CD has not compared ${name} with Git, or could not.`,
        }
      : {
          state: 'PROGRESSING',
          reason: 'first_comparison_pending',
          message: `${name} is new, and Argo CD has not compared it with Git yet.`,
        };
  }
  if (!horizon.isStale(freshUntil)) return null;
  return {
    state: 'UNKNOWN',
    reason: 'stale_comparison',
    message: `Argo CD last compared ${name} with Git ${describeInstant(
      app.reconciledAt ?? app.createdAt,
    )}.`,
  };
}

function findOperation(
  app: ApplicationFact,
  name: string,
  horizon: Horizon,
): Finding<SyncState> | null {
  const { operation } = app;
  const since = operation?.startedAt
    ? ` since ${describeInstant(operation.startedAt)}`
    : '';
  if (operation?.phase === 'Terminating') {
    return {
      state: 'PROGRESSING',
      reason: 'operation_terminating',
      message: `The sync of ${name} is being stopped.`,
    };
  }
  if (operation?.phase === 'Running') {
    return isLong(operation, horizon)
      ? {
          state: 'BEHIND',
          reason: 'operation_stuck',
          message: `${name} is being synced${since}, which is longer than an hour${waitingFor(
            operation.message,
          )}.`,
        }
      : {
          state: 'PROGRESSING',
          reason: 'operation_running',
          message: `${name} is being synced${since}.`,
        };
  }
  return app.isSyncRequested
    ? {
        state: 'PROGRESSING',
        reason: 'operation_requested',
        message: `A sync of ${name} was asked for and is about to begin.`,
      }
    : null;
}

function isLong(
  operation: NonNullable<ApplicationFact['operation']>,
  horizon: Horizon,
): boolean {
  if (operation.startedAt === null) return false;
  return horizon.isPast(
    new Date(Date.parse(operation.startedAt) + LONG_SYNC_MS),
  );
}

function waitingFor(message: string | null): string {
  return message ? `: ${describeCause(message)}` : '';
}

function judgeSynced(
  app: ApplicationFact,
  name: string,
  horizon: Horizon,
): Finding<SyncState> {
  const health = app.healthStatus;
  if (health === 'Progressing' && !isRolloutOver(app, horizon)) {
    return {
      state: 'PROGRESSING',
      reason: 'health_progressing',
      message: `${name} is synced and still rolling out.`,
    };
  }
  const words = [
    ...(['Healthy', ''].includes(health)
      ? []
      : [`its health is ${describeCause(health)}, which Git cannot tell`]),
    ...(isFailureOver(app) ? ['its last sync failed at another revision'] : []),
  ];
  return {
    state: 'SYNCED',
    reason: 'synced',
    message: [`${name} is synced`, ...words].join('; ').concat('.'),
  };
}

/** Pods that come and go later are no rollout of ours. */
function isRolloutOver(app: ApplicationFact, horizon: Horizon): boolean {
  const syncedAt = app.operation?.finishedAt ?? app.lastDeployed?.at;
  if (!syncedAt) return true;
  return horizon.isPast(new Date(Date.parse(syncedAt) + ROLLOUT_MS));
}
