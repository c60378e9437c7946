import { Knex } from 'knex';
import { FactScope } from '../../types';
import { markFactsDue } from '../due/markFactsDue';
import { markSyncObjectsDue } from '../due/markSyncObjectsDue';
import { takeHistory } from '../history/takeHistory';
import { writeHistory } from '../history/writeHistory';
import { FactDifference } from './compareFacts';
import { deleteByKey } from './factKeys';
import { createStamp, pruneScopes, upsertScopes } from './scopeIndex';
import {
  deleteSyncObjectIndex,
  insertSyncObjectIndex,
  isSyncKind,
  readTraces,
  toTraces,
} from './syncObjectIndex';
import { upsertFacts, writeBeats } from './upsertFacts';

type Taken = Awaited<ReturnType<typeof take>>;

/**
 * Writes what is different in some scopes, with what indexes it and what
 * history keeps of it, and marks due whatever could be judged otherwise.
 *
 * @internal
 */
export async function writeDifferences(options: {
  knex: Knex;
  changes: { scope: FactScope; difference: FactDifference }[];
}): Promise<void> {
  const { knex } = options;
  await writeBeats({
    knex,
    facts: options.changes.flatMap(({ difference }) => difference.beats),
  });
  const changes: Taken[] = [];
  for (const change of options.changes) {
    const { upserts, deletes } = change.difference;
    if (upserts.length + deletes.length > 0) {
      changes.push(await take(change));
    }
  }
  if (changes.length === 0) {
    return;
  }
  const stamp = createStamp();
  await upsertScopes({
    ...{ knex, stamp },
    facts: changes.flatMap(({ upserts }) => upserts),
  });
  const syncing = changes.filter(({ scope }) => isSyncKind(scope.kind));
  // What they were is known only before they are written.
  const keys = syncing.flatMap(one => one.keys);
  const synced = syncing.flatMap(one => one.upserts);
  const traces = [...(await readTraces({ knex, keys })), ...toTraces(synced)];
  await upsertFacts({ knex, facts: changes.flatMap(({ upserts }) => upserts) });
  await deleteByKey({
    ...{ knex, table: 'facts' },
    keys: changes.flatMap(({ difference }) => difference.deletes),
  });
  for (const { scope, difference } of changes) {
    const digests = difference.lostScopes;
    await pruneScopes({ knex, scope, digests, stamp });
  }
  await writeHistory({ knex, changes: changes.map(({ past }) => past) });
  if (syncing.length > 0) {
    await deleteSyncObjectIndex({ knex, keys });
    await insertSyncObjectIndex({ knex, facts: synced });
    await markSyncObjectsDue({ knex, traces });
  }
  for (const { scope, difference, upserts } of changes) {
    if (!isSyncKind(scope.kind)) {
      const facts = [...upserts.map(fact => fact.row), ...difference.before];
      await markFactsDue({ knex, scope, facts });
    }
  }
}

async function take({
  scope,
  difference,
}: {
  scope: FactScope;
  difference: FactDifference;
}) {
  const { deletes } = difference;
  const { facts, history, replaced } = await takeHistory({
    scope,
    ...difference,
  });
  return {
    ...{ scope, difference, upserts: facts },
    keys: [...facts.map(fact => fact.row), ...deletes],
    past: { scope, history, gone: [...deletes, ...replaced] },
  };
}
