import type { ProtectionState } from '@velero-manager/backstage-plugin-velero-manager-common';

/** Whether nobody has to do anything about it. @internal */
export function isWell(state: ProtectionState): boolean {
  return state === 'HEALTHY' || state === 'EXEMPT' || state === 'PENDING';
}
