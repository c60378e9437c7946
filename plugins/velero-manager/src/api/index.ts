export { veleroManagerApiRef } from './VeleroManagerApi';
export type {
  VeleroManagerApi,
  VeleroManagerRequestOptions,
} from './VeleroManagerApi';
export { VeleroManagerClient } from './VeleroManagerClient';
