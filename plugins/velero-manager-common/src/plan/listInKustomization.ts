import { isSeq } from 'yaml';
import { isMap, readManifests } from '../snapshot/readManifests';
import { createNode, printEdited } from './editManifest';

/**
 * The text of a kustomization.yaml that lists these resources too, in the
 * author's order and with what is new at its end. Null for a file that is no
 * kustomization.
 *
 * @internal
 */
export function listInKustomization(
  path: string,
  text: string,
  resources: readonly string[],
): string | null {
  const { manifests, problems } = readManifests(path, text);
  if (problems.length > 0 || manifests.length !== 1) return null;
  const [manifest] = manifests;
  if (!isMap(manifest.data)) return null;
  const listed = manifest.data.resources ?? [];
  if (!Array.isArray(listed)) return null;
  const known = new Set(listed.map(item => String(item).replace(/^\.\//, '')));
  const missing = resources.filter(item => !known.has(item));
  if (missing.length === 0) return text;
  const { document } = manifest;
  const node: unknown = document.get('resources', true);
  // What an alias or a merge key brings is written elsewhere.
  if (listed.length > 0 && !isSeq(node)) return null;
  if (isSeq(node)) {
    // An empty `[]` would otherwise stay a flow list.
    if (node.items.length === 0) node.flow = false;
    for (const item of missing) node.add(document.createNode(item));
  } else {
    document.set('resources', createNode(document, missing, node));
  }
  return printEdited(text, manifest);
}
