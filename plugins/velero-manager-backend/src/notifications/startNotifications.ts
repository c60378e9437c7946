import type {
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { defaultNoticeTiming } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { Clock } from '../kubernetes';
import type { Outbox } from '../store';
import { createBackendProbe } from './createBackendProbe';
import { NOTIFICATIONS_CONSUMER, Notifier } from './Notifier';
import type { NotificationConfig } from './readNotificationConfig';

/** Many, so that clusters that are lost at once are told at once. */
const BATCH = 500;

/** Nobody waits for a notification as one waits for a page. */
const POLL_MS = 5_000;

/** A portal may get its notifications backend while we run, in another process. */
const ABSENT_POLL_MS = 60_000;

/**
 * Tells people of what changed for as long as the portal has a notifications
 * backend and the configuration does not forbid it. Any replica may do it.
 *
 * @returns a function that stops it after the batch in hand
 * @internal
 */
export async function startNotifications(options: {
  outbox: Outbox;
  notifications: NotificationService;
  discovery: DiscoveryService;
  config: NotificationConfig;
  clock: Clock;
  logger: LoggerService;
}): Promise<() => Promise<void>> {
  const { outbox, config, clock } = options;
  const logger = options.logger.child({ task: 'notifications' });
  if (!config.enabled) {
    await outbox.dismiss(NOTIFICATIONS_CONSUMER);
    return async () => {};
  }
  const timing = defaultNoticeTiming;
  const { clusters } = config;
  const notifier = Notifier.create({ ...options, timing, clusters, logger });
  const isThere = createBackendProbe(options.discovery);
  const stopping = new AbortController();
  const { signal } = stopping;

  let isReadable = true;

  const work = async () => {
    try {
      const worked = await notifier.workOnce(BATCH);
      isReadable = true;
      return worked;
    } catch (error) {
      // Told once, not every few seconds while the database is away.
      if (isReadable && !signal.aborted) {
        const reason = toError(error);
        logger.warn('Could not read the outbox, trying again', reason);
      }
      isReadable = false;
      return 0;
    }
  };

  const running = (async () => {
    while (!signal.aborted && !(await isThere(signal).catch(() => false))) {
      await clock.sleep(ABSENT_POLL_MS, signal).catch(() => {});
    }
    while (!signal.aborted) {
      const worked = await work();
      if (worked < BATCH) {
        await clock.sleep(POLL_MS, signal).catch(() => {});
      }
    }
  })();

  return async () => {
    stopping.abort();
    await running;
  };
}
