import { Knex } from 'knex';
import { factKey, StoredFact, toFactRows } from '../../toFactRows';
import { FactDelta, FactScope } from '../../types';
import { requireCluster } from '../clusters/requireCluster';
import { markFactsDue } from '../due/markFactsDue';
import { markSyncObjectsDue } from '../due/markSyncObjectsDue';
import { takeHistory } from '../history/takeHistory';
import { writeHistory } from '../history/writeHistory';
import { countFacts } from '../kinds/countFacts';
import { keepPosition } from '../positions/keepPosition';
import { readStoredFacts, StoredFactState } from './readStoredFacts';
import { pruneScopes, upsertScopes } from './scopeIndex';
import {
  deleteSyncObjectIndex,
  insertSyncObjectIndex,
  isSyncKind,
  readTraces,
  toTraces,
} from './syncObjectIndex';
import { deleteFacts, upsertFacts } from './writeFacts';

interface Difference {
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

/**
 * Brings the facts of a scope in line with a delta and marks due what can be
 * judged otherwise now; call it in a transaction.
 *
 * @returns the number of facts that changed
 * @internal
 */
export async function applyDelta(options: {
  knex: Knex;
  scope: FactScope;
  delta: FactDelta;
}): Promise<{ changed: number }> {
  const { knex, scope, delta } = options;
  await requireCluster({ knex, cluster: scope.cluster });
  const isGiven = delta.type === 'replaced' || delta.type === 'upserted';
  const parsed = isGiven
    ? toFactRows(scope, delta.rows)
    : { facts: [], malformed: 0 };
  const stored = await readStoredFacts({
    knex,
    scope,
    namespace: delta.type === 'replaced' ? delta.namespace : undefined,
    keys: keysOf(delta, parsed.facts),
  });
  const difference = compare(delta, parsed.facts, stored);
  const changed = difference.upserts.length + difference.deletes.length;
  if (changed > 0) {
    await write({ knex, scope, difference });
  }
  await keepPosition({ knex, scope, delta });
  await countFacts({
    knex,
    scope,
    added: difference.added - difference.deletes.length,
    malformed: isGiven ? delta.malformed + parsed.malformed : 0,
    isComplete: delta.type === 'replaced' && delta.namespace === undefined,
  });
  return { changed };
}

function keysOf(delta: FactDelta, facts: StoredFact[]) {
  switch (delta.type) {
    case 'replaced':
    case 'confined':
      return undefined;
    case 'upserted':
      return facts.map(fact => fact.row);
    case 'removed':
    default:
      return delta.keys;
  }
}

function compare(
  delta: FactDelta,
  facts: StoredFact[],
  stored: StoredFactState[],
): Difference {
  const before = new Map(stored.map(row => [factKey(row), row]));
  const upserts = facts.filter(
    ({ row }) => before.get(factKey(row))?.hash !== row.hash,
  );
  const kept = new Set(facts.map(({ row }) => factKey(row)));
  const isKept = (row: StoredFactState) =>
    delta.type === 'upserted' ||
    (delta.type === 'confined' && delta.namespaces.includes(row.namespace)) ||
    kept.has(factKey(row));
  const deletes = stored.filter(row => !isKept(row));
  const rescoped = upserts.filter(({ row }) => {
    const old = before.get(factKey(row));
    return old?.scope !== row.scope || old?.owner !== row.owner;
  });
  const losing = [
    ...deletes,
    ...rescoped.flatMap(({ row }) => before.get(factKey(row)) ?? []),
  ];
  const changing = upserts.flatMap(({ row }) => before.get(factKey(row)) ?? []);
  return {
    upserts,
    added: upserts.length - changing.length,
    deletes,
    before: [...changing, ...deletes],
    rescoped,
    lostScopes: new Set(losing.flatMap(row => row.scope ?? [])),
  };
}

async function write(options: {
  knex: Knex;
  scope: FactScope;
  difference: Difference;
}): Promise<void> {
  const { knex, scope, difference } = options;
  const { deletes } = difference;
  const { facts: upserts, ...past } = takeHistory({ scope, ...difference });
  const keys = [...upserts.map(fact => fact.row), ...deletes];
  const traces = isSyncKind(scope.kind)
    ? [...(await readTraces({ knex, scope, keys })), ...toTraces(upserts)]
    : [];
  await upsertScopes({ knex, facts: difference.rescoped });
  await upsertFacts({ knex, facts: upserts });
  await deleteFacts({ knex, scope, keys: deletes });
  await pruneScopes({ knex, scope, digests: difference.lostScopes });
  const gone = [...deletes, ...past.replaced];
  await writeHistory({ knex, scope, history: past.history, gone });
  if (isSyncKind(scope.kind)) {
    await deleteSyncObjectIndex({ knex, scope, keys });
    await insertSyncObjectIndex({ knex, facts: upserts });
    await markSyncObjectsDue({ knex, scope, traces });
  } else {
    const facts = [...upserts.map(fact => fact.row), ...difference.before];
    await markFactsDue({ knex, scope, facts });
  }
}
