import type { Intent } from '../intents';
import { conflict, PlanConflict } from './ChangePlan';
import { findManifests } from './findManifests';
import type { FluxWish } from './objects/fluxKustomization';
import { printYaml } from './printYaml';
import { editFields } from './saveObject';

/**
 * Adds objects that belong together in one file, or edits those of them that
 * are there, wherever they stand; the last of them names the file.
 *
 * @param draft - files by path; changed in place
 * @internal
 */
export function saveFluxObjects(
  draft: Map<string, string>,
  intent: Intent,
  what: { path: string; directory: string; wishes: readonly FluxWish[] },
): { path: string; isNew: boolean } | PlanConflict {
  const missing: FluxWish[] = [];
  let last: string | null = null;
  for (const wish of what.wishes) {
    const { kind, name, namespace } = wish;
    const group = wish.apiVersion.split('/')[0];
    const found = findManifests(
      draft,
      what.directory,
      identity =>
        identity.apiVersion.split('/')[0] === group &&
        identity.kind === kind &&
        identity.name === name &&
        identity.namespace === namespace,
    );
    if ('result' in found) return found;
    const [manifest, second] = found.manifests;
    if (second) {
      return conflict(
        second.path,
        `The ${kind} '${name}' stands in '${manifest.path}' and in '${second.path}'; only one of them can be meant.`,
      );
    }
    last = manifest?.path ?? null;
    if (!manifest) {
      missing.push(wish);
    } else if (wish.fields) {
      const { path } = manifest;
      const { fields } = wish;
      const before = draft.get(path) ?? '';
      const edited = editFields(before, manifest, { intent, fields });
      if (edited === null) {
        return conflict(
          path,
          `The ${kind} '${name}' in '${path}' is not written as maps of its own, so it cannot be changed safely.`,
        );
      }
      draft.set(path, edited);
    }
  }
  if (last === null && draft.has(what.path)) {
    return conflict(
      what.path,
      `The file '${what.path}' is there already and holds something else.`,
    );
  }
  const path = last ?? what.path;
  const objects = missing.map(({ object }) => object);
  if (objects.length > 0) {
    draft.set(path, appendObjects(draft.get(path) ?? '', objects));
  }
  return { path, isNew: last === null };
}

/** The text of a file with more objects at its end. @internal */
export function appendObjects(
  text: string,
  objects: readonly object[],
): string {
  const before = text.trimEnd();
  const added = printYaml(objects);
  if (before === '') return added;
  return before.endsWith('\n---')
    ? `${before}\n${added}`
    : `${before}\n---\n${added}`;
}
