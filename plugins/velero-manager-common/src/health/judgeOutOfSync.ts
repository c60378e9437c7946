import { ApplicationFact, AppProjectFact } from '../facts';
import { describeInstant, quoteName, quoteValue } from '../words';
import { Finding } from './Finding';
import { Horizon } from './Horizon';
import { isComparedBeforeSync } from './isComparedBeforeSync';
import { isSameRevisions } from './isSameRevisions';
import { SyncState } from './states';
import { findSyncBlock } from './syncWindows';

const BEHIND_AFTER_MS = 10 * 60_000;

interface OutOfSyncContext {
  name: string;
  project: AppProjectFact | null;
  horizon: Horizon;
}

/**
 * Says why an Application is OutOfSync.
 *
 * @remarks
 * Order: compared before its last sync ended; differs at the very revision that
 * was applied (DRIFTED, which no sync window explains); sync windows closed or
 * unreadable; a newer revision (BEHIND: at once if people sync it, after ten
 * minutes if Argo CD does); cause unknown.
 *
 * @internal
 */
export function judgeOutOfSync(
  app: ApplicationFact,
  context: OutOfSyncContext,
): Finding<SyncState> {
  const { name, horizon } = context;
  if (isComparedBeforeSync(app)) {
    return {
      state: 'PROGRESSING',
      reason: 'comparison_expected',
      message: `${name} was synced and is about to be compared with Git again.`,
    };
  }
  const applied = appliedRevisions(app);
  if (isSameRevisions(applied, app.revisions)) {
    return {
      state: 'DRIFTED',
      reason: 'drifted',
      message: `${name} differs in the cluster from the revision that was last applied.`,
    };
  }
  return (
    findBlock(app, context) ??
    (app.automated
      ? judgeAutomated(app, name, horizon)
      : judgeManual(applied, app, name))
  );
}

/** A sync by hand may have been of a part: only the history says that it was whole. */
function appliedRevisions(app: ApplicationFact): string[] {
  const { operation, lastDeployed, automated } = app;
  return automated &&
    operation?.phase === 'Succeeded' &&
    operation.revisions.length
    ? operation.revisions
    : lastDeployed?.revisions ?? [];
}

function findBlock(
  app: ApplicationFact,
  { name, project, horizon }: OutOfSyncContext,
): Finding<SyncState> | null {
  const block = findSyncBlock(app, project, horizon);
  if (!block || !project) return null;
  const where = `project ${quoteName(project.name)}`;
  if (block.kind === 'unreadable') {
    return {
      state: 'FAILED',
      reason: 'sync_window_invalid',
      message: `${name} is out of sync and cannot be synced, because a sync window of ${where} is invalid: ${quoteValue(
        block.cron,
      )}.`,
    };
  }
  return {
    state: 'SUSPENDED',
    reason: 'sync_window_closed',
    message: `${name} is out of sync, and the sync windows of ${where} are closed${
      block.opensAt ? ` until ${describeInstant(block.opensAt)}` : ''
    }.`,
  };
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
  const since =
    app.operation?.finishedAt ?? app.lastDeployed?.at ?? app.createdAt;
  const behindAt = new Date(Date.parse(since) + BEHIND_AFTER_MS);
  return horizon.isPast(behindAt)
    ? {
        state: 'BEHIND',
        reason: 'newer_revision',
        message: `Git holds a newer revision of ${name} that is not applied.`,
      }
    : {
        state: 'PROGRESSING',
        reason: 'sync_expected',
        message: `${name} is out of sync and about to be synced.`,
      };
}

function judgeManual(
  applied: readonly string[],
  app: ApplicationFact,
  name: string,
): Finding<SyncState> {
  return applied.length && app.revisions.length
    ? {
        state: 'BEHIND',
        reason: 'newer_revision',
        message: `Git holds a newer revision of ${name} that is not applied; automated sync is off.`,
      }
    : {
        state: 'DRIFTED',
        reason: 'out_of_sync_cause_unknown',
        message: `${name} is out of sync, cause unknown.`,
      };
}
