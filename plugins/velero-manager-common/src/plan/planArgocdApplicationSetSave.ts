import type { ArgocdApplicationSetSaveIntent } from '../intents';
import { CLUSTER_APPS_DIRECTORY, type RepositorySettings } from '../snapshot';
import {
  APPLICATION_SETS_DIRECTORY,
  BOOTSTRAP_DIRECTORY,
} from '../snapshot/layout';
import { isMap, type Manifest } from '../snapshot/readManifests';
import { quoteNames } from '../words';
import { carryByRoot } from './carryByRoot';
import { conflict, PlanConflict, Planned } from './ChangePlan';
import { describeApplicationSet } from './describeApplicationSet';
import { findManifests } from './findManifests';
import { finishPlan, PlanContext } from './finishPlan';
import { BOOTSTRAP_PROJECT } from './objects/argocd';
import {
  applicationSetFields,
  applicationSetObject,
  TEMPLATE_PATH,
} from './objects/argocdApplicationSet';
import { allowsKind } from './objects/projectRules';
import { refuseOfArgocd } from './refuseOfArgocd';
import { findArgocdObjects, saveArgocdObject } from './saveArgocdObject';

type Context = PlanContext<ArgocdApplicationSetSaveIntent>;

/** The same folder of every cluster. */
const FOLDERS = /^environments\/[^/]+\/clusters\/\*\/[^/*]+$/;
const KIND = { group: 'argoproj.io', kind: 'ApplicationSet' };

/**
 * Adds an ApplicationSet that has one Application for each cluster of an
 * environment, or changes the one that is called so.
 *
 * @internal
 */
export function planArgocdApplicationSetSave(context: Context): Planned {
  const { intent, snapshot, settings } = context;
  const { files } = snapshot;
  const refused =
    refuseOfArgocd(context, 'ApplicationSet') ??
    refuseRoot(files, settings) ??
    refuseOwnApplications(context) ??
    refuseOtherForm(context);
  if (refused) return refused;
  const saved = saveArgocdObject(files, intent, {
    ...wantedOf(context),
    directory: APPLICATION_SETS_DIRECTORY,
    object: applicationSetObject(intent, settings),
    fields: applicationSetFields(intent, settings),
  });
  if ('result' in saved) return saved;
  const carried = carryByRoot(files, 'applicationsets/*.yaml');
  return finishPlan(context, {
    title: `${saved.isNew ? 'Add' : 'Change'} application set ${intent.name} ${
      saved.isNew ? 'to' : 'of'
    } ${intent.environment}`,
    summary: describeApplicationSet(intent, {
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

function wantedOf({ intent, settings }: Context) {
  const { namespace } = settings.argocd;
  return { kind: 'ApplicationSet', name: intent.name, namespace };
}

/**
 * Argo CD applies nothing at all of what the root carries where its project
 * forbids one kind of it, so one change cannot both allow the kind and use it.
 */
function refuseRoot(
  files: ReadonlyMap<string, string>,
  { argocd }: RepositorySettings,
): PlanConflict | null {
  const found = findArgocdObjects(files, BOOTSTRAP_DIRECTORY, {
    kind: 'AppProject',
    name: BOOTSTRAP_PROJECT,
    namespace: argocd.namespace,
  });
  if ('result' in found) return found;
  const [project] = found.manifests;
  const list: unknown =
    project?.document.toJS().spec?.namespaceResourceWhitelist;
  if (!Array.isArray(list)) return null;
  const kinds = list
    .filter(isMap)
    .map(({ group, kind }) => ({ group: String(group), kind: String(kind) }));
  return allowsKind(kinds, KIND)
    ? null
    : conflict(
        project.path,
        `The project '${BOOTSTRAP_PROJECT}' in '${project.path}' does not allow the kind 'ApplicationSet': Argo CD would then apply nothing of what the root carries, so a change of its own must allow it first, in 'namespaceResourceWhitelist' with the group 'argoproj.io'.`,
      );
}

/** Two Applications that apply one folder undo each other for ever. */
function refuseOwnApplications({ intent, snapshot }: Context) {
  const { environment, folder, exclude } = intent;
  const clusters = `environments/${environment}/clusters/`;
  const found = findManifests(
    snapshot.files,
    CLUSTER_APPS_DIRECTORY,
    ({ kind }) => kind === 'Application',
  );
  if ('result' in found) return found;
  const own = found.manifests
    .flatMap(({ data }) => pathsIn(data))
    .filter(path => path.startsWith(clusters))
    .map(path => path.slice(clusters.length).split('/'))
    .filter(([cluster, name]) => name === folder && !exclude.includes(cluster))
    .map(([cluster]) => cluster);
  return own.length === 0
    ? null
    : conflict(
        CLUSTER_APPS_DIRECTORY,
        `An Application of its own applies the folder '${folder}' of ${quoteNames(
          own,
        )} already: leave ${
          own.length === 1 ? 'this cluster' : 'these clusters'
        } out of the ApplicationSet, or take ${
          own.length === 1 ? 'that Application' : 'those Applications'
        } out first.`,
      );
}

/** The folders that an Application takes, without the dots and slashes around. */
function pathsIn(data: unknown): string[] {
  const spec = isMap(data) && isMap(data.spec) ? data.spec : {};
  const sources = Array.isArray(spec.sources) ? spec.sources : [spec.source];
  return sources
    .filter(isMap)
    .flatMap(({ path }) => (typeof path === 'string' ? [path] : []))
    .map(path => path.replace(/^(\.?\/)+|\/+$/g, ''));
}

/** What this form does not write, it cannot change either. */
function refuseOtherForm(context: Context): PlanConflict | null {
  const found = findArgocdObjects(
    context.snapshot.files,
    APPLICATION_SETS_DIRECTORY,
    wantedOf(context),
  );
  if ('result' in found) return found;
  const other = found.manifests.find(manifest => !isOfFolders(manifest));
  return other
    ? conflict(
        other.path,
        `The ApplicationSet '${context.intent.name}' in '${other.path}' is not made of the folders of clusters alone, so it cannot be changed safely.`,
      )
    : null;
}

function isOfFolders({ document, data }: Manifest): boolean {
  const generators = isMap(data) && isMap(data.spec) && data.spec.generators;
  if (!Array.isArray(generators) || generators.length !== 1) return false;
  const [{ git }] = generators.map(item => (isMap(item) ? item : {}));
  const path = ['spec', 'template', 'spec', 'source', 'path'];
  return (
    isMap(git) &&
    git.files === undefined &&
    Array.isArray(git.directories) &&
    git.directories
      .map(item => (isMap(item) ? item : {}))
      .every(item => item.exclude === true || FOLDERS.test(`${item.path}`)) &&
    withoutSpaces(document.getIn(path)) === withoutSpaces(TEMPLATE_PATH)
  );
}

function withoutSpaces(text: unknown): string {
  return String(text).replace(/\s/g, '');
}
