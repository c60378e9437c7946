import { Knex } from 'knex';
import { factKey, StoredFact, toFactRows } from '../../toFactRows';
import { FactDelta, FactScope } from '../../types';
import { requireCluster } from '../clusters/requireCluster';
import { markClusterDue } from '../due/markClusterDue';
import { markNamespacesDue } from '../due/markNamespacesDue';
import { markSyncObjectsDue } from '../due/markSyncObjectsDue';
import { countFacts } from '../kinds/countFacts';
import { readStoredFacts, StoredFactState } from './readStoredFacts';
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
  deletes: { namespace: string; name: string }[];
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
  const parsed =
    delta.type === 'removed'
      ? { facts: [], malformed: 0 }
      : toFactRows(scope, delta.rows);
  const stored = await readStoredFacts({
    knex,
    scope,
    keys: keysOf(delta, parsed.facts),
  });
  const difference = compare(delta, parsed.facts, stored);
  const changed = difference.upserts.length + difference.deletes.length;
  if (changed > 0) {
    await write({ knex, scope, difference });
  }
  await countFacts({
    knex,
    scope,
    added: difference.added - difference.deletes.length,
    malformed:
      delta.type === 'removed' ? 0 : delta.malformed + parsed.malformed,
    isComplete: delta.type === 'replaced',
  });
  return { changed };
}

function keysOf(delta: FactDelta, facts: StoredFact[]) {
  switch (delta.type) {
    case 'replaced':
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
  const hashes = new Map(stored.map(row => [factKey(row), row.hash]));
  const upserts = facts.filter(
    ({ row }) => hashes.get(factKey(row)) !== row.hash,
  );
  const kept = new Set(facts.map(({ row }) => factKey(row)));
  return {
    upserts,
    added: upserts.filter(({ row }) => !hashes.has(factKey(row))).length,
    deletes:
      delta.type === 'upserted'
        ? []
        : stored.filter(row => !kept.has(factKey(row))),
  };
}

async function write(options: {
  knex: Knex;
  scope: FactScope;
  difference: Difference;
}): Promise<void> {
  const { knex, scope, difference } = options;
  const { upserts, deletes } = difference;
  const keys = [...upserts.map(fact => fact.row), ...deletes];
  const traces = isSyncKind(scope.kind)
    ? [...(await readTraces({ knex, scope, keys })), ...toTraces(upserts)]
    : [];
  await upsertFacts({ knex, facts: upserts });
  await deleteFacts({ knex, scope, keys: deletes });
  if (isSyncKind(scope.kind)) {
    await deleteSyncObjectIndex({ knex, scope, keys });
    await insertSyncObjectIndex({ knex, facts: upserts });
    await markSyncObjectsDue({ knex, scope, traces });
  } else if (scope.kind === 'Namespace') {
    const namespaces = keys.map(key => key.name);
    await markNamespacesDue({ knex, cluster: scope.cluster, namespaces });
  } else {
    await markClusterDue({ knex, cluster: scope.cluster });
  }
}
