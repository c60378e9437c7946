import { KindStatus } from '@velero-manager/backstage-plugin-velero-manager-common';

/** The status of a kind before the store counts what was malformed. @internal */
export type ReadStatus = Omit<KindStatus, 'malformed'>;

const WORST_FIRST: readonly KindStatus['state'][] = [
  'forbidden',
  'failed',
  'pending',
  'absent',
  'synced',
];

/**
 * How far a kind was read of which the parts were read one by one: as far as
 * the part that was read least, and as long ago as the oldest.
 *
 * @internal
 */
export function worstStatus(parts: readonly ReadStatus[]): ReadStatus {
  const state = WORST_FIRST.find(one => parts.some(part => part.state === one));
  const deciding = parts.filter(part => part.state === state);
  const [oldest] = deciding.flatMap(part => part.syncedAt ?? []).sort();
  return {
    state: state ?? 'synced',
    message: deciding.find(part => part.message !== null)?.message ?? null,
    syncedAt: oldest ?? null,
  };
}
