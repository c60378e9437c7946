import type {
  ArgocdApplicationSaveIntent,
  ArgocdApplicationSetSaveIntent,
} from '../intents';
import { policyOf } from '../snapshot';
import {
  APPLICATIONS_DIRECTORY,
  APPLICATION_SETS_DIRECTORY,
  BOOTSTRAP_DIRECTORY,
  PROJECTS_DIRECTORY,
} from '../snapshot/layout';
import { conflict, PlanConflict } from './ChangePlan';
import type { PlanContext } from './finishPlan';
import { findArgocdObjects } from './saveArgocdObject';

type Context = PlanContext<
  ArgocdApplicationSaveIntent | ArgocdApplicationSetSaveIntent
>;

const DIRECTORIES = {
  Application: APPLICATIONS_DIRECTORY,
  ApplicationSet: APPLICATION_SETS_DIRECTORY,
};

/**
 * Why Argo CD would not apply what is asked for: it does not apply the
 * environment, or the project is not there.
 *
 * @internal
 */
export function refuseOfArgocd(
  context: Context,
  kind: keyof typeof DIRECTORIES,
): PlanConflict | null {
  const { environment } = context.intent;
  const engine =
    policyOf(context.settings, environment)?.engine ?? context.settings.engine;
  return engine === 'argocd'
    ? refuseProject(context)
    : conflict(
        DIRECTORIES[kind],
        `The environment '${environment}' is applied by Flux, which reads no ${kind} of Argo CD.`,
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
