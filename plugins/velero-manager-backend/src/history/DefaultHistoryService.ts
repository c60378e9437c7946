import { InputError } from '@backstage/errors';
import type {
  BackupList,
  HistoryQuery,
  RestoreList,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { HistoryFilter, HistoryPage, HistoryStore } from '../store';
import { decodeHistoryCursor, encodeHistoryCursor } from './historyCursor';
import type { HistoryOptions, HistoryService } from './HistoryService';
import { toApiBackup } from './toApiBackup';
import { toApiRestore } from './toApiRestore';

/**
 * Answers from the store.
 *
 * @internal
 */
export class DefaultHistoryService implements HistoryService {
  readonly #store: HistoryStore;

  private constructor(options: { store: HistoryStore }) {
    this.#store = options.store;
  }

  static create(options: { store: HistoryStore }): DefaultHistoryService {
    return new DefaultHistoryService(options);
  }

  async listBackups(
    query: HistoryQuery,
    options: HistoryOptions,
  ): Promise<BackupList> {
    const { items, more } = await this.#store.listRuns(
      toFilter(query, options),
      toPage(query),
    );
    const last = items.at(-1);
    return {
      items: items.map(toApiBackup),
      nextCursor:
        last && more
          ? encodeHistoryCursor({
              ...last,
              occurredAt: Date.parse(last.startedAt ?? last.createdAt),
            })
          : null,
    };
  }

  async listRestores(
    query: HistoryQuery,
    options: HistoryOptions,
  ): Promise<RestoreList> {
    const { items, more } = await this.#store.listRestores(
      toFilter(query, options),
      toPage(query),
    );
    const last = items.at(-1);
    return {
      items: items.map(toApiRestore),
      nextCursor:
        last && more
          ? encodeHistoryCursor({
              ...last,
              occurredAt: Date.parse(last.createdAt),
            })
          : null,
    };
  }
}

function toFilter(
  query: HistoryQuery,
  { scope }: HistoryOptions,
): HistoryFilter {
  if (query.namespace.length > 0 && query.cluster.length === 0) {
    throw new InputError(
      "Query parameter 'namespace' needs 'cluster' beside it: say of which clusters",
    );
  }
  const namespaces = query.namespace.length > 0 ? query.namespace : null;
  const clusters = [...new Set(query.cluster)];
  return {
    places:
      clusters.length > 0
        ? clusters.map(cluster => ({ cluster, namespaces }))
        : null,
    within: scope ?? null,
    schedules: query.schedule,
    since: query.since === undefined ? null : new Date(query.since),
    until: query.until === undefined ? null : new Date(query.until),
  };
}

function toPage({ limit, cursor }: HistoryQuery): HistoryPage {
  return {
    limit,
    after: cursor === undefined ? null : decodeHistoryCursor(cursor),
  };
}
