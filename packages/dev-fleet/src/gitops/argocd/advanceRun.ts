import { KubeObject } from '../../apiserver/KubeObject';
import { StatusError } from '../../apiserver/StatusError';
import { applyObject, findLive } from '../cluster/applyObject';
import { compareApplyOrder } from '../cluster/applyOrder';
import { GitOpsCluster, kindOf } from '../cluster/GitOpsCluster';
import { healthOf } from '../cluster/healthOf';
import { groupOf, Manifest, versionOf } from '../manifests/Manifest';
import { Application } from './Application';
import { AppProject, permitsDestination, permitsKind } from './AppProject';
import { ComparedResource, keyOf, MANAGER } from './compareResources';
import { nextRetry } from './nextRetry';
import { hasOption, waveOf } from './syncOptions';
import { ResourceResult, SyncRun } from './SyncRun';

/** What a run works on. @internal */
export interface RunContext {
  application: Application;
  project: AppProject;
  cluster: GitOpsCluster;
  /** How the project's destinations may call the cluster. */
  destination: { name?: string; servers: string[] };
  resources: ComparedResource[];
}

interface Task {
  target: Manifest;
  resource: ComparedResource;
}

const SKIP_DRY_RUN = 'SkipDryRunOnMissingResource=true';

/**
 * Does what can be done of a sync at this moment: checks all of it, then
 * applies wave after wave, each when the one before is healthy, and prunes at
 * last.
 *
 * @internal
 */
export function advanceRun(run: SyncRun, context: RunContext, now: Date): void {
  if (run.retryAt) {
    if (now < run.retryAt) return;
    run.retryAt = null;
    run.doneWaves.clear();
    run.results.clear();
  }
  const tasks = tasksOf(run, context);
  if (run.doneWaves.size === 0) {
    const invalid = tasks.flatMap(task => checkTask(run, task, context));
    if (invalid.length > 0) {
      const message = `one or more synchronization tasks are not valid: ${invalid[0]}`;
      fail(run, { message, application: context.application, now });
      return;
    }
    createNamespace(context);
  }
  if (!runWaves(run, { tasks, context, now })) return;
  prune(run, context);
  run.phase = 'Succeeded';
  run.message = 'successfully synced (all tasks run)';
  run.finishedAt = now;
}

function tasksOf(run: SyncRun, { resources }: RunContext): Task[] {
  return resources.flatMap(resource =>
    resource.target && !(run.isHealing && resource.status === 'Synced')
      ? [{ target: resource.target, resource }]
      : [],
  );
}

/** @returns why the task cannot be done; nothing if it can */
function checkTask(run: SyncRun, task: Task, context: RunContext): string[] {
  const why = whyInvalid(task, context);
  if (!why) return [];
  record(run, task.target, { status: 'SyncFailed', message: why });
  return [why];
}

function whyInvalid(task: Task, context: RunContext): string | null {
  const { target, resource } = task;
  const { project, application } = context;
  const group = groupOf(target.apiVersion);
  if (!resource.kind) {
    const isSkipped =
      application.syncOptions.has(SKIP_DRY_RUN) ||
      hasOption(target, SKIP_DRY_RUN) ||
      context.resources.some(other => defines(other.target, target));
    return isSkipped ? null : notServed(target);
  }
  if (!permitsKind(project, target, resource.kind.namespaced)) {
    return `resource ${group}:${target.kind} is not permitted in project ${project.name}`;
  }
  const { namespace = '' } = target.metadata;
  return !resource.kind.namespaced ||
    permitsDestination(project, context.destination, namespace)
    ? null
    : `namespace ${namespace} is not permitted in project '${project.name}'`;
}

function notServed({ apiVersion, kind, metadata }: Manifest): string {
  const group = groupOf(apiVersion);
  const { namespace = '', name } = metadata;
  return `The Kubernetes API could not find ${group}/${kind} for requested resource ${namespace}/${name}. Make sure the "${kind}" CRD is installed on the destination cluster.`;
}

/** Whether an object is the definition of another's kind. */
function defines(definition: Manifest | undefined, target: Manifest): boolean {
  if (definition?.kind !== 'CustomResourceDefinition') return false;
  const { group, names } = Object(definition.spec);
  return (
    group === groupOf(target.apiVersion) && Object(names).kind === target.kind
  );
}

