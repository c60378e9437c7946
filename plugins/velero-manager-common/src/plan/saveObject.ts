import type { Intent } from '../intents';
import type { ClusterPlace } from '../snapshot';
import type { Manifest, ObjectIdentity } from '../snapshot/readManifests';
import { conflict, PlanConflict } from './ChangePlan';
import { isEditable, printEdited, setField } from './editManifest';
import { findManifests } from './findManifests';
import { isEdited, markEdited } from './markEdited';
import { placeLabels } from './objects/marks';
import { printYaml } from './printYaml';

/** A field, and what it shall say; undefined takes it out. @internal */
export type FieldWish = readonly [path: string[], value: unknown];

/** An object as it shall stand in the repository. @internal */
export interface ObjectWish {
  /** The whole object, for where it does not stand yet. */
  object: object;
  /** Where it stands then. */
  path: string;
  /** What an edit changes of the object that is there. */
  fieldsOf: (manifest: Manifest) => readonly FieldWish[];
}

/** Where an object stands now. @internal */
export interface SavedObject {
  path: string;
  verb: 'Add' | 'Change' | 'Keep';
}

/** The labels of everything that is written for a cluster, as fields of an edit. @internal */
export function placeFields(place: ClusterPlace): FieldWish[] {
  return Object.entries(placeLabels(place)).map(([key, value]) => [
    ['metadata', 'labels', key],
    value,
  ]);
}

/**
 * The text of a file after fields of one of its objects were set; the very same
 * text where they are so already. Null where the object cannot be edited safely.
 *
 * @param intent - by what the object is marked where it changes; null for an
 * object that is not ours to mark
 * @internal
 */
export function editFields(
  before: string,
  manifest: Manifest,
  edit: { intent: Intent | null; fields: readonly FieldWish[] },
): string | null {
  const { document } = manifest;
  const marks = edit.intent ? [['metadata', 'annotations', 'x']] : [];
  const paths = [...edit.fields.map(([path]) => path), ...marks];
  if (!paths.every(path => isEditable(document, path))) return null;
  for (const [path, value] of edit.fields) setField(document, path, value);
  if (edit.intent) markEdited(edit.intent, manifest);
  return isEdited(manifest) ? printEdited(before, manifest) : before;
}

/**
 * Adds an object to the files of a change, or edits the one that is there.
 *
 * @param draft - files by path; changed in place
 * @internal
 */
export function saveObject(
  draft: Map<string, string>,
  intent: Intent,
  wish: ObjectWish & {
    directory: string;
    matches: (identity: ObjectIdentity, manifest: Manifest) => boolean;
    /** What people call it: "ScheduledBackup of 'shop'". */
    title: string;
  },
): SavedObject | PlanConflict {
  const found = findManifests(draft, wish.directory, wish.matches);
  if ('result' in found) return found;
  const [manifest, second] = found.manifests;
  if (second) {
    return conflict(
      second.path,
      `The ${wish.title} stands in '${manifest.path}' and in '${second.path}'; only one of them can be meant.`,
    );
  }
  if (!manifest) {
    if (draft.has(wish.path)) {
      return conflict(
        wish.path,
        `The file '${wish.path}' is there already and holds something else.`,
      );
    }
    draft.set(wish.path, printYaml([wish.object]));
    return { path: wish.path, verb: 'Add' };
  }
  const { path } = manifest;
  const before = draft.get(path) ?? '';
  const fields = wish.fieldsOf(manifest);
  const edited = editFields(before, manifest, { intent, fields });
  if (edited === null) {
    return conflict(
      path,
      `The ${wish.title} in '${path}' is not written as maps of its own, so it cannot be changed safely.`,
    );
  }
  draft.set(path, edited);
  return { path, verb: edited === before ? 'Keep' : 'Change' };
}
