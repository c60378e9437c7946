export * from './types';
export { AbortRelay } from './AbortRelay';
export type { BreakerState } from './CircuitBreaker';
export { CircuitBreaker } from './CircuitBreaker';
export type { ClusterRequest } from './ClusterClient';
export { ClusterClient } from './ClusterClient';
export type {
  ClusterClientLimits,
  ClusterClientOptions,
} from './ClusterClientOptions';
export { createKindReader } from './createKindReader';
export type { DiscoveredKind, WantedKind } from './discoverKinds';
export { discoverKinds } from './discoverKinds';
export { FleetLists } from './FleetLists';
export { toResourceName } from './kindPath';
export { listKind } from './listKind';
export { ListStreaming } from './ListStreaming';
export { identityOf } from './metadata';
export { planRetry } from './planRetry';
export { readObject } from './readObject';
export { readVersion } from './readVersion';
export { rememberAnswers } from './rememberAnswers';
export type {
  KubernetesErrorCode,
  RequestSubject,
} from './KubernetesRequestError';
export {
  isKubernetesRequestError,
  KubernetesRequestError,
} from './KubernetesRequestError';
export type { RetryingWatchOptions, WatchState } from './retryingWatch';
export { retryingWatch } from './retryingWatch';
export { systemClock } from './systemClock';
export type { WatchKindOptions } from './watchKind';
export { watchKind } from './watchKind';
export { Semaphore } from './Semaphore';
