import type { ScheduleDeleteIntent } from '../intents';
import { leafDirectory } from '../snapshot';
import type { Manifest } from '../snapshot/readManifests';
import { conflict, type PlanConflict, Planned } from './ChangePlan';
import { describeDeletion } from './describeDeletion';
import { findSchedule, missingCluster } from './findSchedule';
import { finishPlan, PlanContext } from './finishPlan';
import { findReferences } from './scheduleReferences';
import { takeOutObject } from './takeOutObject';

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
  const leaf = leafDirectory(intent, 'velero-config');
  const taken = takeOutObject(snapshot.files, {
    manifest,
    title: `schedule '${intent.existing}'`,
    directory: leaf,
  });
  if ('result' in taken) return taken;
  const list = `${leaf}/kustomization.yaml`;
  return taken.isListEmpty
    ? conflict(
        list,
        `The schedule '${intent.existing}' is all that '${list}' lists, and kustomize refuses an empty list; remove the cluster instead.`,
      )
    : taken.files;
}
