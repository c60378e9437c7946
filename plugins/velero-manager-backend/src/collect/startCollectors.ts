import { LoggerService } from '@backstage/backend-plugin-api';
import { isDeepStrictEqual } from 'node:util';
import { ClusterDefinition, ClusterRegistry } from '../clusters';
import { Clock } from '../kubernetes';
import { FactStore } from '../store/types';
import { collectCluster } from './collectCluster';

/** What it takes to follow the fleet. @internal */
export interface StartCollectorsOptions {
  registry: ClusterRegistry;
  store: FactStore;
  clock: Clock;
  logger: LoggerService;
  silentAfterMs: number;
  allowExec: string[];
}

interface RunningCollector {
  definition: ClusterDefinition;
  stop(): Promise<void>;
}

/**
 * Follows every cluster of the registry, and keeps up as clusters come, change
 * and go. A cluster that cannot be watched at all is listed, not followed.
 *
 * @returns a function that stops all collectors and waits for them
 * @internal
 */
export async function startCollectors(
  options: StartCollectorsOptions,
): Promise<() => Promise<void>> {
  const { registry, store, logger } = options;
  const running = new Map<string, RunningCollector>();

  const reconcile = async (definitions: ClusterDefinition[]) => {
    await store.putClusters(definitions);
    const wanted = new Map(
      definitions
        .filter(({ auth }) => auth.type !== 'unsupported')
        .map(definition => [definition.name, definition]),
    );
    const outdated = [...running].filter(
      ([name, { definition }]) =>
        !isDeepStrictEqual(wanted.get(name), definition),
    );
    await Promise.all(
      outdated.map(([name, collector]) => {
        running.delete(name);
        return collector.stop();
      }),
    );
    for (const [name, definition] of wanted) {
      if (!running.has(name)) {
        running.set(name, startCollector(options, definition));
      }
    }
    logger.info(`Following ${running.size} clusters`);
  };

  // One change after the other: a cluster must have stopped before it starts anew.
  let reconciling = reconcile(registry.list());
  await reconciling;
  const unsubscribe = registry.subscribe(definitions => {
    reconciling = reconciling
      .then(() => reconcile(definitions))
      .catch(error =>
        logger.error('Could not take up a change of clusters', error as Error),
      );
  });

  return async () => {
    unsubscribe();
    await reconciling;
    await Promise.all([...running.values()].map(({ stop }) => stop()));
  };
}

function startCollector(
  options: StartCollectorsOptions,
  definition: ClusterDefinition,
): RunningCollector {
  const stopping = new AbortController();
  const run = collectCluster({ ...options, definition }, stopping.signal).catch(
    error =>
      options.logger.error(
        `Stopped following cluster '${definition.name}'`,
        error as Error,
      ),
  );
  return {
    definition,
    stop: async () => {
      stopping.abort();
      await run;
    },
  };
}
