import { StorageLocationFact } from '../facts';
import { describeCause, describeInstant, quoteName } from '../words';
import { Finding, verdictOf } from './Finding';
import { Horizon } from './Horizon';
import { storageLocationStanding } from './storageLocationStanding';
import { ProtectionVerdict } from './verdict';

/**
 * Judges a storage location by itself: whether new backups can go there.
 *
 * @public
 */
export function assessStorageLocation(
  location: StorageLocationFact,
  options: { now: Date },
): ProtectionVerdict {
  const horizon = Horizon.at(options.now);
  return verdictOf(judge(location, horizon), horizon);
}

function judge(location: StorageLocationFact, horizon: Horizon): Finding {
  const name = `Storage location ${quoteName(location.name)}`;
  switch (storageLocationStanding(location, horizon)) {
    case 'unavailable':
      return {
        state: 'CRITICAL',
        reason: 'storage_location_unavailable',
        message: `${name} is unavailable${causeOf(location)}.`,
      };
    case 'read_only':
      return {
        state: 'DEGRADED',
        reason: 'storage_location_read_only',
        message: `${name} is read-only, so every new backup is refused.`,
      };
    case 'stale':
      return {
        state: 'UNKNOWN',
        reason: 'storage_location_stale',
        message: `${name} was last validated ${describeInstant(
          location.lastValidatedAt ?? location.createdAt,
        )}; the Velero server may be down.`,
      };
    case 'unvalidated':
      return {
        state: 'UNKNOWN',
        reason: 'storage_location_not_validated',
        message: `${name} has not been validated by Velero yet.`,
      };
    default:
      return {
        state: 'HEALTHY',
        reason: 'storage_location_available',
        message: `${name} is available.`,
      };
  }
}

/**
 * What Velero says of an unavailable location, as the end of a sentence.
 *
 * @internal
 */
export function causeOf(location: StorageLocationFact): string {
  return location.message ? `: ${describeCause(location.message)}` : '';
}
