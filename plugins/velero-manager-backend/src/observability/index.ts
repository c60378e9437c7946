export { createMeters } from './createMeters';
export type { Meters } from './createMeters';
export { meterNotifications } from './meterNotifications';
export { noMetrics } from './noMetrics';
export { observeReadFlow } from './observeReadFlow';
