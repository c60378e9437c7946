import { ApplicationFact } from '../facts';
import { describeCause, describeInstant, quoteName } from '../words';
import { Finding } from './Finding';
import { Horizon } from './Horizon';
import { SyncState } from './states';

/** Argo CD compares every three minutes at the latest; three misses are stale. */
const STALE_AFTER_MS = 3 * 3 * 60_000;
const BEHIND_AFTER_MS = 10 * 60_000;

/**
 * Judges an Argo CD Application: whether what Git says is what runs.
 *
 * @remarks
 * Order: frozen by annotation; last operation failed, or an error condition;
 * comparison too old or unknown; operation under way; Synced (whatever the
 * revisions say: in a shared repository every merge gives untouched
 * applications a newer one); OutOfSync. Health is not sync: it only tells that
 * what was synced is still rolling out.
 *
 * @internal
 */
export function judgeApplication(
  app: ApplicationFact,
  horizon: Horizon,
): Finding<SyncState> {
  const name = `Application ${quoteName(app.name)}`;
  if (app.skipReconcile) {
    return {
      state: 'SUSPENDED',
      reason: 'reconcile_skipped',
      message: `${name} is frozen by annotation argocd.argoproj.io/skip-reconcile.`,
    };
  }
  return (
    findFailure(app, name) ??
    findStale(app, name, horizon) ??
    findOperation(app, name) ??
    judgeComparison(app, name, horizon)
  );
}

function findFailure(
  app: ApplicationFact,
  name: string,
): Finding<SyncState> | null {
  const { operation } = app;
  if (operation && ['Failed', 'Error'].includes(operation.phase)) {
    const when = operation.finishedAt
      ? ` of ${describeInstant(operation.finishedAt)}`
      : '';
    return {
      state: 'FAILED',
      reason: 'operation_failed',
      message: `The last sync of ${name}${when} failed${cause(
        operation.message,
      )}.`,
    };
  }
  const condition = app.conditions.find(({ type }) => type.endsWith('Error'));
  return condition
    ? {
        state: 'FAILED',
        reason: 'error_condition',
        message: `${name} has condition ${quoteName(
          describeCause(condition.type),
        )}${cause(condition.message)}.`,
      }
    : null;
}

function findStale(
  app: ApplicationFact,
  name: string,
  horizon: Horizon,
): Finding<SyncState> | null {
  const { reconciledAt, syncStatus } = app;
  if (reconciledAt === null || !['Synced', 'OutOfSync'].includes(syncStatus)) {
    return {
      state: 'UNKNOWN',
      reason: 'not_compared',
      message: `Argo CD has not compared ${name} with Git, or could not.`,
    };
  }
  const staleAt = new Date(Date.parse(reconciledAt) + STALE_AFTER_MS);
  if (!horizon.isPast(staleAt)) return null;
  return {
    state: 'UNKNOWN',
    reason: 'stale_comparison',
    message: `Argo CD last compared ${name} with Git ${describeInstant(
      reconciledAt,
    )}.`,
  };
}

function findOperation(
  app: ApplicationFact,
  name: string,
): Finding<SyncState> | null {
  const running = ['Running', 'Terminating'];
  if (!app.operation || !running.includes(app.operation.phase)) return null;
  const since = app.operation.startedAt;
  return {
    state: 'PROGRESSING',
    reason: 'operation_running',
    message: `${name} is being synced${
      since ? ` since ${describeInstant(since)}` : ''
    }.`,
  };
}

function judgeComparison(
  app: ApplicationFact,
  name: string,
  horizon: Horizon,
): Finding<SyncState> {
  if (app.syncStatus === 'Synced') {
    return app.healthStatus === 'Progressing'
      ? {
          state: 'PROGRESSING',
          reason: 'health_progressing',
          message: `${name} is synced and still rolling out.`,
        }
      : { state: 'SYNCED', reason: 'synced', message: `${name} is synced.` };
  }
  return app.automated
    ? judgeAutomated(app, name, horizon)
    : judgeManual(app, name);
}

/**
 * An automated application follows within moments; until ten minutes after the
 * last sync nobody is told that it is behind.
 */
function judgeAutomated(
  app: ApplicationFact,
  name: string,
  horizon: Horizon,
): Finding<SyncState> {
  const { operation, revisions } = app;
  if (
    operation?.phase === 'Succeeded' &&
    same(operation.revisions, revisions)
  ) {
    return drifted(name);
  }
  const since = operation?.finishedAt ?? app.lastDeployed?.at ?? app.createdAt;
  const behindAt = new Date(Date.parse(since) + BEHIND_AFTER_MS);
  return horizon.isPast(behindAt)
    ? behind(name)
    : {
        state: 'PROGRESSING',
        reason: 'sync_expected',
        message: `${name} is out of sync and about to be synced.`,
      };
}

function judgeManual(app: ApplicationFact, name: string): Finding<SyncState> {
  const deployed = app.lastDeployed?.revisions ?? [];
  if (!deployed.length || !app.revisions.length) {
    return {
      state: 'DRIFTED',
      reason: 'out_of_sync_cause_unknown',
      message: `${name} is out of sync, cause unknown.`,
    };
  }
  return same(deployed, app.revisions) ? drifted(name) : behind(name);
}

function drifted(name: string): Finding<SyncState> {
  return {
    state: 'DRIFTED',
    reason: 'drifted',
    message: `${name} differs in the cluster from the revision that was last applied.`,
  };
}

function behind(name: string): Finding<SyncState> {
  return {
    state: 'BEHIND',
    reason: 'newer_revision',
    message: `Git holds a newer revision of ${name} that is not applied.`,
  };
}

function cause(message: string | null): string {
  return message ? `: ${describeCause(message)}` : '';
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length > 0 && a.length === b.length && a.every((r, i) => r === b[i]);
}
