import { isAlias, isScalar, isSeq } from 'yaml';
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
  const node: unknown = manifest.document.get('resources', true);
  if (node === undefined) return text;
  if (isAlias(node) || !isSeq(node)) return null;
  const kept = node.items.filter(
    item =>
      !isScalar(item) || String(item.value).replace(/^\.\//, '') !== resource,
  );
  if (kept.length === node.items.length) return text;
  node.items = kept;
  return printEdited(text, manifest);
}
