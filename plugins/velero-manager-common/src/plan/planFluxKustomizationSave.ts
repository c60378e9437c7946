import type { FluxKustomizationSaveIntent } from '../intents';
import { fluxClusterPath, type RepositorySettings } from '../snapshot';
import { fluxClusterDirectory } from '../snapshot/layout';
import type { Manifest } from '../snapshot/readManifests';
import { conflict, PlanConflict, Planned } from './ChangePlan';
import { describeKustomization } from './describeKustomization';
import { findManifests } from './findManifests';
import { finishPlan, PlanContext } from './finishPlan';
import { fluxWishes, teamsCarrierObject } from './objects/fluxKustomization';
import { READER_NAMESPACE } from './objects/install';
import { appendObjects, saveFluxObjects } from './saveFluxObjects';

type Context = PlanContext<FluxKustomizationSaveIntent>;

/** Where the Flux objects of all clusters stand. */
const DIRECTORY = 'flux/clusters';

/**
 * Adds a Kustomization of a team to a cluster, with the service account that
 * keeps it to its namespace, or changes the one that is called so; the Flux of
 * the cluster is made to carry the folder that it stands in.
 *
 * @internal
 */
export function planFluxKustomizationSave(context: Context): Planned {
  const { intent, settings } = context;
  const draft = ownFiles(context);
  const refused = refuse(context, draft);
  if (refused) return refused;
  const known = findFluxObjects(draft);
  if ('result' in known) return known;
  const shared = sharedSourceIn(known, settings);
  if (!shared) {
    const path = fluxClusterPath(intent.cluster);
    return conflict(
      path,
      `No GitRepository in '${path}' is of this repository, so nothing of it can be applied.`,
    );
  }
  const dependencies = intent.dependsOn.map(name =>
    known.find(
      ({ identity }) =>
        identity?.kind === 'Kustomization' && identity.name === name,
    ),
  );
  const unknown = dependencies.indexOf(undefined);
  if (unknown >= 0) {
    return conflict(
      fluxClusterPath(intent.cluster),
      `No Kustomization of the cluster '${intent.cluster}' is called '${intent.dependsOn[unknown]}': what depends on it would wait for ever.`,
    );
  }
  const wished = {
    intent,
    settings,
    shared,
    dependencies: dependencies.map((found, index) => ({
      name: intent.dependsOn[index],
      namespace: found?.identity?.namespace ?? settings.flux.namespace,
    })),
  };
  const saved = saveFluxObjects(draft, intent, {
    path: `${fluxClusterDirectory(intent.cluster)}/${intent.name}.yaml`,
    directory: DIRECTORY,
    wishes: fluxWishes(wished),
  });
  if ('result' in saved) return saved;
  const isFirst = carryTeams(draft, intent.cluster, {
    known,
    carrier: teamsCarrierObject(wished),
  });
  return finishPlan(context, {
    title: `${saved.isNew ? 'Add' : 'Change'} kustomization ${intent.name} ${
      saved.isNew ? 'to' : 'of'
    } ${intent.cluster}`,
    summary: describeKustomization(intent, { ...saved, isFirst }),
    files: draft,
  });
}

/** What of the repository is for the Flux of this cluster. */
function ownFiles({ intent, snapshot }: Context): Map<string, string> {
  const file = fluxClusterPath(intent.cluster);
  const folder = `${fluxClusterDirectory(intent.cluster)}/`;
  return new Map(
    [...snapshot.files].filter(
      ([path]) => path === file || path.startsWith(folder),
    ),
  );
}

function refuse(
  { intent, settings }: Context,
  draft: ReadonlyMap<string, string>,
): PlanConflict | null {
  const { cluster, namespace } = intent;
  const path = fluxClusterPath(cluster);
  if (!draft.has(path)) {
    return conflict(
      path,
      `The repository has no '${path}', so no Flux applies anything to the cluster '${cluster}': it must be onboarded with Flux first.`,
    );
  }
  const kept = [
    settings.velero.namespace,
    settings.flux.namespace,
    READER_NAMESPACE,
  ];
  return kept.includes(namespace)
    ? conflict(
        path,
        `The namespace '${namespace}' belongs to the backups and to Flux itself, and no team may write to it.`,
      )
    : null;
}

function findFluxObjects(
  draft: ReadonlyMap<string, string>,
): Manifest[] | PlanConflict {
  const found = findManifests(draft, DIRECTORY, ({ apiVersion }) =>
    /^(source|kustomize)\.toolkit\.fluxcd\.io\//.test(apiVersion),
  );
  return 'result' in found ? found : found.manifests;
}

/** The source by which Velero itself is applied. */
function sharedSourceIn(
  known: readonly Manifest[],
  { repository, flux }: RepositorySettings,
): { name: string } | null {
  const found = known.find(
    ({ identity, document }) =>
      identity?.kind === 'GitRepository' &&
      (identity.namespace ?? flux.namespace) === flux.namespace &&
      document.getIn(['spec', 'url']) === repository.url,
  );
  return found?.identity?.name ? { name: found.identity.name } : null;
}

/** @returns whether the cluster's own file had to be changed for it */
function carryTeams(
  draft: Map<string, string>,
  cluster: string,
  { known, carrier }: { known: readonly Manifest[]; carrier: object },
): boolean {
  const file = fluxClusterPath(cluster);
  const folder = fluxClusterDirectory(cluster);
  const isCarried = known.some(
    ({ identity, document }) =>
      identity?.kind === 'Kustomization' &&
      String(document.getIn(['spec', 'path'])).replace(/^\.?\/|\/$/g, '') ===
        folder,
  );
  const isEmpty = ![...draft.keys()].some(path =>
    path.startsWith(`${folder}/`),
  );
  if (isCarried || isEmpty) return false;
  draft.set(file, appendObjects(draft.get(file) ?? '', [carrier]));
  return true;
}
