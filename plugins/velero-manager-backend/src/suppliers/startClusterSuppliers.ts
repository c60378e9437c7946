import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { ClusterSupplier } from '@velero-manager/backstage-plugin-velero-manager-node';
import type { MemoryClusterRegistry } from '../clusters';
import type { Clock } from '../kubernetes';
import { readClusterSources } from './readClusterSources';

/** How often suppliers are asked; clusters come and go by the hour. */
const REFRESH_MS = 60_000;

/**
 * Keeps the registry equal to what suppliers from other modules say, each on
 * its own: one that fails keeps its last set and delays no other. Returns after
 * each was asked once, so that a start knows all clusters that answer.
 *
 * @returns a function that stops it and waits until it has stopped
 * @internal
 */
export async function startClusterSuppliers(options: {
  suppliers: ClusterSupplier[];
  registry: MemoryClusterRegistry;
  clock: Clock;
  logger: LoggerService;
}): Promise<() => Promise<void>> {
  const { suppliers, registry, clock } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  // Places are taken in the order of registration, whoever answers first.
  suppliers.forEach(({ id }) => registry.replace(sourceOf(id), []));

  const follow = async (supplier: ClusterSupplier) => {
    const logger = options.logger.child({ supplier: supplier.id });
    const refresh = createRefresh({ supplier, registry, logger });
    await refresh();
    return async () => {
      while (!signal.aborted) {
        await clock.sleep(REFRESH_MS, signal).catch(() => {}); // woken by the stop
        if (!signal.aborted) {
          await refresh();
        }
      }
    };
  };

  const loops = await Promise.all(suppliers.map(follow));
  const running = loops.map(loop => loop());
  return async () => {
    stopping.abort();
    await Promise.all(running);
  };
}

function sourceOf(id: string): string {
  return `supplier '${id}'`;
}

/** Asks one supplier; says what is wrong once, not every minute. */
function createRefresh(options: {
  supplier: ClusterSupplier;
  registry: MemoryClusterRegistry;
  logger: LoggerService;
}): () => Promise<void> {
  const { supplier, registry, logger } = options;
  const source = sourceOf(supplier.id);
  let told = '';
  const tell = (problems: string[]) => {
    const text = problems.join('\n');
    if (text && text !== told) {
      logger.warn(text);
    }
    told = text;
  };

  return async () => {
    try {
      const sources = await supplier.getClusters();
      const { clusters, problems } = readClusterSources(sources, source);
      const conflicts = registry.replace(source, clusters);
      tell([
        ...problems,
        ...conflicts
          .filter(({ alsoDefinedAt }) => alsoDefinedAt.startsWith(source))
          .map(
            ({ name, definedAt, alsoDefinedAt }) =>
              `Left out the cluster '${name}' of ${alsoDefinedAt}: it is defined at ${definedAt} already`,
          ),
      ]);
    } catch (error) {
      tell([
        `Could not read clusters, keeping the last set: ${
          toError(error).message
        }`,
      ]);
    }
  };
}
