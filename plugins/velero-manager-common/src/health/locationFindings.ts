import { StorageLocationFact } from '../facts';
import {
  describeCause,
  describeInstant,
  quoteName,
  quoteNames,
} from '../words';
import { causeOf } from './assessStorageLocation';
import { Finding } from './Finding';
import { Horizon } from './Horizon';
import { ScheduleView } from './ScheduleView';
import { storageLocationStanding } from './storageLocationStanding';

/**
 * What stands against the storage locations of the schedules that are to
 * protect something. One location that works is enough.
 *
 * @remarks
 * Order, when none works: all missing; one unavailable (CRITICAL once the
 * objective is breached, because then nothing fresh is left); one read-only;
 * one that Velero stopped validating, or never validated.
 *
 * @internal
 */
export function findLocationTrouble(
  schedules: readonly ScheduleView[],
  options: { horizon: Horizon; breached: boolean; place: string },
): Finding | null {
  const located = schedules.map(({ location }) => ({
    location,
    standing: location
      ? storageLocationStanding(location, options.horizon)
      : ('missing' as const),
  }));
  if (located.some(({ standing }) => standing === 'usable')) return null;
  if (located.every(({ standing }) => standing === 'missing')) {
    return missing(schedules, options.place);
  }
  const find = (wanted: string) =>
    located.find(({ standing }) => standing === wanted)?.location;
  const unavailable = find('unavailable');
  if (unavailable) {
    return unavailableFinding(unavailable, options.breached, options.place);
  }
  const readOnly = find('read_only');
  if (readOnly) {
    return {
      state: 'DEGRADED',
      reason: 'storage_location_read_only',
      message: `Storage location ${quoteName(
        readOnly.name,
      )} is read-only, so new backups of ${options.place} are refused.`,
    };
  }
  const unclear = find('stale') ?? find('unvalidated');
  return unclear ? unclearFinding(unclear, options.place) : null;
}

function missing(schedules: readonly ScheduleView[], place: string): Finding {
  const names = [...new Set(schedules.map(s => describeCause(s.locationName)))];
  return {
    state: 'CRITICAL',
    reason: 'storage_location_missing',
    message: `Storage location ${quoteNames(
      names,
    )} does not exist, so new backups of ${place} are refused.`,
  };
}

function unavailableFinding(
  location: StorageLocationFact,
  breached: boolean,
  place: string,
): Finding {
  return {
    state: breached ? 'CRITICAL' : 'DEGRADED',
    reason: 'storage_location_unavailable',
    message: `Storage location ${quoteName(
      location.name,
    )} of ${place} is unavailable${causeOf(location)}.`,
  };
}

function unclearFinding(location: StorageLocationFact, place: string): Finding {
  const since = location.lastValidatedAt;
  return {
    state: 'UNKNOWN',
    reason: since ? 'storage_location_stale' : 'storage_location_not_validated',
    message: since
      ? `Velero last validated storage location ${quoteName(
          location.name,
        )} of ${place} ${describeInstant(since)}; its server may be down.`
      : `Velero has not validated storage location ${quoteName(
          location.name,
        )} of ${place} yet.`,
  };
}
