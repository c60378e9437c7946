import { clusterOf, Intent } from '../intents';
import {
  pathsOf,
  safePath,
  type RepositorySettings,
  type RepositorySnapshot,
} from '../snapshot';
import { isWithin } from '../snapshot/RepositorySnapshot';
import { conflict, Planned, PlannedFile } from './ChangePlan';
import { planHashOf } from './hashes';

/**
 * What the plan of one intent is made of.
 *
 * @internal
 */
export interface PlanContext<I extends Intent = Intent> {
  intent: I;
  snapshot: RepositorySnapshot;
  settings: RepositorySettings;
}

/**
 * Makes a plan of the files that shall be, `null` for those that shall not: what
 * is so already is left out, and with nothing left there is nothing to do.
 *
 * @internal
 */
export function finishPlan(
  { intent, snapshot }: PlanContext,
  change: {
    title: string;
    summary: string;
    files: ReadonlyMap<string, string | null>;
  },
): Planned {
  const scope = pathsOf(intent);
  for (const path of change.files.keys()) {
    const safe = safePath(path);
    if (!safe.ok) return conflict(path, safe.reason);
    if (!isWithin(scope, path)) {
      return conflict(
        path,
        `The file '${path}' is outside of what this change may touch.`,
      );
    }
  }
  const files = [...change.files]
    .map(([path, content]) => toPlanned(path, content, snapshot))
    .filter(file => file.before !== file.content)
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  if (files.length === 0) return { result: 'unchanged' };
  return {
    result: 'planned',
    plan: {
      title: change.title,
      summary: change.summary,
      files,
      baseRevision: snapshot.revision,
      planHash: planHashOf(files),
      scope,
      labels: ['velero-manager', `environment/${intent.environment}`],
      environment: intent.environment,
      cluster: clusterOf(intent),
    },
  };
}

function toPlanned(
  path: string,
  content: string | null,
  snapshot: RepositorySnapshot,
): PlannedFile {
  const before = snapshot.files.get(path) ?? null;
  if (content === null) return { path, action: 'delete', content, before };
  return { path, action: before === null ? 'add' : 'edit', content, before };
}

/**
 * The files of a repository as they are once a plan is merged.
 *
 * @public
 */
export function applyPlan(
  files: ReadonlyMap<string, string>,
  plan: { files: readonly PlannedFile[] },
): Map<string, string> {
  const after = new Map(files);
  for (const { path, content } of plan.files) {
    if (content === null) after.delete(path);
    else after.set(path, content);
  }
  return after;
}
