import { ApplicationFact } from '../facts';
import { describeCause, describeInstant } from '../words';
import { findErrorCondition } from './findErrorCondition';
import { Finding } from './Finding';
import { Horizon } from './Horizon';
import { isSameRevisions } from './isSameRevisions';
import { SyncState } from './states';

/** A sync that is tried again and again fails, whatever it says of itself. */
const RETRY_PATIENCE_MS = 10 * 60_000;

/**
 * What of an Application failed.
 *
 * @remarks
 * Order: an error condition; the last sync; one that is being tried again for more than ten minutes.
 *
 * @internal
 */
export function findApplicationFailure(
  app: ApplicationFact,
  name: string,
  horizon: Horizon,
): Finding<SyncState> | null {
  return (
    findErrorCondition(app, name) ??
    findFailedOperation(app, name) ??
    findRetries(app, name, horizon)
  );
}

/**
 * Whether the last sync failed, and Git and the cluster agree on another
 * revision since, as after a revert: nothing syncs then, and nothing would ever
 * take the failure away.
 *
 * @internal
 */
export function isFailureOver(app: ApplicationFact): boolean {
  const { operation, revisions, syncStatus } = app;
  return (
    operation !== null &&
    hasFailed(operation.phase) &&
    syncStatus === 'Synced' &&
    operation.revisions.length > 0 &&
    !isSameRevisions(operation.revisions, revisions)
  );
}

function hasFailed(phase: string): boolean {
  return phase === 'Failed' || phase === 'Error';
}

function findFailedOperation(
  app: ApplicationFact,
  name: string,
): Finding<SyncState> | null {
  const { operation } = app;
  if (!operation || !hasFailed(operation.phase) || isFailureOver(app)) {
    return null;
  }
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

/** A retry keeps the moment at which the operation began. */
function findRetries(
  app: ApplicationFact,
  name: string,
  horizon: Horizon,
): Finding<SyncState> | null {
  const { operation } = app;
  if (operation?.phase !== 'Running' || operation.retries === 0) return null;
  const { startedAt } = operation;
  if (startedAt === null) return null;
  const lostAt = new Date(Date.parse(startedAt) + RETRY_PATIENCE_MS);
  if (!horizon.isPast(lostAt)) return null;
  return {
    state: 'FAILED',
    reason: 'operation_retrying',
    message: `The sync of ${name} that began ${describeInstant(
      startedAt,
    )} fails and is tried again${cause(operation.message)}.`,
  };
}

function cause(message: string | null): string {
  return message ? `: ${describeCause(message)}` : '';
}
