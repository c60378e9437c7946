import { BackupScope, ResourcePolicyFact } from '../facts';

/**
 * How much of a namespace's objects a backup takes: all that matter for a
 * restore, a part of them, or nothing.
 *
 * @public
 */
export type ObjectsCover = 'all' | 'part' | 'none';

/**
 * How much of a namespace's objects a backup takes, and the rule that decided.
 *
 * @public
 */
export interface ObjectsCoverDecision {
  cover: ObjectsCover;
  rule: string;
  message: string;
}

/**
 * What else decides on cover than the backup itself.
 *
 * @public
 */
export interface ScopeContext {
  /** Of the Velero server, as in `v1.18.2`; `null` is taken for the newest 1.18. */
  veleroVersion: string | null;
  /** The resource policy that the backup names, where it is known. */
  policy: ResourcePolicyFact | null;
}

/** How much of a namespace's objects a schedule or a run takes. @public */
export function coverOfObjects(
  scope: BackupScope,
  namespace: { name: string; labels: Record<string, string> | null },
  context: ScopeContext,
): ObjectsCoverDecision {
  return {
    cover: 'part',
    rule: 'not_judged',
    message: `${namespace.name} ${scope.ttlSeconds} ${context.veleroVersion}`,
  };
}
