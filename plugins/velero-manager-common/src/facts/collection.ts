import type { FactKind } from '../kinds/types';

/** How the collector of one kind does, as its replica told last. @public */
export interface KindCollection {
  /** Since when it is in its present phase, RFC 3339 UTC. */
  since: string;
  /** When an event last came; bookmarks do not count. */
  lastEventAt: string | null;
  /** What our account may not do, as Kubernetes calls it; `null`: nothing is denied. */
  denied: 'get' | 'list' | 'watch' | null;
}

/**
 * How the collector of a cluster does, as the replica told last that follows
 * it. Moments are those of the replica's clock, RFC 3339 UTC.
 *
 * @public
 */
export interface CollectionStatus {
  /** When the replica began to follow the cluster. */
  startedAt: string;
  /** Watches that the API server has accepted and that were not lost since. */
  watchesOpen: number;
  /** How long the change stored last took from being read, in milliseconds. */
  lagMs: number | null;
  /** When an event of any kind last came. */
  lastEventAt: string | null;
  /** Whether requests go out, and if not, why and until when. */
  breaker: {
    state: 'closed' | 'open' | 'half-open';
    since: string;
    reason: string | null;
    nextTryAt: string | null;
  };
  kinds: Partial<Record<FactKind, KindCollection>>;
}

/** Who follows a cluster, and what they told last. @public */
export interface Collection {
  /** The replica that follows it; `null` where none does. */
  followedBy: string | null;
  /** When the status was stored; `null` with it. */
  toldAt: string | null;
  status: CollectionStatus | null;
}
