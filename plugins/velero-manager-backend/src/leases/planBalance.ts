import type { LeaseCensus } from '../store/leaseTypes';

/** Leases taken in one step, which is also how many clusters begin to be followed at once. */
const MOST_TAKEN = 200;

/** Leases given away in one step; the next ones follow when these have been taken. */
const MOST_GIVEN = 10;

/** What a replica does to hold its share. @internal */
export interface BalanceStep {
  /** How many free leases to take. */
  take: number;
  /** Replicas whose clusters are left to them, for they have room. */
  unlessKnownTo: string[];
  /** How many leases to give away to one of `unlessKnownTo`. */
  give: number;
}

/**
 * Decides what a replica takes or gives away so that each ends with at most an
 * even share.
 *
 * @remarks
 * Each decides for itself by the same count. Only who holds more than a share
 * gives, only while somebody has room for it and nothing is free; so every move
 * makes the spread more even, and when all hold a share at most nothing moves.
 * A full replica still takes what nobody with room can follow: no cluster
 * stays without one because the replicas know different clusters.
 *
 * @internal
 */
export function planBalance(
  replica: string,
  { replicas, clusters, free }: Omit<LeaseCensus, 'own'> & { free: boolean },
): BalanceStep {
  const share = Math.ceil(clusters / Math.max(1, replicas.length));
  const held = replicas.find(({ id }) => id === replica)?.held ?? 0;
  const withRoom = replicas
    .filter(other => other.id !== replica && other.held < share)
    .map(({ id }) => id);
  const room = share - held;
  if (free) {
    return room > 0
      ? { take: Math.min(room, MOST_TAKEN), unlessKnownTo: [], give: 0 }
      : { take: MOST_TAKEN, unlessKnownTo: withRoom, give: 0 };
  }
  const give = withRoom.length > 0 ? Math.max(0, -room) : 0;
  return {
    take: 0,
    unlessKnownTo: withRoom,
    give: Math.min(give, MOST_GIVEN),
  };
}
