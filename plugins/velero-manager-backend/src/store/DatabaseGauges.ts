import type { Knex } from 'knex';
import type { FleetGauges, GaugeStore } from './gaugeTypes';
import { countEntityStates } from './operations/gauges/countEntityStates';
import { readClusterGauges } from './operations/gauges/readClusterGauges';
import { readDueBacklog } from './operations/gauges/readDueBacklog';

/** The fleet in numbers, from the plugin's database. @internal */
export class DatabaseGauges implements GaugeStore {
  readonly #knex: Knex;
  readonly #silentAfterMs: number;

  private constructor(options: { knex: Knex; silentAfterMs: number }) {
    this.#knex = options.knex;
    this.#silentAfterMs = options.silentAfterMs;
  }

  /** @param options.knex - a database whose tables are up to date */
  static create(options: { knex: Knex; silentAfterMs: number }) {
    return new DatabaseGauges(options);
  }

  async readGauges(): Promise<FleetGauges> {
    const knex = this.#knex;
    const options = { knex, silentAfterMs: this.#silentAfterMs };
    return {
      due: await readDueBacklog(knex),
      entities: await countEntityStates(options),
      clusters: await readClusterGauges(options),
    };
  }
}
