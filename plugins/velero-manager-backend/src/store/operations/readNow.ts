import { Knex } from 'knex';
import { nowMillis, toMillis } from '../dialect';
import { Millis } from '../tables';

/** The moment by the database's clock. @internal */
export async function readNow(knex: Knex): Promise<Date> {
  const [row] = await knex.select<{ now: Millis }[]>(
    knex.raw('? as now', [nowMillis(knex)]),
  );
  return new Date(toMillis(row.now));
}
