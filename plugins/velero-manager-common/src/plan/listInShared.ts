import { sharedDirectory } from '../snapshot/layout';
import { conflict, type PlanConflict } from './ChangePlan';
import { listInKustomization } from './listInKustomization';
import { printYaml } from './printYaml';

/**
 * Lists a file in the kustomization of what an environment shares: in that of
 * its own folder where there is one, else in that of the whole, which is made
 * with the first file.
 *
 * @param draft - changed in place
 * @internal
 */
export function listInShared(
  draft: Map<string, string>,
  environment: string,
  path: string,
): PlanConflict | null {
  const shared = sharedDirectory(environment);
  const folders = [path.slice(0, path.lastIndexOf('/')), shared];
  const folder =
    folders.find(item => draft.has(`${item}/kustomization.yaml`)) ?? shared;
  const list = `${folder}/kustomization.yaml`;
  const text = draft.get(list);
  const entry = path.slice(folder.length + 1);
  if (text !== undefined) {
    const listed = listInKustomization(list, text, [entry]);
    if (listed === null) {
      return conflict(
        list,
        `The file '${list}' is no kustomization with a list of resources.`,
      );
    }
    draft.set(list, listed);
    return null;
  }
  const other = [...draft.keys()].find(
    item => item.startsWith(`${shared}/`) && item !== path,
  );
  if (other !== undefined) {
    return conflict(
      other,
      `The folder '${shared}' holds '${other}' but no 'kustomization.yaml', so what it applies is unknown: write one that lists its files.`,
    );
  }
  draft.set(
    list,
    printYaml([
      {
        apiVersion: 'kustomize.config.k8s.io/v1beta1',
        kind: 'Kustomization',
        resources: [entry],
      },
    ]),
  );
  return null;
}
