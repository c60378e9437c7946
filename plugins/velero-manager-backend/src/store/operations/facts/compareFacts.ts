import { toMillis } from '../../dialect';
import { factKey, StoredFact } from '../../toFactRows';
import { FactDelta } from '../../types';
import { StoredFactState } from './readStoredFacts';

/** What a delta makes different in its scope. @internal */
export interface FactDifference {
  upserts: StoredFact[];
  /** Those that say the same, and only that somebody still looks after them. */
  beats: StoredFact[];
  /** How many of `upserts` are new. */
  added: number;
  deletes: StoredFactState[];
  /** What the facts that change or go belonged to before. */
  before: StoredFactState[];
  /** Digests of the namespace lists that stored facts lose. */
  lostScopes: Set<string>;
}

/**
 * A heartbeat that comes so late may have been missed meanwhile: longer than any
 * transaction takes.
 */
const LATE_MS = 60_000;

/**
 * Compares what a delta says with what is stored. A heartbeat that comes when
 * the last one counts no longer, or hardly, is a change as any other: verdicts
 * may say that it stayed out.
 *
 * @param now - by the clock of the cluster, ms since 1970
 * @internal
 */
export function compareFacts(
  { delta, facts, now }: { delta: FactDelta; facts: StoredFact[]; now: number },
  stored: StoredFactState[],
): FactDifference {
  const left = new Map(stored.map(row => [factKey(row), row]));
  const difference: FactDifference = {
    ...{ upserts: [], beats: [], added: 0, deletes: [], before: [] },
    lostScopes: new Set(),
  };
  for (const fact of facts) {
    const key = factKey(fact.row);
    const old = left.get(key);
    left.delete(key);
    if (old?.hash !== fact.row.hash) {
      addUpsert(difference, fact, old);
    } else if (isBeat(fact.row, old)) {
      const isInTime = momentOf(old) > now + LATE_MS;
      if (isInTime) {
        difference.beats.push(fact);
      } else {
        addUpsert(difference, fact, old);
      }
    }
  }
  for (const old of left.values()) {
    if (!isKept(delta, old)) {
      difference.deletes.push(old);
      difference.before.push(old);
      addLost(difference, old);
    }
  }
  return difference;
}

/** Whether a fact that says the same was written again, or awaits no more. */
function isBeat(row: StoredFact['row'], old: StoredFactState): boolean {
  return (
    row.fresh_until !== null &&
    (row.resource_version !== old.resource_version ||
      row.fresh_until !== momentOf(old))
  );
}

/** Until when it counts; 0 where no heartbeat is awaited. */
function momentOf({ fresh_until: until }: StoredFactState): number {
  return until === null ? 0 : toMillis(until);
}

function addUpsert(
  difference: FactDifference,
  fact: StoredFact,
  old: StoredFactState | undefined,
): void {
  difference.upserts.push(fact);
  if (old) {
    difference.before.push(old);
  } else {
    difference.added += 1;
  }
  if (old?.scope !== fact.row.scope || old.owner !== fact.row.owner) {
    addLost(difference, old);
  }
}

function addLost(
  { lostScopes }: FactDifference,
  old: StoredFactState | undefined,
): void {
  if (old && old.scope !== null) {
    lostScopes.add(old.scope);
  }
}

/** Of what is stored and not given. */
function isKept(delta: FactDelta, row: StoredFactState): boolean {
  return (
    delta.type === 'upserted' ||
    (delta.type === 'confined' && delta.namespaces.includes(row.namespace))
  );
}
