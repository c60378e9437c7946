import { isDeepStrictEqual } from 'node:util';
import { kubeTime } from '../../velero/kubeTime';
import { listOf, recordOf } from '../manifests/lenient';
import { groupOf, versionOf } from '../manifests/Manifest';
import { Application } from './Application';
import {
  AppCondition,
  ComparedResource,
  worstHealth,
} from './compareResources';
import { waveOf } from './syncOptions';
import { SyncRun } from './SyncRun';

/** How often Argo CD says that it has compared although nothing changed. */
const RECONCILE_EVERY_MS = 120_000;

/** What Argo CD keeps of past syncs. */
const HISTORY_LIMIT = 10;

type Fields = Record<string, unknown>;

/** What is known of an Application at this moment. @internal */
export interface AppState {
  /** Undefined where the objects could not be compared. */
  revisions?: string[];
  resources: ComparedResource[];
  conditions: AppCondition[];
  /** False where the spec is wrong, so that there was no comparison. */
  isCompared: boolean;
  /** A refresh was asked for. */
  isRefreshed: boolean;
  /** A sync that is under way or has just ended. */
  run: SyncRun | null;
}

/**
 * Writes the status of an Application; the moment of the comparison moves when
 * something else does, or after two minutes.
 *
 * @returns undefined when there is nothing new to say
 * @internal
 */
export function renderStatus(
  application: Application,
  state: AppState,
  now: Date,
): Fields | undefined {
  const old = recordOf(application.object.status);
  const { reconciledAt, ...rest } = statusOf(application, state, now);
  const { reconciledAt: before, ...oldRest } = old;
  const age = now.getTime() - Date.parse(String(before));
  const isDue =
    state.isCompared && (state.isRefreshed || !(age < RECONCILE_EVERY_MS));
  if (!isDue && isDeepStrictEqual(plain(rest), oldRest)) return undefined;
  return plain({
    ...rest,
    reconciledAt: state.isCompared ? reconciledAt : before,
  });
}

function statusOf(application: Application, state: AppState, now: Date) {
  const { object, namespace } = application;
  const old = recordOf(object.status);
  const { run } = state;
  const hasOperation = run && (run.message !== '' || run.phase !== 'Running');
  return {
    controllerNamespace: namespace,
    sync: syncOf(application, state),
    health: healthOf(old, state, now),
    conditions: conditionsOf(old, state.conditions, now),
    resources: state.isCompared
      ? state.resources.map(toResource)
      : old.resources,
    resourceHealthSource: 'appTree',
    operationState: hasOperation
      ? operationOf(application, run)
      : old.operationState,
    history: historyOf(application, run),
    reconciledAt: kubeTime(now),
    summary: {},
  };
}

/** Undefined fields are left out, as in JSON. */
function plain(fields: Fields): Fields {
  return JSON.parse(JSON.stringify(fields));
}

function syncOf(application: Application, state: AppState): Fields {
  const { revisions, resources } = state;
  const spec = recordOf(application.object.spec);
  const comparedTo = {
    ...sourcesOf(application),
    destination: spec.destination,
  };
  if (!revisions) return { status: 'Unknown', comparedTo };
  const isSame = resources.every(({ status }) => status === 'Synced');
  return {
    status: isSame ? 'Synced' : 'OutOfSync',
    ...revisionsOf(application, revisions),
    comparedTo,
  };
}

function revisionsOf({ isMulti }: Application, revisions: string[]): Fields {
  return isMulti ? { revisions } : { revision: revisions[0] };
}

function sourcesOf({ isMulti, object }: Application): Fields {
  const { source, sources } = recordOf(object.spec);
  return isMulti ? { sources } : { source };
}

function healthOf(old: Fields, state: AppState, now: Date): Fields {
  const status = state.isCompared ? worstHealth(state.resources) : 'Unknown';
  const before = recordOf(old.health);
  return before.status === status
    ? before
    : { status, lastTransitionTime: kubeTime(now) };
}

/** There are none but bad ones: a list without entries is left out. */
function conditionsOf(
  old: Fields,
  conditions: AppCondition[],
  now: Date,
): Fields[] | undefined {
  if (conditions.length === 0) return undefined;
  const before = listOf(old.conditions).map(recordOf);
  return conditions.map(
    ({ type, message }) =>
      before.find(each => each.type === type && each.message === message) ?? {
        type,
        message,
        lastTransitionTime: kubeTime(now),
      },
  );
}

function toResource({ target, live, status }: ComparedResource): Fields {
  const { apiVersion, kind, metadata } = (target ?? live)!; // has one of both
  const wave = waveOf({ metadata });
  return {
    ...(groupOf(apiVersion) ? { group: groupOf(apiVersion) } : {}),
    version: versionOf(apiVersion),
    kind,
    namespace: metadata.namespace,
    name: metadata.name,
    status,
    ...(target ? {} : { requiresPruning: true }),
    ...(wave === 0 ? {} : { syncWave: wave }),
  };
}

function operationOf(application: Application, run: SyncRun): Fields {
  const { retry } = application;
  return {
    operation: {
      initiatedBy: run.username
        ? { username: run.username }
        : { automated: true },
      retry: retry ?? (run.username ? {} : { limit: 5 }),
      sync: {
        prune: run.prune || undefined,
        ...revisionsOf(application, run.revisions),
      },
    },
    phase: run.phase,
    message: run.message,
    startedAt: kubeTime(run.startedAt),
    finishedAt: run.finishedAt ? kubeTime(run.finishedAt) : undefined,
    retryCount: run.retryCount || undefined,
    syncResult: {
      resources: [...run.results.values()],
      ...revisionsOf(application, run.revisions),
      ...sourcesOf(application),
    },
  };
}

/** A healing repeats what is in the history already. */
function historyOf(application: Application, run: SyncRun | null): unknown {
  const before = listOf(application.object.status?.history);
  if (run?.phase !== 'Succeeded' || run.isHealing || !run.finishedAt) {
    return before.length > 0 ? before : undefined;
  }
  const newest = recordOf(before[before.length - 1]);
  const entry = {
    id: Number(newest.id ?? -1) + 1,
    ...revisionsOf(application, run.revisions),
    ...sourcesOf(application),
    deployStartedAt: kubeTime(run.startedAt),
    deployedAt: kubeTime(run.finishedAt),
    initiatedBy: run.username
      ? { username: run.username }
      : { automated: true },
  };
  return [...before, entry].slice(-HISTORY_LIMIT);
}
