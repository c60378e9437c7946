import { ApplicationStory } from '../../story/types';
import { NEWER_REVISION, REVISION } from './revisions';

/** How long the sync of an Application that is always rolling takes. */
export const ROLL_MS = 20 * 60_000;

/**
 * The status of an Application in each state of the story, as Argo CD 3 keeps
 * it.
 *
 * @internal
 */
export function applicationStatus(
  state: ApplicationStory['state'],
  at: string,
): Record<string, unknown> {
  const synced = {
    sync: { status: 'Synced', revision: REVISION },
    health: { status: 'Healthy' },
    reconciledAt: at,
    operationState: {
      ...operationOf(REVISION, at),
      phase: 'Succeeded',
      message: 'successfully synced (all tasks run)',
      finishedAt: at,
    },
    history: [
      { id: 1, revision: REVISION, deployedAt: at, source: { repoURL: '' } },
    ],
  };
  const newer = { status: 'OutOfSync', revision: NEWER_REVISION };
  switch (state) {
    case 'synced':
    case 'stale':
      return synced;
    case 'drifted':
      return { ...synced, sync: { ...synced.sync, status: 'OutOfSync' } };
    case 'behind':
    case 'held':
      return { ...synced, sync: newer };
    case 'rolling':
      return {
        ...synced,
        sync: newer,
        health: { status: 'Progressing' },
        operationState: rollingOperation(at),
      };
    case 'failed':
      return {
        ...synced,
        sync: newer,
        operationState: {
          ...operationOf(NEWER_REVISION, at),
          phase: 'Failed',
          message:
            'one or more synchronization tasks completed unsuccessfully, reason: error when patching "/dev/shm/1": PersistentVolumeClaim "scans" is invalid: spec.resources.requests.storage: Forbidden: field can not be less than status.capacity',
          finishedAt: at,
          retryCount: 5,
        },
      };
    default:
      throw new Error(`Unknown state ${JSON.stringify(state satisfies never)}`);
  }
}

/** A sync that has begun and waits for its hook. @internal */
export function rollingOperation(at: string): Record<string, unknown> {
  return {
    ...operationOf(NEWER_REVISION, at),
    phase: 'Running',
    message: 'waiting for completion of hook batch/Job/migrate',
    // The one before has ended, and a status is merged into it.
    finishedAt: null,
  };
}

function operationOf(revision: string, startedAt: string) {
  return {
    operation: { sync: { revision } },
    startedAt,
    syncResult: { revision, source: { repoURL: '' } },
  };
}
