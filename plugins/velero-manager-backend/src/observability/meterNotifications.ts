import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Meters } from './createMeters';

/** Notifications that are counted as they are given to the portal. @internal */
export function meterNotifications(
  notifications: NotificationService,
  meters: Pick<Meters, 'notifications'>,
): NotificationService {
  return {
    async send(options) {
      let outcome = 'failed';
      try {
        await notifications.send(options);
        outcome = 'sent';
      } finally {
        meters.notifications.add(1, { outcome });
      }
    },
  };
}
