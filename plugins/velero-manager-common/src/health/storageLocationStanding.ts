import { StorageLocationFact } from '../facts';
import { heartbeats } from './heartbeats';
import { Horizon } from './Horizon';

/** How a storage location stands; `stale` when Velero stopped validating it. @internal */
export type StorageLocationStanding =
  | 'usable'
  | 'read_only'
  | 'unavailable'
  | 'stale'
  | 'unvalidated';

/**
 * Judges a storage location.
 *
 * @remarks
 * Order: Unavailable; a validation older than three times its frequency and
 * five minutes (the server is down; a frequency of 0 never goes stale);
 * read-only; never validated; usable. `Available` means that listing worked, so
 * a stale answer proves nothing.
 *
 * @internal
 */
export function storageLocationStanding(
  location: StorageLocationFact,
  horizon: Horizon,
): StorageLocationStanding {
  if (location.phase === 'Unavailable') return 'unavailable';
  const freshUntil = heartbeats.BackupStorageLocation.freshUntil(location);
  if (freshUntil && horizon.isStale(freshUntil)) return 'stale';
  if (location.accessMode === 'ReadOnly') return 'read_only';
  const validated =
    location.phase === 'Available' || location.validationFrequencySeconds === 0;
  return validated ? 'usable' : 'unvalidated';
}
