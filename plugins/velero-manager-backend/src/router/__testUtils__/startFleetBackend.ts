import {
  type BackstageCredentials,
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestDatabases,
} from '@backstage/backend-test-utils';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  clusterReadPermission,
  defaultJudgeSettings,
  entityReadPermission,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import request from 'supertest';
import { createChangeService } from '../../changes';
import {
  configRepository,
  configRepositoryFiles,
} from '../../changes/__testUtils__/configRepository';
import { FakeChangeHost } from '../../changes/__testUtils__/FakeChangeHost';
import { FakeClock } from '../../kubernetes/__testUtils__/FakeClock';
import { createHistoryService } from '../../history';
import { createEntityJudge } from '../../judge';
import { AuthorizedClusters, createReportService } from '../../reports';
import type { DatabaseStore } from '../../store';
import {
  claimingEntity,
  defineCluster,
  namespaceRow,
} from '../../store/__testUtils__/facts';
import { openStore } from '../../store/__testUtils__/openStore';
import { createRouter } from '../createRouter';

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };

/** What one person may do and see; changed by a test before it asks. */
export interface Person {
  entities: PolicyDecision;
  clusters: PolicyDecision;
  /** Refs that the catalog shows. */
  visible: string[];
  /** Refs that the policy allows where it decides by condition. */
  permitted: string[];
  /** Names of permissions on plans and changes that the policy denies. */
  denied: string[];
  /** Refs through which the person owns things. */
  owns: string[];
}

/** A person who may see all. */
export function omniscient(): Person {
  const all = [
    'component:default/checkout',
    'component:default/orders',
    'component:default/web',
  ];
  return {
    entities: ALLOW,
    clusters: ALLOW,
    visible: all,
    permitted: all,
    denied: [],
    owns: [],
  };
}

/**
 * Three services in three clusters: `checkout` in `prod-01` and `orders` in
 * `prod-02` without a schedule, `web` in `staging-01`, which was never reached.
 */
async function seed(store: DatabaseStore): Promise<void> {
  await store.putClusters([
    defineCluster('prod-01', { title: 'First', environment: 'production' }),
    defineCluster('prod-02', { title: 'Second', environment: 'production' }),
    defineCluster('staging-01', { title: 'Try', environment: 'staging' }),
  ]);
  for (const [cluster, namespace] of [
    ['prod-01', 'checkout'],
    ['prod-02', 'orders'],
    ['staging-01', 'web'],
  ]) {
    for (const kind of [
      'Schedule',
      'Backup',
      'BackupStorageLocation',
    ] as const) {
      const rows = { type: 'replaced' as const, rows: [], malformed: 0 };
      await store.apply({ cluster, kind }, rows);
    }
    await store.apply(
      { cluster, kind: 'Namespace' },
      { type: 'replaced', rows: [namespaceRow(namespace)], malformed: 0 },
    );
    for (const kind of [
      'Namespace',
      'Schedule',
      'Backup',
      'BackupStorageLocation',
    ] as const) {
      await store.setKindStatus(
        { cluster, kind },
        {
          state: 'synced',
          message: null,
          syncedAt: '2026-01-01T00:00:00.000Z',
        },
      );
    }
  }
  await store.recordContact('prod-01');
  await store.recordContact('prod-02');
  await store.putEntities([
    { ...claimingEntity('checkout', ['prod-01/checkout']), title: 'Checkout' },
    {
      ...claimingEntity('orders', ['prod-02/orders']),
      owner: 'group:default/team-b',
    },
    claimingEntity('web', ['staging-01/web']),
  ]);
}

