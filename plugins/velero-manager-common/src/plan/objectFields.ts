import type { ClusterPlace } from '../snapshot';
import { Manifest } from '../snapshot/readManifests';
import { PlanConflict } from './ChangePlan';
import { isEditable, printEdited, setField } from './editManifest';
import { findManifests } from './findManifests';
import {
  changeAnnotations,
  placeLabels,
  SPEC_HASH_ANNOTATION,
} from './objects/marks';

/** A field of an object and what it shall be; undefined takes it away. @internal */
export type Field = readonly [path: readonly string[], value: unknown];

/** Which object, whatever file it stands in. @internal */
export interface ObjectKey {
  apiVersion: string;
  kind: string;
  namespace: string;
}

/**
 * The objects of a kind in all files below a directory, found by what they are.
 *
 * @internal
 */
export function findObjects(
  files: ReadonlyMap<string, string>,
  directory: string,
  key: ObjectKey,
): { manifests: Manifest[] } | PlanConflict {
  return findManifests(
    files,
    directory,
    identity =>
      identity.apiVersion === key.apiVersion &&
      identity.kind === key.kind &&
      (identity.namespace ?? key.namespace) === key.namespace,
  );
}

/** Whether each of these fields, and our marks, can be written. @internal */
export function isEditableObject(
  { document }: Manifest,
  fields: readonly Field[],
): boolean {
  return [
    ['metadata', 'labels', 'x'],
    ['metadata', 'annotations', 'x'],
    ...fields.map(([path]) => path),
  ].every(path => isEditable(document, [...path]));
}

/**
 * The text of a file after one object in it has these fields; the very same text
 * when it has them already. What nobody asked for stays as it is.
 *
 * @internal
 */
export function editObject(
  manifest: Manifest,
  before: string,
  edit: { fields: readonly Field[]; place: ClusterPlace; change: string },
): string {
  const { document } = manifest;
  const original = JSON.stringify(document.toJS());
  edit.fields.forEach(([path, value]) => setField(document, [...path], value));
  for (const [key, value] of Object.entries(placeLabels(edit.place))) {
    setField(document, ['metadata', 'labels', key], value);
  }
  const { spec } = Object(document.toJS());
  const marks = changeAnnotations(edit.change, spec);
  const hash = ['metadata', 'annotations', SPEC_HASH_ANNOTATION];
  const isMarked = document.getIn(hash) === marks[SPEC_HASH_ANNOTATION];
  if (isMarked && JSON.stringify(document.toJS()) === original) return before;
  for (const [key, value] of Object.entries(marks)) {
    setField(document, ['metadata', 'annotations', key], value);
  }
  return printEdited(before, manifest);
}

/** The object that has these fields and no others. @internal */
export function nest(fields: readonly Field[]): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const [path, value] of fields) {
    if (value === undefined) continue;
    let at = object;
    for (const part of path.slice(0, -1)) {
      const next = at[part] ?? {};
      at[part] = next;
      // All that is written above a field is an object of ours.
      at = next as Record<string, unknown>;
    }
    at[path[path.length - 1]] = value;
  }
  return object;
}
