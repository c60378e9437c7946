import type { CronPattern } from '@velero-manager/backstage-plugin-velero-manager-common';
import { workingDays } from './cronPresets';
import type { CronPreset } from './cronPresets';

/** The preset that a pattern is of. @internal */
export function cronPresetOf(pattern: CronPattern): CronPreset {
  switch (pattern.every) {
    case 'hour':
      return 'hourly';
    case 'day':
      return 'daily';
    case 'month':
      return 'monthly';
    default:
      return pattern.weekdays.join() === workingDays.join()
        ? 'weekdays'
        : 'weekly';
  }
}
