import { isSeq } from 'yaml';
import { isMap, readManifests } from '../snapshot/readManifests';
import { printEdited } from './editManifest';

/**
 * The text of a kustomization.yaml that lists a resource no more; all else stays
 * as its author wrote it. Null for a file that is no kustomization.
 *
 * @internal
 */
export function unlistInKustomization(
  path: string,
  text: string,
  resource: string,
): string | null {
  const { manifests, problems } = readManifests(path, text);
  if (problems.length > 0 || manifests.length !== 1) return null;
  const [manifest] = manifests;
  if (!isMap(manifest.data)) return null;
  const listed = manifest.data.resources ?? [];
  if (!Array.isArray(listed)) return null;
  const isKept = listed.map(
    item => String(item).replace(/^\.\//, '') !== resource,
  );
  if (!isKept.includes(false)) return text;
  const node: unknown = manifest.document.get('resources', true);
  // What an alias or a merge key brings is written elsewhere.
  if (!isSeq(node)) return null;
  node.items = node.items.filter((_, index) => isKept[index]);
  return printEdited(text, manifest);
}
