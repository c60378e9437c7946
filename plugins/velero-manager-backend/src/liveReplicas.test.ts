import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import eventsPlugin from '@backstage/plugin-events-backend';
import {
  eventsServiceFactory,
  eventsServiceRef,
} from '@backstage/plugin-events-node';
import signalsPlugin from '@backstage/plugin-signals-backend';
import {
  DefaultSignalsService,
  type SignalPayload,
  signalsServiceRef,
} from '@backstage/plugin-signals-node';
import { SIGNAL_CHANNEL } from '@velero-manager/backstage-plugin-velero-manager-common';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'undici';
import { FleetProcess } from './__testUtils__/FleetProcess';
import { until } from './__testUtils__/ReplicaScene';
import { veleroManagerPlugin } from './plugin';
import { createTestDatabases } from './store/__testUtils__/openStore';

jest.setTimeout(300_000);

const databases = createTestDatabases();
/** The signals backend takes connections from the second one on, as browsers find out. */
const CONNECT_MS = 1_000;

/** A whole backend of a portal with an open page, and the signals that it gave and got. */
class LiveReplica {
  readonly given = new Set<string>();
  readonly got = new Set<string>();
  #backend?: TestBackend;
  #socket?: WebSocket;

  async start(options: {
    connection: object | string;
    client: string;
    fleet: FleetProcess;
  }): Promise<void> {
    const { client, connection, fleet } = options;
    const { given } = this;
    this.#backend = await startTestBackend({
      features: [
        veleroManagerPlugin,
        signalsPlugin,
        eventsPlugin,
        eventsServiceFactory,
        databaseServiceFactory,
        catalogServiceMock.factory({ entities: [] }),
        createServiceFactory({
          service: signalsServiceRef,
          deps: { events: eventsServiceRef },
          factory: ({ events }) => {
            const signals = DefaultSignalsService.create({ events });
            return {
              publish: async <T extends SignalPayload>(signal: T) => {
                await signals.publish(signal);
                given.add(JSON.stringify(signal.message));
              },
            };
          },
        }),
        mockServices.rootConfig.factory({
          data: {
            backend: {
              database:
                client === 'pg'
                  ? { client, connection, pluginDivisionMode: 'schema' }
                  : { client, connection },
            },
            veleroManager: {
              clusters: fleet.definitions().map(({ name, url, ca }) => ({
                ...{ name, url },
                caData: Buffer.from(ca ?? '').toString('base64'),
                auth: { type: 'serviceAccountToken', token: 'any' },
              })),
            },
          },
        }),
      ],
    });
  }

  /** Opens a page that listens, as soon as it is let. */
  async open(): Promise<void> {
    const { port } = this.#backend!.server.address() as AddressInfo;
    for (;;) {
      const socket = new WebSocket(`ws://localhost:${port}/api/signals`);
      const opened = once(socket as never, 'open').then(
        () => true,
        () => false,
      );
      if (await Promise.race([opened, pause(CONNECT_MS, false)])) {
        this.#socket = socket;
        break;
      }
      socket.close();
    }
    this.#socket.addEventListener('message', ({ data }) => {
      const { channel, message } = JSON.parse(String(data));
      if (channel === SIGNAL_CHANNEL) {
        this.got.add(JSON.stringify(message));
      }
    });
    this.#socket.send(
      JSON.stringify({ action: 'subscribe', channel: SIGNAL_CHANNEL }),
    );
  }

  async stop(): Promise<void> {
    this.#socket?.close();
    await this.#backend?.stop();
  }
}

/** How many signals of one reached a page of another. */
const reached = (one: LiveReplica, other: LiveReplica) =>
  [...one.given].filter(message => other.got.has(message)).length;

describe.each(databases.eachSupportedId())('live pages, %p', databaseId => {
  const scene = async (
    replicas: LiveReplica[],
    look: (fleet: FleetProcess) => Promise<void>,
  ) => {
    const knex = await databases.init(databaseId);
    const { client, connection } = knex.client.config;
    const fleet = await FleetProcess.start({ clusters: 2 });
    try {
      // One after the other: who comes first makes the tables.
      for (const replica of replicas) {
        await replica.start({ client, connection, fleet });
      }
      await Promise.all(replicas.map(replica => replica.open()));
      await look(fleet);
    } finally {
      await Promise.all(replicas.map(replica => replica.stop()));
      await fleet.stop();
    }
  };

  it('are told of what their own replica judged', async () => {
    const replica = new LiveReplica();
    await scene([replica], async fleet => {
      await fleet.churn(20);
      await until(
        'the page is told',
        async () => reached(replica, replica) > 0,
      );
    });
    expect(reached(replica, replica)).toBeGreaterThan(0);
  });

  // SQLite is for one process.
  if (databaseId === 'POSTGRES_18') {
    it('are told by the events bus of what another replica judged', async () => {
      const [first, second] = [new LiveReplica(), new LiveReplica()];
      await scene([first, second], async fleet => {
        await fleet.churn(20);
        await until(
          'each page is told what the other replica told',
          async () => reached(first, second) > 0 && reached(second, first) > 0,
        );
      });
      expect(reached(first, second)).toBeGreaterThan(0);
      expect(reached(second, first)).toBeGreaterThan(0);
    });
  }
});
