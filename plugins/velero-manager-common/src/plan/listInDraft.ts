import type { PlanConflict } from './ChangePlan';
import { listInLeaf } from './clusterLeaf';
import type { PlanContext } from './finishPlan';

type ListContext = Parameters<typeof listInLeaf>[0] & PlanContext;

/**
 * Lists a file of a draft in the kustomization of its leaf. Who has the object
 * elsewhere lists it there himself.
 *
 * @internal
 */
export function listInDraft(
  context: ListContext & { leaf: string },
  draft: Map<string, string>,
  path: string,
): PlanConflict | null {
  const { leaf, snapshot } = context;
  if (!path.startsWith(`${leaf}/`)) return null;
  const now = { ...context, snapshot: { ...snapshot, files: draft } };
  const listed = listInLeaf(now, leaf, path);
  if ('result' in listed) return listed;
  draft.set(...listed.file);
  return null;
}
