export { parseDuration } from './parseDuration';
export type { VeleroManagerConfig } from './readVeleroManagerConfig';
export { readVeleroManagerConfig } from './readVeleroManagerConfig';
