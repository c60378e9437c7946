import { LoggerService } from '@backstage/backend-plugin-api';
import { Clock, ClusterClient, readVersion } from '../kubernetes';
import { FactStore } from '../store/types';

/** An upgrade of a control plane takes longer. */
const PAUSE_MS = 60 * 60_000;
const RETRY_MS = 5 * 60_000;

/**
 * Notes every version of Kubernetes that a cluster is seen to run, until the
 * signal aborts: where a backup was made is told by it. A cluster
 * that does not say its version is followed all the same.
 *
 * @internal
 */
export async function followVersion(options: {
  cluster: string;
  client: Pick<ClusterClient, 'getJson'>;
  store: Pick<FactStore, 'recordKubernetesVersion'>;
  clock: Clock;
  logger: LoggerService;
  signal: AbortSignal;
}): Promise<void> {
  const { cluster, client, store, clock, logger, signal } = options;
  while (!signal.aborted) {
    let pauseMs = PAUSE_MS;
    try {
      const version = await readVersion(client, { signal });
      if (version !== null) {
        await store.recordKubernetesVersion(cluster, version);
      }
    } catch (error) {
      pauseMs = RETRY_MS;
      if (!signal.aborted) {
        logger.debug(
          'Could not read the version of Kubernetes',
          error as Error,
        );
      }
    }
    await clock.sleep(pauseMs, signal).catch(() => {});
  }
}
