export type {
  VeleroManagerService,
  VeleroManagerServiceRequestOptions,
} from './VeleroManagerService';
export { veleroManagerServiceRef } from './veleroManagerServiceRef';
