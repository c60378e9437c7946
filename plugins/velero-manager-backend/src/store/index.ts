export { createDatabaseStore } from './createDatabaseStore';
export { DatabaseStore } from './DatabaseStore';
export * from './types';
