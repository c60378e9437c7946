import { intentIdentity, StorageLocationSaveIntent } from '../intents';
import { locationNameOf } from '../intents/storageLocationSaveIntent';
import { leafDirectory } from '../snapshot';
import { PlanConflict, Planned } from './ChangePlan';
import { engineOf } from './clusterLeaf';
import { describeStorageLocation } from './describeStorageLocation';
import { finishPlan, PlanContext } from './finishPlan';
import { keepAnnotations } from './objects/install';
import {
  locationFields,
  PLUGIN_OF,
  savedLocationFileName,
  STORAGE_LOCATION,
} from './objects/savedLocation';
import {
  changedOf,
  notEditable,
  refuseProvider,
  saveInLeaf,
} from './saveInLeaf';
import {
  editObject,
  Field,
  findObjects,
  isEditableObject,
} from './objectFields';

type Context = PlanContext<StorageLocationSaveIntent>;

const NOUN = 'storage location';
const DEFAULT = ['spec', 'default'];
const NO_DEFAULT: Field[] = [[DEFAULT, undefined]];

/**
 * Adds a storage location to a cluster, or changes the one that is called so. A
 * location that becomes the default takes that from all others of its cluster:
 * of two, Velero and Git would undo each other for ever (trap T5).
 *
 * @internal
 */
export function planStorageLocationSave(context: Context): Planned {
  const { intent, snapshot } = context;
  const name = locationNameOf(intent);
  const draft = new Map(snapshot.files);
  const saved = saveInLeaf(context, draft, {
    type: STORAGE_LOCATION,
    noun: NOUN,
    name,
    isExisting: intent.existing !== undefined,
    folder: 'storage-locations',
    file: savedLocationFileName(intent),
    fields: locationFields(intent),
    annotations: keepAnnotations({ engine: engineOf(context) }),
    refuse: manifest =>
      refuseProvider(manifest, {
        noun: NOUN,
        name,
        provider: PLUGIN_OF[intent.provider],
      }),
  });
  if ('result' in saved) return saved;
  const others =
    intent.default === true ? unmakeDefaults(context, draft) : { names: [] };
  if ('result' in others) return others;
  const isNew = saved.before === undefined;
  return finishPlan(context, {
    title: `${isNew ? 'Add' : 'Change'} storage location ${name} ${
      isNew ? 'to' : 'of'
    } ${intent.cluster}`,
    summary: describeStorageLocation(intent, {
      ...saved,
      noLongerDefault: others.names,
    }),
    files: changedOf(context, draft),
  });
}

/** Takes the flag from every other location, in the files as they are by now. */
function unmakeDefaults(
  { intent, settings }: Context,
  draft: Map<string, string>,
): { names: string[] } | PlanConflict {
  const leaf = leafDirectory(intent, 'velero-config');
  const { namespace } = settings.velero;
  const names: string[] = [];
  for (;;) {
    const read = findObjects(draft, leaf, { ...STORAGE_LOCATION, namespace });
    if ('result' in read) return read;
    const other = read.manifests.find(
      ({ identity, document }) =>
        identity?.name !== locationNameOf(intent) &&
        document.getIn(DEFAULT) === true,
    );
    if (!other) return { names };
    if (!isEditableObject(other, NO_DEFAULT)) return notEditable(other, NOUN);
    const text = editObject(other, draft.get(other.path) ?? '', {
      fields: NO_DEFAULT,
      place: intent,
      change: intentIdentity(intent),
    });
    draft.set(other.path, text);
    names.push(other.identity?.name ?? '');
  }
}
