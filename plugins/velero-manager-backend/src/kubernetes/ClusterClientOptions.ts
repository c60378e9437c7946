import type { CredentialsOptions } from '../clusters';
import type { CircuitBreaker } from './CircuitBreaker';
import type { FleetLists } from './FleetLists';

/**
 * Bounds on what one cluster may cost us.
 *
 * @internal
 */
export interface ClusterClientLimits {
  connectTimeoutMs: number;
  /** Until the first byte of an answer. */
  headersTimeoutMs: number;
  /** Between two parts of a list. */
  bodyTimeoutMs: number;
  /** For a whole list. */
  requestTimeoutMs: number;
  /** Lists at the same time; watches are as many as kinds. */
  maxConcurrentLists: number;
  /** JSON of a list is parsed in one go, so its size bounds how long that blocks. */
  maxResponseBytes: number;
}

/** Limits that suit a cluster of a few hundred namespaces. @internal */
export const DEFAULT_LIMITS: ClusterClientLimits = {
  connectTimeoutMs: 10_000,
  headersTimeoutMs: 30_000,
  bodyTimeoutMs: 30_000,
  requestTimeoutMs: 120_000,
  maxConcurrentLists: 4,
  maxResponseBytes: 16 * 1024 * 1024,
};

/** What a client shares with others, and what tests replace. @internal */
export interface ClusterClientOptions extends CredentialsOptions {
  limits?: Partial<ClusterClientLimits>;
  /** Whether requests go out at all; by default one of its own. */
  breaker?: CircuitBreaker;
  /** Bounds the lists of all clusters; absent: no bound. */
  fleetLists?: FleetLists;
}
