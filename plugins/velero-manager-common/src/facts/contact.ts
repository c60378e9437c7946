/**
 * What we know of our contact with one cluster. It is one fact per cluster, so
 * that a bookmark touches one row and no verdict.
 *
 * @public
 */
export interface Contact {
  /** The newest moment at which the cluster proved that we see it, RFC 3339 UTC. */
  lastContactAt: string | null;
  /** Why contact fails at present, in words and without secrets, or `null`. */
  failure: string | null;
  /** Since when contact has failed, or `null`. */
  failingSince: string | null;
  /**
   * How far the API server's clock is ahead of ours, in milliseconds: the median
   * of what its answers said. `null` when it was not measured.
   */
  clockSkewMs: number | null;
}

/**
 * How far one kind of one cluster has been read. Only `synced` allows a
 * conclusion from what is *not* there.
 *
 * `pending`: not listed yet. `absent`: the cluster does not serve it (no CRD).
 * `forbidden`: our account may not list or watch it. `failed`: listed or
 * watched without success, being retried.
 *
 * @public
 */
export interface KindStatus {
  state: 'pending' | 'synced' | 'absent' | 'forbidden' | 'failed';
  message: string | null;
  /** When the kind was last known complete, RFC 3339 UTC. */
  syncedAt: string | null;
  /** How many objects could not be understood and were left out. */
  malformed: number;
}
