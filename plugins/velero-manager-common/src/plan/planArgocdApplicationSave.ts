import type { ArgocdApplicationSaveIntent } from '../intents';
import { APPLICATIONS_DIRECTORY } from '../snapshot/layout';
import { carryByRoot } from './carryByRoot';
import type { Planned } from './ChangePlan';
import { describeApplication } from './describeApplication';
import { finishPlan, PlanContext } from './finishPlan';
import {
  applicationFields,
  savedApplicationObject,
} from './objects/argocdApplication';
import { refuseOfArgocd } from './refuseOfArgocd';
import { saveArgocdObject } from './saveArgocdObject';

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
  const refused = refuseOfArgocd(context, 'Application');
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
