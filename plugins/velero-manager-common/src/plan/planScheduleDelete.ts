import type { ScheduleDeleteIntent } from '../intents';
import { leafDirectory } from '../snapshot';
import { isMap, type Manifest, readManifests } from '../snapshot/readManifests';
import { conflict, type PlanConflict, Planned } from './ChangePlan';
import { describeDeletion } from './describeDeletion';
import { findSchedule, missingCluster } from './findSchedule';
import { finishPlan, PlanContext } from './finishPlan';
import { findReferences } from './scheduleReferences';
import { unlistInKustomization } from './unlistInKustomization';

type Context = PlanContext<ScheduleDeleteIntent>;

/**
 * Takes a schedule out of its file, and the file away when nothing else is in
 * it. A schedule that is not there is nothing to do.
 *
 * @internal
 */
export function planScheduleDelete(context: Context): Planned {
  const { intent, snapshot } = context;
  const missing = missingCluster(context, intent);
  if (missing) return missing;
  const found = findSchedule(context, { ...intent, name: intent.existing });
  if ('result' in found) return found;
  const { manifest } = found;
  if (manifest === null) return { result: 'unchanged' };
  const references = findReferences(snapshot, intent);
  const [blocking] = references.filter(({ breaks }) => breaks);
  if (blocking) {
    return conflict(
      blocking.path,
      `The schedule '${intent.existing}' is still named by ${blocking.what} in '${blocking.path}' (line ${blocking.line}); that must go first.`,
    );
  }
  const files = remove(context, manifest);
  if (!(files instanceof Map)) return files;
  return finishPlan(context, {
    title: `Remove schedule ${intent.existing} from ${intent.cluster}`,
    summary: describeDeletion(intent, { manifest, references }),
    files,
  });
}

function remove(
  { intent, snapshot }: Context,
  manifest: Manifest,
): Map<string, string | null> | PlanConflict {
  const { path } = manifest;
  const text = snapshot.files.get(path) ?? '';
  const { manifests } = readManifests(path, text);
  if (manifests.length > 1) {
    const rest = cut(text, manifest);
    const after = readManifests(path, rest);
    return after.problems.length === 0 &&
      after.manifests.length === manifests.length - 1
      ? new Map([[path, rest]])
      : conflict(
          path,
          `The schedule '${intent.existing}' cannot be taken out of '${path}' safely: its documents do not stand on their own.`,
        );
  }
  const leaf = leafDirectory(intent, 'velero-config');
  const kustomization = `${leaf}/kustomization.yaml`;
  const listed = unlistInKustomization(
    kustomization,
    snapshot.files.get(kustomization) ?? '',
    path.slice(leaf.length + 1),
  );
  if (listed === null) {
    return conflict(
      kustomization,
      `The file '${kustomization}' is no kustomization with a list of resources.`,
    );
  }
  if (isEmptied(kustomization, listed)) {
    return conflict(
      kustomization,
      `The schedule '${intent.existing}' is all that '${kustomization}' lists, and kustomize refuses an empty list; remove the cluster instead.`,
    );
  }
  return new Map([
    [path, null],
    [kustomization, listed],
  ]);
}

/** The text without one of its documents; a file does not begin with a separator. */
function cut(text: string, { range: [start, end] }: Manifest): string {
  const rest = `${text.slice(0, start)}${text.slice(end)}`;
  return start === 0 ? rest.replace(/^\s*---[ \t]*\n/, '') : rest;
}

function isEmptied(path: string, text: string): boolean {
  const [manifest] = readManifests(path, text).manifests;
  const data = isMap(manifest?.data) ? manifest.data : {};
  return ['resources', 'components'].every(field => {
    const list = data[field];
    return !Array.isArray(list) || list.length === 0;
  });
}
