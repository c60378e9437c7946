import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { Clock } from '../kubernetes';
import { FactStore } from '../store/types';
import { readCatalogEntities } from './readCatalogEntities';

/** How often the catalog is asked; the same pace at which it reads its own sources. */
const REFRESH_MS = 30_000;

/** While the catalog starts up beside us it has no entities, or no answer, yet. */
const FIRST_RETRY_MS = 1_000;

/**
 * Keeps the store's entities equal to the catalog's. A failed read keeps the
 * last set: an entity is never lost because the catalog was away.
 *
 * @returns a function that stops it and waits until it has stopped
 * @internal
 */
export function startEntitySync(options: {
  catalog: CatalogService;
  auth: AuthService;
  store: Pick<FactStore, 'putEntities'>;
  clock: Clock;
  logger: LoggerService;
}): () => Promise<void> {
  const { store, clock, logger } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  let known: number | null = null;

  /** @returns whether there is anything to follow */
  const refresh = async (): Promise<boolean> => {
    try {
      const entities = await readCatalogEntities(options);
      await store.putEntities(entities);
      if (entities.length !== known) {
        logger.info(`Following ${entities.length} catalog entities`);
      }
      known = entities.length;
      return known > 0;
    } catch (error) {
      // Before the first success the catalog is most likely starting up.
      const level = known === null ? 'debug' : 'warn';
      logger[level]('Could not read entities from the catalog', error as Error);
      return false;
    }
  };

  const running = (async () => {
    let retryMs = FIRST_RETRY_MS;
    while (!signal.aborted) {
      const found = await refresh();
      retryMs = found ? FIRST_RETRY_MS : Math.min(retryMs * 2, REFRESH_MS);
      await clock.sleep(found ? REFRESH_MS : retryMs, signal).catch(() => {});
    }
  })();

  return async () => {
    stopping.abort();
    await running;
  };
}
