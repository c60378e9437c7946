import { FactKind } from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { chunked } from '../../chunked';
import { DbFactRow } from '../../tables';
import { markRefsDue } from '../due/markDue';
import { markFactsDue } from '../due/markFactsDue';
import { markSyncObjectsDue } from '../due/markSyncObjectsDue';
import { isSyncKind, readTraces } from '../facts/syncObjectIndex';
import { findSilentClusters } from './findSilentClusters';
import { findStaleFacts, StaleFact } from './findStaleFacts';

interface Silence {
  knex: Knex;
  /** After so long without contact a cluster counts as silent. */
  silentAfterMs: number;
}

/** Whether any sign of life stayed out of which nobody was told. @internal */
export async function isAnySilent(options: Silence): Promise<boolean> {
  const clusters = await findSilentClusters(options);
  return clusters.length > 0 || (await findStaleFacts(options)).length > 0;
}

/**
 * Marks due whom it concerns that signs of life stayed out: clusters that fell
 * silent, and facts whose heartbeat stopped; call it in a transaction. Of such
 * a fact none is awaited any more, so each silence marks once, and the next
 * heartbeat is news.
 *
 * @internal
 */
export async function markSilence(options: Silence): Promise<void> {
  const { knex } = options;
  const refs = await findSilentClusters(options);
  await markRefsDue({ knex, type: 'cluster', refs });
  const facts = await findStaleFacts(options);
  const syncing = facts.filter(({ kind }) => isSyncKind(kind));
  await markSyncObjectsDue({
    knex,
    traces: await readTraces({ knex, keys: syncing }),
  });
  for (const some of byScope(facts)) {
    const [{ cluster, kind, now }] = some;
    const scope = { cluster, kind: kind as FactKind }; // only we write kinds
    if (!isSyncKind(kind)) {
      await markFactsDue({ knex, scope, facts: some });
    }
    await awaitNoMore(knex, { some, now });
  }
}

/** But for those that were heard while we looked. */
async function awaitNoMore(
  knex: Knex,
  { some, now }: { some: StaleFact[]; now: StaleFact['now'] },
): Promise<void> {
  const [{ cluster, kind, namespace }] = some;
  for (const names of chunked(some.map(({ name }) => name))) {
    await knex<DbFactRow>('facts')
      .where({ cluster, kind, namespace })
      .whereIn('name', names)
      .where('fresh_until', '<', now)
      .update({ fresh_until: null });
  }
}

/** Those of one kind and one namespace of a cluster, each in a group. */
function byScope(facts: StaleFact[]): StaleFact[][] {
  const groups = new Map<string, StaleFact[]>();
  for (const fact of facts) {
    const { cluster, kind, namespace } = fact;
    const key = JSON.stringify([cluster, kind, namespace]);
    groups.set(key, [...(groups.get(key) ?? []), fact]);
  }
  return [...groups.values()];
}
