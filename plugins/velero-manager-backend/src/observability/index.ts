export { createMeters } from './createMeters';
export type { Meters } from './createMeters';
export { meterCollectors } from './meterCollectors';
export { meterAssessments, meterDueList } from './meterDueList';
export { meterFacts } from './meterFacts';
export { meterNotifications } from './meterNotifications';
export { observeCollectors } from './observeCollectors';
export { observeFleet } from './observeFleet';
