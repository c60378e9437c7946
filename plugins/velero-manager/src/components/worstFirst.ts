import { protectionStates } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { ApiProtection } from '@velero-manager/backstage-plugin-velero-manager-common';

/** What is protected, by its state; those of one state stay in the order they came in. @internal */
export function worstFirst<T extends { protection: ApiProtection }>(
  items: readonly T[],
): T[] {
  const rank = ({ protection: { state } }: T) =>
    protectionStates.indexOf(state);
  return [...items].sort((a, b) => rank(a) - rank(b));
}
