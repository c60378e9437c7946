import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import notificationsPlugin from '@backstage/plugin-notifications-backend';
import { notificationService } from '@backstage/plugin-notifications-node';
import { Knex } from 'knex';
import request from 'supertest';
import { FakeClock } from '../kubernetes/__testUtils__/FakeClock';
import { DatabaseStore } from '../store';
import { claimingEntity } from '../store/__testUtils__/facts';
import {
  claimOne,
  createTestDatabases,
  emptyAssessment,
  openStore,
  settle,
} from '../store/__testUtils__/openStore';
import { startNotifications } from './startNotifications';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const SHOP = 'component:default/shop';

const people = [
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: 'team-a', namespace: 'default' },
    spec: { type: 'team', children: [] },
    relations: [{ type: 'hasMember', targetRef: 'user:default/amelia' }],
  },
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name: 'amelia', namespace: 'default' },
    spec: {},
  },
];

/** The loop of a portal with or without its notifications backend. */
async function startPortal(store: DatabaseStore, hasNotifications: boolean) {
  const clock = new FakeClock();
  const logger = mockServices.logger.mock();
  let stop = async () => {};
  const plugin = createBackendPlugin({
    pluginId: 'velero-manager',
    register(env) {
      env.registerInit({
        deps: {
          discovery: coreServices.discovery,
          notifications: notificationService,
        },
        async init(services) {
          stop = await startNotifications({
            ...services,
            ...{ outbox: store.outbox, clock, logger },
            config: { enabled: true, clusters: null },
          });
        },
      });
    },
  });
  const backend = await startTestBackend({
    features: [
      plugin,
      catalogServiceMock.factory({ entities: people }),
      mockServices.rootConfig.factory({
        data: { app: { baseUrl: 'http://localhost:3000' } },
      }),
      ...(hasNotifications ? [notificationsPlugin] : []),
    ],
  });
  return {
    clock,
    logger,
    inbox: async () => {
      const { body } = await request(backend.server)
        .get('/api/notifications/notifications')
        .set(
          'authorization',
          mockCredentials.user.header('user:default/amelia'),
        )
        .expect(200);
      return body.notifications as {
        origin: string;
        payload: Record<string, unknown>;
      }[];
    },
    stop: async () => {
      await stop();
      await backend.stop();
    },
  };
}

/** Judges the shop as it would have been judged an hour ago. */
async function judge(
  { knex, store }: { knex: Knex; store: DatabaseStore },
  state: 'HEALTHY' | 'CRITICAL',
) {
  await knex('subjects').update({ due_at: 0, marked: true });
  const [part] = [
    {
      cluster: 'one',
      protection: {
        ...{ state, reason: 'healthy', validUntil: null },
        message: `It is ${state}.`,
      },
      sync: null,
    } as const,
  ];
  await store.complete(await claimOne(store, SHOP), {
    ...emptyAssessment,
    parts: [part],
  });
  await settle(store);
  const at = Date.now() - 60 * 60_000;
  await knex('transitions').update({ at });
  await knex('outbox').update({ pending_since: at });
}

/** Lets time pass for the loop until something is so. */
async function until<T>(clock: FakeClock, look: () => Promise<T | undefined>) {
  for (let i = 0; i < 200; i += 1) {
    const found = await look();
    if (found !== undefined) {
      return found;
    }
    await clock.advance(5_000);
    await new Promise(resolve => {
      setTimeout(resolve, 20);
    });
  }
  throw new Error('It did not come to that');
}

describe.each(databases.eachSupportedId())(
  'startNotifications, %p',
  databaseId => {
    it('reaches the owners of a service through the notifications backend', async () => {
      const knex = await databases.init(databaseId);
      const store = await openStore(knex);
      await store.putEntities([
        {
          ...claimingEntity('shop', ['one/shop']),
          owner: 'group:default/team-a',
        },
      ]);
      await judge({ knex, store }, 'HEALTHY');
      const portal = await startPortal(store, true);
      const { clock, inbox } = portal;
      await until(clock, () => knex('outbox_consumers').first());
      // As if the quiet time of a first start were over.
      await knex('outbox_consumers').update({ quiet_until: 0 });

      await judge({ knex, store }, 'CRITICAL');
      const one = async () => {
        const all = await inbox();
        return all.length > 0 ? all : undefined;
      };
      expect(await until(clock, one)).toEqual([
        expect.objectContaining({
          origin: 'plugin:velero-manager',
          payload: expect.objectContaining({
            title: "The backup of 'shop' is critical",
            description: 'It is CRITICAL.',
            link: '/catalog/default/component/shop',
            severity: 'critical',
            topic: 'Backup & sync',
          }),
        }),
      ]);

      await judge({ knex, store }, 'HEALTHY');
      const well = async () =>
        (await inbox()).find(({ payload }) => payload.severity === 'low');
      await until(clock, well);
      // It took the place of the first: nobody reads that it is critical still.
      expect(await inbox()).toHaveLength(1);
      await portal.stop();
      expect(portal.logger.warn).not.toHaveBeenCalled();
    });
  },
);

describe('startNotifications without a notifications backend', () => {
  it('keeps nothing for people who cannot be told', async () => {
    const knex = await databases.init('SQLITE_3');
    const store = await openStore(knex);
    const portal = await startPortal(store, false);
    await portal.clock.advance(60_000);
    await new Promise(resolve => {
      setTimeout(resolve, 200);
    });
    expect(portal.clock.pauses).toContain(60_000);
    expect(await knex('outbox_consumers').select()).toEqual([]);
    await portal.stop();
    expect(portal.logger.warn).not.toHaveBeenCalled();
  });

  it('forgets what was kept when it is switched off', async () => {
    const knex = await databases.init('SQLITE_3');
    const store = await openStore(knex);
    await store.outbox.attend('notifications', {
      ...{ absentAfterMs: 1, quietMs: 1 },
    });
    const stop = await startNotifications({
      outbox: store.outbox,
      notifications: { send: jest.fn() },
      discovery: mockServices.discovery(),
      config: { enabled: false, clusters: null },
      clock: new FakeClock(),
      logger: mockServices.logger.mock(),
    });
    expect(await knex('outbox_consumers').select()).toEqual([]);
    await stop();
  });
});
