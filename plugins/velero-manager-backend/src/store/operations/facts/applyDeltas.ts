import { Knex } from 'knex';
import { breathe } from '../../breathe';
import { DbFactKey } from '../../tables';
import { StoredFact, toFactRows } from '../../toFactRows';
import { toStorableText } from '../../toStorableText';
import { FactDelta, FactScope } from '../../types';
import { requireClusters } from '../clusters/requireCluster';
import { readClocks } from '../contacts/readClocks';
import { countFacts } from '../kinds/countFacts';
import { keepPositions } from '../positions/keepPositions';
import { compareFacts, FactDifference } from './compareFacts';
import {
  readFactsByKey,
  readStoredFacts,
  StoredFactState,
} from './readStoredFacts';
import { writeDifferences } from './writeDifferences';

/** So many rows are made in one go: a few milliseconds. */
const ROWS_AT_ONCE = 100;

/** A delta, and what it is of. @internal */
export interface FactChange {
  scope: FactScope;
  delta: FactDelta;
}

interface Parsed extends FactChange {
  facts: StoredFact[];
  malformed: number;
}

/**
 * Brings the facts of some scopes in line with what is said of each, and marks
 * due what can be judged otherwise now; call it in a transaction, with one
 * delta for each scope.
 *
 * @remarks
 * Most changes are of one object, and a fleet has many in the same moment, each
 * in another scope: all are read, compared and written by the statements that
 * one alone would take.
 *
 * @returns the number of facts that changed, for each
 * @internal
 */
export async function applyDeltas(options: {
  knex: Knex;
  changes: FactChange[];
}): Promise<{ changed: number }[]> {
  const { knex, changes } = options;
  const clusters = changes.map(({ scope }) => scope.cluster);
  await requireClusters({ knex, clusters });
  const parsed: Parsed[] = [];
  for (const change of changes) {
    parsed.push(await parse(change));
  }
  const stored = await readStored(knex, parsed);
  const clocks = await readClocks({
    knex,
    clusters: parsed.filter(isBeating).map(({ scope }) => scope.cluster),
  });
  const compared = parsed.map(({ scope, delta, facts }, i) => ({
    scope,
    difference: compareFacts(
      { delta, facts, now: clocks.get(scope.cluster) ?? 0 },
      stored[i],
    ),
  }));
  await writeDifferences({ knex, changes: compared });
  await keepPositions({ knex, changes });
  await countFacts({
    knex,
    counts: parsed.map(({ scope, delta, malformed }, i) => ({
      ...{ scope, malformed },
      added: grownBy(compared[i].difference),
      isComplete: delta.type === 'replaced' && delta.namespace === undefined,
    })),
  });
  return compared.map(({ difference: { upserts, beats, deletes } }) => ({
    changed: upserts.length + beats.length + deletes.length,
  }));
}

/** In steps, so that a list of thousands does not keep others waiting. */
async function parse({ scope, delta }: FactChange): Promise<Parsed> {
  if (delta.type === 'removed' || delta.type === 'confined') {
    return { scope, delta, facts: [], malformed: 0 };
  }
  const { rows } = delta;
  const facts = new Map<string, StoredFact>();
  let { malformed } = delta;
  for (let begun = 0; begun < rows.length; begun += ROWS_AT_ONCE) {
    await breathe();
    const some = toFactRows(scope, rows.slice(begun, begun + ROWS_AT_ONCE));
    some.facts.forEach((fact, key) => facts.set(key, fact));
    malformed += some.malformed;
  }
  return { scope, delta, facts: [...facts.values()], malformed };
}

/** What is stored of what each delta speaks of. */
async function readStored(
  knex: Knex,
  parsed: Parsed[],
): Promise<StoredFactState[][]> {
  const byKey = await readFactsByKey({ knex, keys: parsed.flatMap(keysOf) });
  const byScope = new Map<string, StoredFactState[]>();
  for (const row of byKey) {
    const rows = byScope.get(scopeKey(row)) ?? [];
    byScope.set(scopeKey(row), [...rows, row]);
  }
  const stored: StoredFactState[][] = [];
  for (const { scope, delta } of parsed) {
    stored.push(
      delta.type === 'replaced' || delta.type === 'confined'
        ? await readStoredFacts({
            ...{ knex, scope },
            namespace: delta.type === 'replaced' ? delta.namespace : undefined,
          })
        : byScope.get(scopeKey(scope)) ?? [],
    );
  }
  return stored;
}

function keysOf({ scope, delta, facts }: Parsed): DbFactKey[] {
  switch (delta.type) {
    case 'upserted':
      return facts.map(fact => fact.row);
    case 'removed':
      return delta.keys.map(key => ({
        ...scope,
        namespace: toStorableText(key.namespace),
        name: toStorableText(key.name),
      }));
    case 'replaced':
    case 'confined':
    default:
      return [];
  }
}

/** Whether it may bring heartbeats, which the clock of the cluster judges. */
function isBeating({ facts }: Parsed): boolean {
  return facts.some(({ row }) => row.fresh_until !== null);
}

function scopeKey({ cluster, kind }: { cluster: string; kind: string }) {
  return JSON.stringify([cluster, kind]);
}

function grownBy({ added, deletes }: FactDifference): number {
  return added - deletes.length;
}
