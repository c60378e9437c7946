import type { FactStore } from './types';

/**
 * The right of one replica to follow one cluster, until its holder expires or
 * gives it up.
 *
 * @internal
 */
export interface Lease {
  cluster: string;
  /** The replica; another life of the same process is another holder. */
  holder: string;
  /** Grows with every holder of the cluster. */
  fencing: number;
}

/** A lease under which somebody writes. @internal */
export interface HeldLease {
  lease: Lease;
  /** Once it aborts, no more writes are begun. */
  signal: AbortSignal;
  /** Told of each write that came too late. */
  onStale(): void;
}

/**
 * A write under a lease that its writer does not hold any more. Nothing was
 * written, and somebody else follows the cluster or will soon.
 *
 * @internal
 */
export class StaleLeaseError extends Error {
  constructor({ cluster, fencing }: Lease) {
    super(`The lease ${fencing} of cluster '${cluster}' is not held any more`);
    this.name = 'StaleLeaseError';
  }
}

/** A cluster that a replica knows. @internal */
export interface KnownCluster {
  name: string;
  /** Whether it can be watched at all. */
  followable: boolean;
}

/** Whether there may be something to do about leases. @internal */
export interface LeasePulse {
  /** How many replicas live. */
  replicas: number;
  /** Whether one has expired that nobody has buried yet. */
  expired: boolean;
  /** Whether a cluster that can be followed has no holder. */
  free: boolean;
}

/** How the clusters are spread over the replicas at one moment. @internal */
export interface LeaseCensus {
  /** The replicas that live, with the number of leases each holds. */
  replicas: { id: string; held: number }[];
  /** How many clusters some living replica can follow. */
  clusters: number;
  /** The leases of the replica that asks. */
  own: Lease[];
}

/**
 * Who follows which cluster. Every moment is the database's.
 *
 * @internal
 */
export interface LeaseStore {
  /** Makes a replica live for a while. */
  join(replica: string, options: { livesForMs: number }): Promise<void>;
  /** Lets it live on. @returns `false` when it has expired already, which it stays */
  renew(replica: string, options: { livesForMs: number }): Promise<boolean>;
  /** Makes the clusters that a replica knows equal to these; it keeps no other. */
  know(replica: string, clusters: KnownCluster[]): Promise<void>;
  pulse(): Promise<LeasePulse>;
  census(replica: string): Promise<LeaseCensus>;
  /**
   * Takes free leases of clusters that a living replica can follow.
   * @param options.unlessKnownTo - replicas whose clusters are left to them
   */
  take(
    replica: string,
    options: { limit: number; unlessKnownTo: string[] },
  ): Promise<Lease[]>;
  /** Some of the clusters held that one of the others can follow. */
  listMovable(
    replica: string,
    options: { limit: number; knownTo: string[] },
  ): Promise<string[]>;
  /** Frees leases that the replica holds. */
  release(replica: string, clusters: string[]): Promise<void>;
  /**
   * Frees what replicas hold that have expired, and forgets them.
   * @returns how many are forgotten
   */
  buryExpired(): Promise<number>;
  /** Frees all that a replica holds, and forgets it. */
  leave(replica: string): Promise<void>;
  /**
   * The same on connections of its own where the database is a server, so that
   * nothing else can keep it waiting; to be closed.
   */
  apart(): LeaseStore;
  close(): Promise<void>;
}

/** Gives the writes of facts to those alone who hold a lease. @internal */
export interface LeasedFacts {
  readonly leases: LeaseStore;
  /**
   * The store for who follows a cluster: each of its transactions first makes
   * sure that the lease holds, and keeps it from being taken until it ends.
   * @param options.signal - once it aborts, no more writes are begun
   * @param options.onStale - called when a write was refused, before the writer learns of it
   * @throws StaleLeaseError from every write that comes too late
   */
  underLease(
    lease: Lease,
    options: { signal: AbortSignal; onStale(): void },
  ): FactStore;
}