/** The routes on a real store, with a catalog and a policy that follow `people`. */
export async function startFleetBackend(databases: TestDatabases) {
  const store = await openStore(await databases.init('SQLITE_3'));
  await seed(store);
  const people: Record<string, Person> = {};
  let time = 0;
  const clock = new FakeClock();
  const host = new FakeChangeHost(configRepositoryFiles());
  const onProposed = jest.fn();
  const auditor = mockServices.auditor.mock();
  const event = { success: jest.fn(), fail: jest.fn() };
  const personOf = (credentials: BackstageCredentials): Person => {
    const { userEntityRef } = credentials.principal as {
      userEntityRef?: string;
    };
    return userEntityRef ? people[userEntityRef] : omniscient();
  };
  const catalog = catalogServiceMock.mock({
    getEntitiesByRefs: async ({ entityRefs }, options) => {
      const { visible } = personOf(
        (options as { credentials: BackstageCredentials }).credentials,
      );
      return {
        items: entityRefs.map(ref =>
          visible.includes(ref)
            ? {
                apiVersion: 'a/v1',
                kind: 'Component',
                metadata: { name: ref.replace('component:default/', '') },
                relations: [
                  { type: 'ownedBy', targetRef: 'group:default/team-a' },
                ],
              }
            : undefined,
        ),
      };
    },
    getEntityByRef: async () => ({
      apiVersion: 'a/v1',
      kind: 'User',
      metadata: {
        name: 'amelia',
        annotations: { 'github.com/user-login': 'amelia-gh' },
      },
    }),
  });
  const permissions = mockServices.permissions.mock({
    authorize: async (requests, options) =>
      requests.map(one => {
        const person = personOf(options!.credentials);
        if (/\.(plan|change)\./.test(one.permission.name)) {
          return {
            result: person.denied.includes(one.permission.name)
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
          };
        }
        const ref = 'resourceRef' in one ? String(one.resourceRef) : '';
        const conditional =
          person.entities.result === AuthorizeResult.CONDITIONAL;
        const allowed = conditional
          ? person.permitted.includes(ref)
          : person.entities.result === AuthorizeResult.ALLOW;
        return {
          result: allowed ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
        };
      }),
    authorizeConditional: async (requests, options) =>
      requests.map(({ permission }) => {
        const person = personOf(options!.credentials);
        switch (permission.name) {
          case entityReadPermission.name:
            return person.entities;
          case clusterReadPermission.name:
            return person.clusters;
          default:
            throw new Error(`Nobody asks for ${permission.name} here`);
        }
      }),
  });
  const plugin = createBackendPlugin({
    pluginId: 'velero-manager',
    register(env) {
      env.registerInit({
        deps: {
          catalog: catalogServiceRef,
          httpAuth: coreServices.httpAuth,
          httpRouter: coreServices.httpRouter,
          permissions: coreServices.permissions,
          permissionsRegistry: coreServices.permissionsRegistry,
        },
        async init({ httpAuth, httpRouter, ...services }) {
          const clusters = AuthorizedClusters.create({ ...services, store });
          const changes = createChangeService({
            ...services,
            clusters,
            store: store.changes,
            clock,
            silentAfterMs: 300_000,
            repositories: [configRepository],
            hosts: new Map([['main', host]]),
            userInfo: {
              getUserInfo: async credentials => ({
                userEntityRef: String(
                  (credentials.principal as { userEntityRef?: string })
                    .userEntityRef,
                ),
                ownershipEntityRefs: personOf(credentials).owns,
              }),
            },
            appBaseUrl: 'https://portal.example',
            onProposed,
          });
          const reports = createReportService({
            ...services,
            store,
            clusters,
            changes: store.changes,
            history: store.history,
            judge: createEntityJudge({
              silentAfterMs: 300_000,
              environmentRpoSeconds: { production: 86_400 },
              settings: defaultJudgeSettings,
              claims: 'catalog',
            }),
            settings: defaultJudgeSettings,
            silentAfterMs: 300_000,
            environmentRpoSeconds: { production: 86_400 },
            notes: () => [
              { place: 'veleroManager.clusters[9]', message: 'is odd' },
            ],
            now: () => time,
          });
          const history = createHistoryService({
            store: store.history,
            clusters,
          });
          httpRouter.use(
            createRouter({ httpAuth, auditor, reports, history, changes }),
          );
        },
      });
    },
  });
  auditor.createEvent.mockResolvedValue(event);
  const backend = await startTestBackend({
    features: [plugin, catalog.factory, permissions.factory],
  });

  return {
    store,
    catalog,
    permissions,
    people,
    clock,
    host,
    onProposed,
    auditor,
    event,
    /** Lets time pass for what is remembered of people. */
    pass: (ms: number) => {
      time += ms;
    },
    /** Asks as a person. */
    get: (user: string, path: string) =>
      request(backend.server)
        .get(`/api/velero-manager${path}`)
        .set('authorization', mockCredentials.user.header(user)),
    /** Sends as a person. */
    post: (user: string, path: string, body: object) =>
      request(backend.server)
        .post(`/api/velero-manager${path}`)
        .set('authorization', mockCredentials.user.header(user))
        .send(body),
    server: backend.server,
    stop: () => backend.stop(),
  };
}
