import type { PlanPreview } from '@velero-manager/backstage-plugin-velero-manager-common';

/** What keeps a plan from being proposed. @internal */
export type PlanObstacle = 'unchanged' | 'conflict' | 'refused' | 'errors';

/**
 * What keeps a plan from being proposed, or `null`. A missing right comes
 * before what the checks found: to mend that would not help.
 *
 * @internal
 */
export function planObstacle(preview: PlanPreview): PlanObstacle | null {
  const { result, refusal, findings } = preview;
  if (result !== 'planned') return result;
  if (refusal !== null) return 'refused';
  return findings.some(({ severity }) => severity === 'error')
    ? 'errors'
    : null;
}
