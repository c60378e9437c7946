import { intentIdentity } from '../intents';
import { Manifest } from '../snapshot/readManifests';
import { quoteValue } from '../words';
import { conflict, PlanConflict } from './ChangePlan';
import { ClusterContext, configLeafOf, listInLeaf } from './clusterLeaf';
import { changeAnnotations, placeLabels } from './objects/marks';
import { printYaml } from './printYaml';
import {
  editObject,
  Field,
  findObjects,
  isEditableObject,
  nest,
} from './objectFields';

/** An object that is to stand in the configuration of a cluster. @internal */
export interface ObjectSave {
  type: { apiVersion: string; kind: string };
  /** What people call it: `storage location`. */
  noun: string;
  name: string;
  /** Whether it must be there; else it must not, or be as wanted. */
  isExisting: boolean;
  /** Where a new one stands, below the leaf. */
  folder: string;
  file: string;
  fields: Field[];
  /** For a new one. */
  annotations?: Record<string, string>;
  /** Why the object that is there cannot be changed, in a sentence, or null. */
  refuse?: (manifest: Manifest) => string | null;
}

/** What was saved, in the draft; `before` is undefined for a new object. @internal */
export interface ObjectSaved {
  path: string;
  before: unknown;
}

/**
 * Writes an object to the draft of a cluster's leaf: a new file that is listed,
 * or fields of the object that is called so, wherever it stands.
 *
 * @internal
 */
export function saveInLeaf(
  context: ClusterContext,
  draft: Map<string, string>,
  save: ObjectSave,
): ObjectSaved | PlanConflict {
  const at = configLeafOf(context);
  if ('result' in at) return at;
  const { leaf } = at;
  const { namespace } = context.settings.velero;
  const read = findObjects(draft, leaf, { ...save.type, namespace });
  if ('result' in read) return read;
  const own = read.manifests.filter(
    ({ identity }) => identity?.name === save.name,
  );
  if (own.length > 1) {
    return conflict(
      own[1].path,
      `The ${save.noun} '${save.name}' stands in '${own[0].path}' and in '${own[1].path}'; only one of them can be meant.`,
    );
  }
  const [manifest] = own;
  const saved = manifest
    ? changeObject(context, manifest, save)
    : addObject(context, leaf, save);
  if ('result' in saved) return saved;
  draft.set(saved.path, saved.text);
  const listed = listInLeaf(context, leaf, saved.path);
  if ('result' in listed) return listed;
  draft.set(...listed.file);
  return { path: saved.path, before: manifest?.data };
}

function addObject(
  { intent, snapshot, settings }: ClusterContext,
  leaf: string,
  save: ObjectSave,
): { path: string; text: string } | PlanConflict {
  const { name, file } = save;
  if (save.isExisting) {
    return conflict(
      leaf,
      `The cluster '${intent.cluster}' has no ${save.noun} called '${name}' in this repository.`,
    );
  }
  // Of two that would be called the same, the second is told apart by its name.
  const path = [file, file.replace(/\.yaml$/, `-${name}.yaml`)]
    .map(item => `${leaf}/${save.folder}/${item}`)
    .find(item => !snapshot.files.has(item));
  if (path === undefined) {
    return conflict(
      `${leaf}/${save.folder}/${file}`,
      `The file '${leaf}/${save.folder}/${file}' is there already and holds something else.`,
    );
  }
  const { spec } = nest(save.fields);
  const object = {
    ...save.type,
    metadata: {
      name,
      namespace: settings.velero.namespace,
      labels: placeLabels(intent),
      annotations: {
        ...save.annotations,
        ...changeAnnotations(intentIdentity(intent), spec),
      },
    },
    spec,
  };
  return { path, text: printYaml([object]) };
}

function changeObject(
  { intent, snapshot }: ClusterContext,
  manifest: Manifest,
  save: ObjectSave,
): { path: string; text: string } | PlanConflict {
  const { path } = manifest;
  const { noun, name, fields } = save;
  const refusal = save.refuse?.(manifest) ?? null;
  if (refusal !== null) return conflict(path, refusal);
  if (!isEditableObject(manifest, fields)) {
    return notEditable(manifest, noun);
  }
  const before = snapshot.files.get(path) ?? '';
  const text = editObject(manifest, before, {
    fields,
    place: intent,
    change: intentIdentity(intent),
  });
  if (!save.isExisting && text !== before) {
    return conflict(
      path,
      `The cluster '${intent.cluster}' already has a ${noun} called '${name}'; to change it, name it as the existing one.`,
    );
  }
  return { path, text };
}

/** @internal */
export function notEditable(
  { path, identity }: Manifest,
  noun: string,
): PlanConflict {
  return conflict(
    path,
    `The ${noun} ${quoteValue(
      identity?.name,
    )} in '${path}' is not written as maps of its own, so it cannot be changed safely.`,
  );
}

/** The files of a draft that are not as they were. @internal */
export function changedOf(
  { snapshot }: Pick<ClusterContext, 'snapshot'>,
  draft: ReadonlyMap<string, string>,
): Map<string, string> {
  return new Map(
    [...draft].filter(([path, text]) => snapshot.files.get(path) !== text),
  );
}

/** Why an object of one provider cannot become one of another, or null. @internal */
export function refuseProvider(
  { document }: Manifest,
  options: { noun: string; name: string; provider: string },
): string | null {
  const { noun, name, provider } = options;
  const now: unknown = document.getIn(['spec', 'provider']);
  if (now === provider || now === `velero.io/${provider}`) return null;
  return `The ${noun} '${name}' is kept by the provider ${quoteValue(
    now,
  )}, and a location cannot change it: what it holds stays where it is. Add another location instead.`;
}