/** @returns whether all waves are done */
function runWaves(
  run: SyncRun,
  options: { tasks: Task[]; context: RunContext; now: Date },
): boolean {
  const { tasks, context, now } = options;
  const waves = [...new Set(tasks.map(({ target }) => waveOf(target)))];
  waves.sort((a, b) => a - b);
  for (const wave of waves) {
    const inWave = tasks
      .filter(({ target }) => waveOf(target) === wave)
      .sort((a, b) => compareApplyOrder(a.target, b.target));
    if (!run.doneWaves.has(wave)) {
      const errors = inWave.flatMap(task =>
        applyTask(run, task, { context, now }),
      );
      if (errors.length > 0) {
        const message = `one or more objects failed to apply, reason: ${errors[0]}`;
        fail(run, { message, application: context.application, now });
        return false;
      }
      run.doneWaves.add(wave);
    }
    const isLast = wave === waves[waves.length - 1];
    if (!isLast && isWaiting(run, inWave, context.cluster)) return false;
  }
  return true;
}

/** @returns why it could not be applied; nothing if it could */
function applyTask(
  run: SyncRun,
  { target }: Task,
  options: { context: RunContext; now: Date },
): string[] {
  const { cluster, project } = options.context;
  // What came before may have brought the kind along.
  const kind = kindOf(cluster, target);
  const why = !kind
    ? notServed(target)
    : whyInvalid(
        { target, resource: { target, kind, status: 'OutOfSync' } },
        {
          ...options.context,
          project,
        },
      );
  if (why || !kind) {
    record(run, target, { status: 'SyncFailed', message: why ?? '' });
    return [why ?? ''];
  }
  try {
    const applied = { kind, manifest: target, manager: MANAGER };
    applyObject(cluster, applied, options.now);
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    record(run, target, { status: 'SyncFailed', message: error.message });
    return [error.message];
  }
  const message = `${nameOf(target)} serverside-applied`;
  record(run, target, { status: 'Synced', message });
  return [];
}

/** A wave that follows waits until this one is healthy. */
function isWaiting(run: SyncRun, tasks: Task[], cluster: GitOpsCluster) {
  const waiting = tasks.find(({ target }) => {
    const kind = kindOf(cluster, target);
    const live = kind && findLive(cluster, kind, target);
    return live && healthOf(live) === 'Progressing';
  });
  if (!waiting) return false;
  const { apiVersion, kind, metadata } = waiting.target;
  run.message = `waiting for healthy state of ${groupOf(apiVersion)}/${kind}/${
    metadata.name
  }`;
  return true;
}

/** Objects that Git no longer names go, unless they say `Prune=false`. */
function prune(run: SyncRun, { resources, cluster }: RunContext): void {
  for (const { target, live, kind } of resources) {
    if (target || !live || !kind) continue;
    const isKept = hasOption(live, 'Prune=false');
    if (!run.prune || isKept) {
      const message = isKept
        ? 'ignored (no prune)'
        : 'ignored (requires pruning)';
      record(run, live, { status: 'PruneSkipped', message });
      continue;
    }
    cluster.store.delete(kind.groupResource, live.metadata);
    record(run, live, { status: 'Pruned', message: 'pruned' });
  }
}

function createNamespace({ application, cluster }: RunContext): void {
  const { namespace: name } = application.destination;
  if (!application.syncOptions.has('CreateNamespace=true') || !name) return;
  if (cluster.store.get('namespaces', { name })) return;
  cluster.store.create('namespaces', { metadata: { name } });
}

function record(
  run: SyncRun,
  object: Manifest | KubeObject,
  result: Pick<ResourceResult, 'status' | 'message'>,
): void {
  const { apiVersion, kind, metadata } = object;
  run.results.set(keyOf(object), {
    group: groupOf(apiVersion),
    version: versionOf(apiVersion),
    kind,
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    ...result,
    hookPhase: result.status === 'SyncFailed' ? 'Failed' : 'Running',
    syncPhase: 'Sync',
  });
}

/** As kubectl names it: `schedule.velero.io/daily`. */
function nameOf({ apiVersion, kind, metadata }: Manifest): string {
  const group = groupOf(apiVersion);
  const lower = kind.toLocaleLowerCase('en-US');
  return `${group ? `${lower}.${group}` : lower}/${metadata.name}`;
}

function fail(
  run: SyncRun,
  options: { message: string; application: Application; now: Date },
): void {
  const { message, application, now } = options;
  const retry = nextRetry(application, { run, now });
  if (retry) {
    run.retryCount += 1;
    run.retryAt = retry;
    run.message = `${message}. Retrying attempt #${run.retryCount} at ${retry
      .toISOString()
      .slice(11, 16)}.`;
    return;
  }
  const tried = run.retryCount > 0 ? ` (retried ${run.retryCount} times).` : '';
  run.phase = 'Failed';
  run.message = `${message}${tried}`;
  run.finishedAt = now;
}
