import type {
  LoggerService,
  RootConfigService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { HistoryStore } from '../store';
import { readRetention } from './readRetention';

/**
 * Makes the flow that forgets history in time: four times a day, on one of the
 * replicas.
 *
 * @returns a function that starts it, and gives out the one that stops it
 * @throws InputError when the configuration of history is not valid
 * @internal
 */
export function createRetentionFlow(options: {
  config: RootConfigService;
  scheduler: SchedulerService;
  logger: LoggerService;
  history: Pick<HistoryStore, 'sweep'>;
}): () => Promise<() => Promise<void>> {
  const { scheduler, logger, history } = options;
  const retention = readRetention(options.config);
  return async () => {
    const stopped = new AbortController();
    await scheduler.scheduleTask({
      id: 'velero-manager-history',
      scope: 'global',
      frequency: { hours: 6 },
      // The next time goes on where a long first one was cut off.
      timeout: { hours: 1 },
      // Not while all clusters are being read for the first time.
      initialDelay: { minutes: 15 },
      async fn(signal) {
        const swept = await history.sweep(
          retention,
          AbortSignal.any([signal as AbortSignal, stopped.signal]),
        );
        if (swept > 0) {
          logger.info(`Forgot ${swept} entries of history that were too old`);
        }
      },
    });
    return async () => stopped.abort();
  };
}
