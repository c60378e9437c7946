import {
  CopiedBytes,
  PastRun,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import {
  HistoryFilter,
  HistoryPage,
  HistoryStore,
  Retention,
  StoredRestore,
  StoredRun,
} from './historyTypes';
import { listPastRuns, ScheduleKey } from './operations/history/listPastRuns';
import { listRestores } from './operations/history/listRestores';
import { listRuns } from './operations/history/listRuns';
import { sumBytes } from './operations/history/sumBytes';
import { sweepHistory } from './operations/history/sweepHistory';

interface Window {
  cluster: string;
  since: Date;
  until: Date;
}

/**
 * Reads history from SQL; what is in it was written with the facts.
 *
 * @internal
 */
export class DatabaseHistoryStore implements HistoryStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** History in a database whose migrations have been run. */
  static create(knex: Knex): DatabaseHistoryStore {
    return new DatabaseHistoryStore(knex);
  }

  listRuns(
    filter: HistoryFilter,
    page: HistoryPage,
  ): Promise<{ items: StoredRun[]; more: boolean }> {
    return listRuns({ knex: this.#knex, filter, page });
  }

  listRestores(
    filter: HistoryFilter,
    page: HistoryPage,
  ): Promise<{ items: StoredRestore[]; more: boolean }> {
    return listRestores({ knex: this.#knex, filter, page });
  }

  listPastRuns(options: {
    schedules: readonly ScheduleKey[];
    since: Date;
  }): Promise<PastRun[]> {
    return listPastRuns({ knex: this.#knex, ...options });
  }

  sumBytes(window: Window): Promise<CopiedBytes[]> {
    return sumBytes({ knex: this.#knex, ...window });
  }

  sweep(retention: Retention, signal?: AbortSignal): Promise<number> {
    return sweepHistory({ knex: this.#knex, retention, signal });
  }
}
