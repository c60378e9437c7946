import type { SchedulePauseIntent } from '../intents';
import { leafDirectory } from '../snapshot';
import type { Manifest } from '../snapshot/readManifests';
import { conflict, Planned } from './ChangePlan';
import { describePause } from './describePause';
import { isEditable, printEdited, setField } from './editManifest';
import { findSchedule, missingCluster } from './findSchedule';
import { finishPlan, PlanContext } from './finishPlan';
import { isEdited, markEdited } from './markEdited';
import { PAUSED_REASON_ANNOTATION } from './objects/marks';

/**
 * Keeps a schedule from running, or lets it run again. The reason is kept as an
 * annotation for whoever finds it paused.
 *
 * @internal
 */
export function planSchedulePause(
  context: PlanContext<SchedulePauseIntent>,
): Planned {
  const { intent, snapshot } = context;
  const missing = missingCluster(context, intent);
  if (missing) return missing;
  const found = findSchedule(context, { ...intent, name: intent.existing });
  if ('result' in found) return found;
  const { manifest } = found;
  if (manifest === null) {
    return conflict(
      leafDirectory(intent, 'velero-config'),
      `The cluster '${intent.cluster}' has no schedule called '${intent.existing}' in this repository.`,
    );
  }
  const { path } = manifest;
  if (!canPause(manifest)) {
    return conflict(
      path,
      `The schedule '${intent.existing}' in '${path}' is not written as maps of its own, so it cannot be changed safely.`,
    );
  }
  pause(intent, manifest);
  if (!isEdited(manifest)) return { result: 'unchanged' };
  const before = snapshot.files.get(path) ?? '';
  return finishPlan(context, {
    title: `${intent.paused ? 'Pause' : 'Resume'} schedule ${
      intent.existing
    } of ${intent.cluster}`,
    summary: describePause(intent, manifest),
    files: new Map([[path, printEdited(before, manifest)]]),
  });
}

function canPause({ document }: Manifest): boolean {
  return [
    ['spec', 'paused'],
    ['metadata', 'annotations', PAUSED_REASON_ANNOTATION],
  ].every(path => isEditable(document, path));
}

/**
 * A schedule that runs says so: where somebody paused it in the cluster, both
 * Argo CD and Flux leave alone what Git does not name.
 */
function pause(intent: SchedulePauseIntent, manifest: Manifest): void {
  const { document } = manifest;
  setField(document, ['spec', 'paused'], intent.paused);
  setField(
    document,
    ['metadata', 'annotations', PAUSED_REASON_ANNOTATION],
    intent.reason,
  );
  markEdited(intent, manifest);
}
