import { factKey, StoredFact } from '../../toFactRows';
import { FactDelta } from '../../types';
import { StoredFactState } from './readStoredFacts';

/** What a delta makes different in its scope. @internal */
export interface FactDifference {
  upserts: StoredFact[];
  /** How many of `upserts` are new. */
  added: number;
  deletes: StoredFactState[];
  /** What the facts that change or go belonged to before. */
  before: StoredFactState[];
  /** Those of `upserts` that are new or changed their namespace lists or owner. */
  rescoped: StoredFact[];
  /** Digests of the namespace lists that stored facts lose. */
  lostScopes: Set<string>;
}

/** Compares what a delta says with what is stored. @internal */
export function compareFacts(
  delta: FactDelta,
  facts: StoredFact[],
  stored: StoredFactState[],
): FactDifference {
  const left = new Map(stored.map(row => [factKey(row), row]));
  const difference: FactDifference = {
    ...{ upserts: [], added: 0, deletes: [], before: [], rescoped: [] },
    lostScopes: new Set(),
  };
  for (const fact of facts) {
    const key = factKey(fact.row);
    const old = left.get(key);
    left.delete(key);
    if (old?.hash !== fact.row.hash) {
      addUpsert(difference, fact, old);
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
    difference.rescoped.push(fact);
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
