import type { Knex } from 'knex';
import { nowMillis, toMillis } from '../../dialect';
import type { ClusterGauge } from '../../gaugeTypes';
import type { Millis } from '../../tables';
import { rankedSubjects, statesOf } from './rankedSubjects';

/** Reads how each cluster stands that can be watched. @internal */
export async function readClusterGauges(options: {
  knex: Knex;
  silentAfterMs: number;
}): Promise<ClusterGauge[]> {
  const { knex, silentAfterMs } = options;
  const rows: { name: string; at: Millis | null; now: Millis }[] = await knex(
    'clusters',
  )
    .leftJoin('contacts', 'contacts.cluster', 'clusters.name')
    .whereNull('clusters.unwatchable')
    .orderBy('clusters.name')
    .select(
      'clusters.name',
      'contacts.last_contact_at as at',
      knex.raw('? as now', [nowMillis(knex)]),
    );
  const protection = await readStates({ ...options, aspect: 'protection' });
  const sync = await readStates({ ...options, aspect: 'sync' });
  return rows.map(({ name, at, now }) => {
    const silentForMs = at === null ? null : toMillis(now) - toMillis(at);
    return {
      name,
      isConnected: silentForMs !== null && silentForMs < silentAfterMs,
      silentForMs,
      protection: protection.get(name) ?? null,
      sync: sync.get(name) ?? null,
    };
  });
}

async function readStates(options: {
  knex: Knex;
  aspect: 'protection' | 'sync';
  silentAfterMs: number;
}): Promise<Map<string, string>> {
  const rows: { ref: string; rank: number }[] = await rankedSubjects({
    ...options,
    type: 'cluster',
  });
  return new Map(
    rows.map(({ ref, rank }) => [ref, statesOf[options.aspect][rank]]),
  );
}
