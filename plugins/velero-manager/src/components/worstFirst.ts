import { protectionStates } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { ApiUnit } from '@velero-manager/backstage-plugin-velero-manager-common';

/** Units by their state; those of one state stay in the order they came in. @internal */
export function worstFirst(units: readonly ApiUnit[]): ApiUnit[] {
  const rank = ({ protection: { state } }: ApiUnit) =>
    protectionStates.indexOf(state);
  return [...units].sort((a, b) => rank(a) - rank(b));
}
