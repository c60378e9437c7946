import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { ClusterSupplier } from '@velero-manager/backstage-plugin-velero-manager-node';
import type { ConfiguredClusters, MemoryClusterRegistry } from '../clusters';
import type { Clock } from '../kubernetes';
import { createCatalogFeed } from './createCatalogFeed';
import { createSupplierFeed } from './createSupplierFeed';
import { followFeed } from './followFeed';

/** How often certificate files are looked at: as often as those of tokens. */
const LOOK_AT_FILES_MS = 60_000;

/**
 * Keeps the registry equal to what app-config, the catalog and suppliers from
 * other modules say, each on its own: one that fails keeps its last set and
 * delays no other. Returns after each was asked once, so that a start knows all
 * clusters that answer.
 *
 * @returns a function that stops it and waits until it has stopped
 * @internal
 */
export async function startClusterSuppliers(options: {
  suppliers: ClusterSupplier[];
  configured: ConfiguredClusters;
  catalog: CatalogService;
  auth: AuthService;
  registry: MemoryClusterRegistry;
  clock: Clock;
  logger: LoggerService;
}): Promise<() => Promise<void>> {
  const { suppliers, configured, registry, clock, logger } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const feeds = [
    createCatalogFeed(options),
    ...suppliers.map(supplier => createSupplierFeed(supplier, configured)),
  ];
  // Ranks are taken in the order of registration, whoever answers first.
  feeds.forEach(({ source }) => registry.expect(source));
  const followed = await Promise.all(
    feeds.map(feed =>
      followFeed(feed, {
        registry,
        clock,
        logger: logger.child({ source: feed.source }),
        signal,
      }),
    ),
  );
  const unsubscribe = configured.subscribe(() =>
    followed.forEach(({ wake }) => wake()),
  );
  const looking = lookAtFiles({ configured, clock, signal });
  return async () => {
    unsubscribe();
    configured.stop();
    stopping.abort();
    await Promise.all([looking, ...followed.map(({ done }) => done)]);
  };
}

async function lookAtFiles(options: {
  configured: ConfiguredClusters;
  clock: Clock;
  signal: AbortSignal;
}): Promise<void> {
  const { configured, clock, signal } = options;
  while (!signal.aborted) {
    await clock.sleep(LOOK_AT_FILES_MS, signal).catch(() => {}); // woken by the stop
    if (!signal.aborted) {
      await configured.lookAtFiles();
    }
  }
}
