import type { Intent } from '../intents';
import { Manifest } from '../snapshot/readManifests';
import { conflict, PlanConflict } from './ChangePlan';
import { isEditable, printEdited, setField } from './editManifest';
import { findManifests } from './findManifests';
import { isEdited, markEdited } from './markEdited';
import { printYaml } from './printYaml';
import { setList } from './setList';

/** An object of Argo CD as it shall be. @internal */
export interface ArgocdWish {
  kind: string;
  name: string;
  namespace: string;
  /** Where it is looked for. */
  directory: string;
  /** The whole object, for where it does not stand yet. */
  object: object;
  /** What an edit sets; undefined takes a field out. */
  fields: readonly (readonly [path: (string | number)[], value: unknown])[];
}

/**
 * Adds an object to a folder, in a file of its name, or edits the one that is
 * there, found by what it is.
 *
 * @internal
 */
export function saveArgocdObject(
  files: ReadonlyMap<string, string>,
  intent: Intent,
  wish: ArgocdWish,
): { path: string; text: string; isNew: boolean } | PlanConflict {
  const found = findArgocdObjects(files, wish.directory, wish);
  if ('result' in found) return found;
  const [manifest, second] = found.manifests;
  if (second) {
    return conflict(
      second.path,
      `The ${wish.kind} '${wish.name}' stands in '${manifest.path}' and in '${second.path}'; only one of them can be meant.`,
    );
  }
  const own = `${wish.directory}/${wish.name}.yaml`;
  if (!manifest) {
    return files.has(own)
      ? conflict(
          own,
          `The file '${own}' is there already and holds something else.`,
        )
      : { path: own, text: printYaml([wish.object]), isNew: true };
  }
  const { path, document } = manifest;
  const before = files.get(path) ?? '';
  const marks = ['metadata', 'annotations', 'x'];
  if (
    ![...wish.fields.map(([field]) => field), marks].every(field =>
      isEditable(document, field),
    )
  ) {
    return conflict(
      path,
      `The ${wish.kind} '${wish.name}' in '${path}' is not written as maps of its own, so it cannot be changed safely.`,
    );
  }
  for (const [field, value] of wish.fields) {
    if (Array.isArray(value)) setList(document, field, value);
    else setField(document, field, value);
  }
  markEdited(intent, manifest);
  const text = isEdited(manifest) ? printEdited(before, manifest) : before;
  return { path, text, isNew: false };
}

/** The objects of this kind and name in the files of a folder. @internal */
export function findArgocdObjects(
  files: ReadonlyMap<string, string>,
  directory: string,
  wanted: { kind: string; name: string; namespace: string },
): { manifests: Manifest[] } | PlanConflict {
  return findManifests(
    files,
    directory,
    identity =>
      identity.apiVersion.startsWith('argoproj.io/') &&
      identity.kind === wanted.kind &&
      identity.name === wanted.name &&
      (identity.namespace ?? wanted.namespace) === wanted.namespace,
  );
}
