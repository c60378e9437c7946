import { ConfigReader } from '@backstage/config';
import { readNotificationConfig } from './readNotificationConfig';

const read = (notifications?: unknown) =>
  readNotificationConfig(
    new ConfigReader(
      notifications === undefined
        ? {}
        : { veleroManager: { notifications: notifications as never } },
    ),
  );

describe('readNotificationConfig', () => {
  it('tells owners, and nobody of clusters, unless it is told otherwise', () => {
    expect(read()).toEqual({ enabled: true, clusters: null });
    expect(read({ enabled: false })).toEqual({
      enabled: false,
      clusters: null,
    });
    expect(read({ clusters: 'Group:Platform' })).toEqual({
      enabled: true,
      clusters: 'group:default/platform',
    });
  });

  it.each([
    ['on', "'veleroManager.notifications' must be an object"],
    [{ enabled: 'yes' }, "'veleroManager.notifications.enabled' must be true"],
    [
      { clusters: 'platform' },
      "'veleroManager.notifications.clusters' must be",
    ],
    [{ clusters: 'component:default/x' }, 'of a group or user'],
    [{ clusters: 7 }, 'must be a text'],
    [{ owners: true }, "has the unknown key 'owners'"],
  ])('refuses %j', (notifications, problem) => {
    expect(() => read(notifications)).toThrow(problem);
  });
});
