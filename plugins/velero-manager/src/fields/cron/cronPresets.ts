/** How often, as people ask for it. @internal */
export const cronPresets = [
  'hourly',
  'daily',
  'weekdays',
  'weekly',
  'monthly',
] as const;
/** @internal */
export type CronPreset = (typeof cronPresets)[number];

/** Monday to Friday. @internal */
export const workingDays = [1, 2, 3, 4, 5];
