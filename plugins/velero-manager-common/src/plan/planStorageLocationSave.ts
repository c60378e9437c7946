import { intentIdentity, StorageLocationSaveIntent } from '../intents';
import { locationNameOf } from '../intents/storageLocationSaveIntent';
import { Manifest } from '../snapshot/readManifests';
import { quoteValue } from '../words';
import { conflict, PlanConflict, Planned } from './ChangePlan';
import { configLeafOf, engineOf, listInLeaf } from './clusterLeaf';
import { describeStorageLocation } from './describeStorageLocation';
import { finishPlan, PlanContext } from './finishPlan';
import { keepAnnotations } from './objects/install';
import { changeAnnotations, placeLabels } from './objects/marks';
import {
  locationFields,
  PLUGIN_OF,
  savedLocationFileName,
  STORAGE_LOCATION,
} from './objects/savedLocation';
import { printYaml } from './printYaml';
import {
  editObject,
  Field,
  findObjects,
  isEditableObject,
  nest,
} from './saveObject';

type Context = PlanContext<StorageLocationSaveIntent>;

const DEFAULT = ['spec', 'default'];

/**
 * Adds a storage location to a cluster, or changes the one that is called so. A
 * location that becomes the default takes that from all others of its cluster:
 * of two, Velero and Git would undo each other for ever (trap T5).
 *
 * @internal
 */
export function planStorageLocationSave(context: Context): Planned {
  const { intent, snapshot } = context;
  const at = configLeafOf(context);
  if ('result' in at) return at;
  const { leaf } = at;
  const name = locationNameOf(intent);
  const files = new Map(snapshot.files);
  const read = findLocations(context, files, leaf);
  if ('result' in read) return read;
  const own = read.found.filter(({ identity }) => identity?.name === name);
  if (own.length > 1) {
    return conflict(
      own[1].path,
      `The storage location '${name}' stands in '${own[0].path}' and in '${own[1].path}'; only one of them can be meant.`,
    );
  }
  const [manifest] = own;
  const saved = manifest
    ? changeLocation(context, manifest)
    : addLocation(context, leaf);
  if ('result' in saved) return saved;
  files.set(saved.path, saved.text);
  const others =
    intent.default === true ? unmakeDefaults(context, files, leaf) : { names: [] };
  if ('result' in others) return others;
  const listed = listInLeaf(context, leaf, saved.path);
  if ('result' in listed) return listed;
  files.set(...listed.file);
  const verb = manifest ? 'Change' : 'Add';
  return finishPlan(context, {
    title: `${verb} storage location ${name} ${manifest ? 'of' : 'to'} ${
      intent.cluster
    }`,
    summary: describeStorageLocation(intent, {
      path: saved.path,
      before: manifest?.data,
      noLongerDefault: others.names,
    }),
    files: changedOf(snapshot.files, files),
  });
}

function findLocations(
  { settings }: Context,
  files: ReadonlyMap<string, string>,
  leaf: string,
) {
  const { namespace } = settings.velero;
  return findObjects(files, leaf, { ...STORAGE_LOCATION, namespace });
}

function addLocation(
  context: Context,
  leaf: string,
): { path: string; text: string } | PlanConflict {
  const { intent, snapshot, settings } = context;
  const name = locationNameOf(intent);
  if (intent.existing !== undefined) {
    return conflict(
      leaf,
      `The cluster '${intent.cluster}' has no storage location called '${name}' in this repository.`,
    );
  }
  const file = savedLocationFileName(intent);
  // A second location of the same region is told apart by its name.
  const path = [file, file.replace(/\.yaml$/, `-${name}.yaml`)]
    .map(item => `${leaf}/storage-locations/${item}`)
    .find(item => !snapshot.files.has(item));
  if (path === undefined) {
    return conflict(
      `${leaf}/storage-locations/${file}`,
      `The file '${leaf}/storage-locations/${file}' is there already and holds something else.`,
    );
  }
  const { spec } = nest(locationFields(intent));
  const object = {
    ...STORAGE_LOCATION,
    metadata: {
      name,
      namespace: settings.velero.namespace,
      labels: placeLabels(intent),
      annotations: {
        ...keepAnnotations({ engine: engineOf(context) }),
        ...changeAnnotations(intentIdentity(intent), spec),
      },
    },
    spec,
  };
  return { path, text: printYaml([object]) };
}

function changeLocation(
  context: Context,
  manifest: Manifest,
): { path: string; text: string } | PlanConflict {
  const { intent, snapshot } = context;
  const { path } = manifest;
  const name = locationNameOf(intent);
  const provider: unknown = manifest.document.getIn(['spec', 'provider']);
  const plugin = PLUGIN_OF[intent.provider];
  if (provider !== plugin && provider !== `velero.io/${plugin}`) {
    return conflict(
      path,
      `The storage location '${name}' is kept by the provider ${quoteValue(
        provider,
      )}, and a location cannot change it: its backups stay where they are. Add another location instead.`,
    );
  }
  const fields = locationFields(intent).filter(
    ([field]) => field.join('.') !== 'spec.provider',
  );
  if (!isEditableObject(manifest, fields)) return notEditable(manifest, name);
  const before = snapshot.files.get(path) ?? '';
  const text = edit(context, manifest, { before, fields });
  if (intent.existing === undefined && text !== before) {
    return conflict(
      path,
      `The cluster '${intent.cluster}' already has a storage location called '${name}'; to change it, name it as the existing one.`,
    );
  }
  return { path, text };
}

/** Takes the flag from every other location, in the files as they are by now. */
function unmakeDefaults(
  context: Context,
  files: Map<string, string>,
  leaf: string,
): { names: string[] } | PlanConflict {
  const name = locationNameOf(context.intent);
  const names: string[] = [];
  const fields: Field[] = [[DEFAULT, undefined]];
  for (;;) {
    const read = findLocations(context, files, leaf);
    if ('result' in read) return read;
    const other = read.found.find(
      ({ identity, document }) =>
        identity?.name !== name && document.getIn(DEFAULT) === true,
    );
    if (!other) return { names };
    const otherName = other.identity?.name ?? '';
    if (!isEditableObject(other, fields)) return notEditable(other, otherName);
    const before = files.get(other.path) ?? '';
    files.set(other.path, edit(context, other, { before, fields }));
    names.push(otherName);
  }
}

function edit(
  { intent }: Context,
  manifest: Manifest,
  { before, fields }: { before: string; fields: Field[] },
): string {
  return editObject(manifest, before, {
    fields,
    place: intent,
    change: intentIdentity(intent),
  });
}

function notEditable({ path }: Manifest, name: string): PlanConflict {
  return conflict(
    path,
    `The storage location ${quoteValue(
      name,
    )} in '${path}' is not written as maps of its own, so it cannot be changed safely.`,
  );
}

function changedOf(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): Map<string, string> {
  return new Map(
    [...after].filter(([path, text]) => before.get(path) !== text),
  );
}
