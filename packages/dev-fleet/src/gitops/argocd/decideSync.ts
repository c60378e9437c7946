import { listOf, recordOf, textOf, textsOf } from '../manifests/lenient';
import { Application } from './Application';
import { AppCondition, ComparedResource } from './compareResources';
import { hasOption } from './syncOptions';
import { startRun, SyncRun } from './SyncRun';

/** Argo CD's pause between a sync and its healing. */
const SELF_HEAL_AFTER_MS = 5_000;

/** A sync that is to begin, or what keeps it from beginning. @internal */
export type SyncDecision =
  | { run: SyncRun }
  | { run: null; condition?: AppCondition };

/**
 * Decides whether a sync begins: because somebody asked (`operation`), or
 * because Git moved on, or because a hand edit is to be healed.
 *
 * @remarks
 * As in Argo CD a revision is synced once by itself: what failed (after its
 * retries) waits for the next commit or a person.
 *
 * @internal
 */
export function decideSync(
  application: Application,
  options: { resources: ComparedResource[]; revisions: string[]; now: Date },
): SyncDecision {
  const { operation, automated } = application;
  const { resources, revisions, now } = options;
  const base = { revisions, isHealing: false, username: '', now };
  if (operation) {
    const sync = recordOf(operation.sync);
    const username = recordOf(operation.initiatedBy).username;
    return {
      run: startRun({
        ...base,
        prune: sync.prune === true,
        username: textOf(username) ?? 'unknown',
      }),
    };
  }
  const changed = resources.filter(({ status }) => status !== 'Synced');
  if (!automated || changed.length === 0) return { run: null };
  if (!automated.prune && changed.every(({ target }) => !target)) {
    return { run: null };
  }
  const last = lastAttempt(application);
  const isAttempted = last !== null && same(last.revisions, revisions);
  if (isAttempted && last.phase !== 'Succeeded') {
    const message = `Failed last sync attempt to [${revisions.join(' ')}]: ${
      last.message
    }`;
    return { run: null, condition: { type: 'SyncError', message } };
  }
  if (isAttempted) {
    const isDue = now.getTime() - last.finishedAt >= SELF_HEAL_AFTER_MS;
    const isHealing = automated.selfHeal && isDue && changed.some(canChange);
    return isHealing
      ? { run: startRun({ ...base, isHealing, prune: automated.prune }) }
      : { run: null };
  }
  if (wipesOut(resources, automated)) {
    const message = `Skipping sync attempt to [${revisions.join(
      ' ',
    )}]: auto-sync will wipe out all resources`;
    return { run: null, condition: { type: 'SyncError', message } };
  }
  return { run: startRun({ ...base, prune: automated.prune }) };
}

/** Syncing again does nothing to an object that must not be pruned. */
function canChange({ target, live }: ComparedResource): boolean {
  return target !== undefined || !(live && hasOption(live, 'Prune=false'));
}

function wipesOut(
  resources: ComparedResource[],
  automated: { prune: boolean; allowEmpty: boolean },
): boolean {
  return (
    automated.prune &&
    !automated.allowEmpty &&
    resources.length > 0 &&
    resources.every(({ target }) => !target)
  );
}

interface LastAttempt {
  revisions: string[];
  phase: string;
  message: string;
  finishedAt: number;
}

/** @returns null before the first sync, and when the sources are others now */
function lastAttempt({ object, isMulti }: Application): LastAttempt | null {
  const state = recordOf(object.status?.operationState);
  const result = recordOf(state.syncResult);
  const spec = recordOf(object.spec);
  const [attempted, wanted] = isMulti
    ? [listOf(result.sources), listOf(spec.sources)]
    : [result.source, spec.source];
  if (!state.phase || JSON.stringify(attempted) !== JSON.stringify(wanted)) {
    return null;
  }
  return {
    revisions: isMulti
      ? textsOf(result.revisions)
      : [textOf(result.revision) ?? ''],
    phase: String(state.phase),
    message: textOf(state.message) ?? '',
    finishedAt: Date.parse(String(state.finishedAt)) || 0,
  };
}

function same(one: string[], other: string[]): boolean {
  return one.length === other.length && one.every((r, i) => r === other[i]);
}
