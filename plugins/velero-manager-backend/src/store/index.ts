export { createDatabaseStore } from './createDatabaseStore';
export { DatabaseStore } from './DatabaseStore';
export * from './types';
export { DatabaseChangeStore } from './DatabaseChangeStore';
export * from './changeTypes';
export * from './gaugeTypes';
export * from './outboxTypes';
export * from './outboxTypes';
export * from './leaseTypes';
