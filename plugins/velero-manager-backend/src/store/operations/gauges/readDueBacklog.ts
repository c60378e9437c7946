import type { Knex } from 'knex';
import { nowMillis, toMillis } from '../../dialect';
import type { FleetGauges } from '../../gaugeTypes';
import type { Millis } from '../../tables';

/** Reads how much is due, and how long the longest has been. @internal */
export async function readDueBacklog(knex: Knex): Promise<FleetGauges['due']> {
  const now = nowMillis(knex);
  const row: { count: Millis; oldest: Millis | null; now: Millis } | undefined =
    await knex('subjects')
      .where('due_at', '<=', now)
      .first(
        knex.raw('count(*) as count'),
        knex.raw('min(due_at) as oldest'),
        knex.raw('? as now', [now]),
      );
  return {
    count: toMillis(row?.count ?? 0),
    // Marks of the very start are 0, as old as time itself.
    oldestForMs: row?.oldest ? toMillis(row.now) - toMillis(row.oldest) : 0,
  };
}
