import { intentIdentity, scheduleNameOf, ScheduleSaveIntent } from '../intents';
import { leafDirectory } from '../snapshot';
import { scheduleFileName } from '../snapshot/layout';
import { isMap } from '../snapshot/readManifests';
import { conflict, Planned } from './ChangePlan';
import { describeSchedule } from './describeSchedule';
import { contentOf, editSchedule, isEditableSchedule } from './editSchedule';
import { findSchedule, missingCluster } from './findSchedule';
import { finishPlan, PlanContext } from './finishPlan';
import { joinClusters } from './joinClusters';
import { listInKustomization } from './listInKustomization';
import { scheduleObject, type ScheduleContent } from './objects/schedule';
import { printYaml } from './printYaml';

type Context = PlanContext<ScheduleSaveIntent>;

/**
 * Adds a schedule to a cluster, or to each of several, or changes the one that
 * is called so. An edit keeps comments, order and fields of others, and renames
 * nothing.
 *
 * @internal
 */
export function planScheduleSave(context: Context): Planned {
  const { alsoIn = [], ...intent } = context.intent;
  return alsoIn.length === 0
    ? planInCluster(context)
    : joinClusters(context, cluster =>
        planInCluster({ ...context, intent: { ...intent, cluster } }),
      );
}

function planInCluster(context: Context): Planned {
  const { intent, snapshot } = context;
  const leaf = leafDirectory(intent, 'velero-config');
  const missing = missingCluster(context, intent);
  if (missing) return missing;
  const name = scheduleNameOf(intent);
  const found = findSchedule(context, { ...intent, name });
  if ('result' in found) return found;
  if (found.manifest === null && intent.existing !== undefined) {
    return conflict(
      leaf,
      `The cluster '${intent.cluster}' has no schedule called '${name}' in this repository.`,
    );
  }
  if (found.manifest === null) return addSchedule(context, leaf);
  if (!isEditableSchedule(found.manifest, intent)) {
    return conflict(
      found.manifest.path,
      `The schedule '${name}' in '${found.manifest.path}' is not written as maps of its own, so it cannot be changed safely.`,
    );
  }
  const before = snapshot.files.get(found.manifest.path) ?? '';
  const edited = editSchedule(intent, found.manifest, before);
  if (intent.existing === undefined && edited !== before) {
    return conflict(
      found.manifest.path,
      `The cluster '${intent.cluster}' already has a schedule called '${name}'; to change it, name it as the existing one.`,
    );
  }
  return save(context, leaf, {
    path: found.manifest.path,
    text: edited,
    verb: 'Change',
    schedule: contentOf(found.manifest, intent),
    spec: specIn(found.manifest.document.toJS()),
  });
}

function addSchedule(context: Context, leaf: string): Planned {
  const { intent, snapshot, settings } = context;
  const { scope = '', frequency = '', retention } = intent;
  const file = scheduleFileName({ scope, frequency, retention });
  const path = `${leaf}/backup-schedules/${file}`;
  if (snapshot.files.has(path)) {
    return conflict(
      path,
      `The file '${path}' is there already and holds something else.`,
    );
  }
  const object = scheduleObject(intent, {
    name: scheduleNameOf(intent),
    namespace: settings.velero.namespace,
    place: intent,
    change: intentIdentity(intent),
  });
  return save(context, leaf, {
    path,
    text: printYaml([object]),
    verb: 'Add',
    schedule: intent,
    spec: specIn(object),
  });
}

function save(
  context: Context,
  leaf: string,
  change: {
    path: string;
    text: string;
    verb: 'Add' | 'Change';
    schedule: ScheduleContent;
    spec: unknown;
  },
): Planned {
  const { intent, snapshot } = context;
  const kustomization = `${leaf}/kustomization.yaml`;
  const listed = listInKustomization(
    kustomization,
    snapshot.files.get(kustomization) ?? '',
    [change.path.slice(leaf.length + 1)],
  );
  if (listed === null) {
    return conflict(
      kustomization,
      `The file '${kustomization}' is no kustomization with a list of resources.`,
    );
  }
  const name = scheduleNameOf(intent);
  const to = change.verb === 'Add' ? 'to' : 'of';
  return finishPlan(context, {
    title: `${change.verb} schedule ${name} ${to} ${intent.cluster}`,
    summary: describeSchedule(intent, { name, ...change }),
    files: new Map([
      [change.path, change.text],
      [kustomization, listed],
    ]),
  });
}

function specIn(object: unknown): unknown {
  return isMap(object) ? object.spec : undefined;
}
