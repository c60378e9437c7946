import type { EntityReport } from '@velero-manager/backstage-plugin-velero-manager-common';

/** Whether there is something, and none of it needs a backup. @internal */
export function isExempt({ coverage, units }: EntityReport): boolean {
  return coverage.needed === 0 && units.length > 0;
}
