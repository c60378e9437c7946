import type { RootConfigService } from '@backstage/backend-plugin-api';
import { type Meters, meterNotifications } from '../observability';
import { readNotificationConfig } from './readNotificationConfig';
import { startNotifications } from './startNotifications';

/**
 * Makes the flow of notifications: transitions → outbox → people.
 *
 * @returns a function that starts it, and gives out the one that stops it
 * @throws InputError when the configuration of notifications is not valid
 * @internal
 */
export function createNotificationFlow(
  options: { config: RootConfigService; meters: Meters } & Omit<
    Parameters<typeof startNotifications>[0],
    'config'
  >,
): () => Promise<() => Promise<void>> {
  const config = readNotificationConfig(options.config);
  const { meters } = options;
  const notifications = meterNotifications(options.notifications, meters);
  return () => startNotifications({ ...options, config, notifications });
}
