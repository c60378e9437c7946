import { isMap, type Manifest, readManifests } from '../snapshot/readManifests';
import { conflict, type PlanConflict } from './ChangePlan';
import { unlistInKustomization } from './unlistInKustomization';

/** An object to take out, in what people call it, and the folder that lists it. @internal */
export interface TakeOut {
  manifest: Manifest;
  /** "schedule 'checkout-hourly'". */
  title: string;
  /** The folder whose kustomization lists its file. */
  directory: string;
}

/**
 * Takes an object out of its file, and the file away when nothing else is in
 * it. What stays is as it was written.
 *
 * @returns the files that shall be, `null` for those that shall not; and whether
 * the kustomization lists nothing any more, which kustomize refuses
 * @internal
 */
export function takeOutObject(
  files: ReadonlyMap<string, string>,
  { manifest, title, directory }: TakeOut,
): { files: Map<string, string | null>; isListEmpty: boolean } | PlanConflict {
  const { path } = manifest;
  const rest = textWithout(files, manifest);
  if (rest === 'unsafe') {
    return conflict(
      path,
      `The ${title} cannot be taken out of '${path}' safely: its documents do not stand on their own.`,
    );
  }
  if (rest !== null)
    return { files: new Map([[path, rest]]), isListEmpty: false };
  const list = `${directory}/kustomization.yaml`;
  const text = files.get(list);
  if (text === undefined) {
    return { files: new Map([[path, null]]), isListEmpty: false };
  }
  const listed = unlistInKustomization(
    list,
    text,
    path.slice(directory.length + 1),
  );
  if (listed === null) {
    return conflict(
      list,
      `The file '${list}' is no kustomization with a list of resources.`,
    );
  }
  return {
    files: new Map([
      [path, null],
      [list, listed],
    ]),
    isListEmpty: listsNothing(list, listed),
  };
}

/** The text of its file without the object; null where nothing else is in it. */
function textWithout(
  files: ReadonlyMap<string, string>,
  manifest: Manifest,
): string | null | 'unsafe' {
  const { path } = manifest;
  const text = files.get(path) ?? '';
  const { manifests } = readManifests(path, text);
  if (manifests.length <= 1) return null;
  const rest = cut(text, manifest);
  const after = readManifests(path, rest);
  return after.problems.length === 0 &&
    after.manifests.length === manifests.length - 1
    ? rest
    : 'unsafe';
}

/** The text without one of its documents; a file does not begin with a separator. */
function cut(text: string, { range: [start, end] }: Manifest): string {
  const rest = `${text.slice(0, start)}${text.slice(end)}`;
  return start === 0 ? rest.replace(/^\s*---[ \t]*\n/, '') : rest;
}

function listsNothing(path: string, text: string): boolean {
  const [manifest] = readManifests(path, text).manifests;
  const data = isMap(manifest?.data) ? manifest.data : {};
  return ['resources', 'components'].every(field => {
    const list = data[field];
    return !Array.isArray(list) || list.length === 0;
  });
}
