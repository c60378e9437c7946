import type { CronPattern } from '@velero-manager/backstage-plugin-velero-manager-common';
import { workingDays } from './cronPresets';
import type { CronPreset } from './cronPresets';

/** Where nothing was chosen before: at night, at no full hour, as most do not. */
const HOUR = 2;
const MINUTE = 10;

/**
 * The pattern of a preset; minute, hours and zone stay where they were chosen.
 *
 * @internal
 */
export function applyCronPreset(
  preset: CronPreset,
  former: CronPattern | null,
): CronPattern {
  const kept = {
    minute: former?.minute ?? MINUTE,
    zone: former?.zone ?? null,
  };
  const hours =
    former && former.every !== 'hour' && former.hours.length < 24
      ? former.hours
      : [HOUR];
  switch (preset) {
    case 'hourly':
      return { ...kept, every: 'hour' };
    case 'daily':
      return { ...kept, every: 'day', hours };
    case 'weekdays':
      return { ...kept, every: 'week', hours, weekdays: workingDays };
    case 'weekly':
      return { ...kept, every: 'week', hours, weekdays: [0] };
    default:
      return { ...kept, every: 'month', hours, days: [1] };
  }
}
