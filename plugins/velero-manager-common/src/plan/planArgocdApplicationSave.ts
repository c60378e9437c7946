import type { ArgocdApplicationSaveIntent } from '../intents';
import { policyOf } from '../snapshot';
import {
  APPLICATIONS_DIRECTORY,
  BOOTSTRAP_DIRECTORY,
  PROJECTS_DIRECTORY,
} from '../snapshot/layout';
import { carryByRoot } from './carryByRoot';
import { conflict, PlanConflict, Planned } from './ChangePlan';
import { describeApplication } from './describeApplication';
import { finishPlan, PlanContext } from './finishPlan';
import {
  applicationFields,
  savedApplicationObject,
} from './objects/argocdApplication';
import { findArgocdObjects, saveArgocdObject } from './saveArgocdObject';

type Context = PlanContext<ArgocdApplicationSaveIntent>;

/**
 * Adds an Application of a team, or changes the one that is called so; the root
 * Application is made to carry its folder.
 *
 * @internal
 */
export function planArgocdApplicationSave(context: Context): Planned {
  const { intent, snapshot, settings } = context;
  const { files } = snapshot;
  const refused = refuseEngine(context) ?? refuseProject(context);
  if (refused) return refused;
  const { namespace } = settings.argocd;
  const saved = saveArgocdObject(files, intent, {
    kind: 'Application',
    name: intent.name,
    namespace,
    directory: APPLICATIONS_DIRECTORY,
    object: savedApplicationObject(intent, settings),
    fields: applicationFields(intent),
  });
  if ('result' in saved) return saved;
  const carried = carryByRoot(files, 'applications/*.yaml');
  return finishPlan(context, {
    title: `${saved.isNew ? 'Add' : 'Change'} application ${intent.name} ${
      saved.isNew ? 'to' : 'of'
    } ${intent.environment}`,
    summary: describeApplication(intent, {
      path: saved.path,
      isNew: saved.isNew,
      isCarried: carried !== null,
    }),
    files: new Map([
      [saved.path, saved.text],
      ...(carried ? [[carried.path, carried.text] as const] : []),
    ]),
  });
}

function refuseEngine({ intent, settings }: Context): PlanConflict | null {
  const engine =
    policyOf(settings, intent.environment)?.engine ?? settings.engine;
  return engine === 'argocd'
    ? null
    : conflict(
        APPLICATIONS_DIRECTORY,
        `The environment '${intent.environment}' is applied by Flux, which reads no Application of Argo CD.`,
      );
}

/** Argo CD refuses an Application whose project is not there. */
function refuseProject({
  intent,
  snapshot,
  settings,
}: Context): PlanConflict | null {
  const wanted = {
    kind: 'AppProject',
    name: intent.project,
    namespace: settings.argocd.namespace,
  };
  for (const directory of [PROJECTS_DIRECTORY, BOOTSTRAP_DIRECTORY]) {
    const found = findArgocdObjects(snapshot.files, directory, wanted);
    if ('result' in found) return found;
    if (found.manifests.length > 0) return null;
  }
  return conflict(
    PROJECTS_DIRECTORY,
    `No AppProject is called '${intent.project}' in this repository: it must be saved first.`,
  );
}
