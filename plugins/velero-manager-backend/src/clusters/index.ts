export * from './types';
export type { ClusterConflict, ClusterRegistry } from './ClusterRegistry';
export { MemoryClusterRegistry } from './ClusterRegistry';
export type { CredentialsOptions } from './createCredentialsProvider';
export { createCredentialsProvider } from './createCredentialsProvider';
export { isForbiddenAddress } from './isForbiddenAddress';
export { quoteShort } from './quoteShort';
export type { ClusterConfig } from './readClusterConfig';
export { readClusterConfig } from './readClusterConfig';
