import type { Knex } from 'knex';
import { nowMillis, toMillis } from '../../dialect';
import type { ClusterGauge } from '../../gaugeTypes';
import type { Millis } from '../../tables';
import { rankedSubjects, statesOf } from './rankedSubjects';

interface ClusterRanks {
  ref: string;
  protection: number | null;
  sync: number | null;
}

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
  const ranked: ClusterRanks[] = await rankedSubjects({
    ...{ knex, silentAfterMs, type: 'cluster' },
  });
  const ranks = new Map(ranked.map(row => [row.ref, row]));
  return rows.map(({ name, at, now }) => {
    const silentForMs = at === null ? null : toMillis(now) - toMillis(at);
    return {
      name,
      isConnected: silentForMs !== null && silentForMs < silentAfterMs,
      silentForMs,
      protection: stateOf(ranks.get(name), 'protection'),
      sync: stateOf(ranks.get(name), 'sync'),
    };
  });
}

function stateOf(
  ranks: ClusterRanks | undefined,
  aspect: 'protection' | 'sync',
): string | null {
  const rank = ranks?.[aspect] ?? null;
  return rank === null ? null : statesOf[aspect][rank];
}
