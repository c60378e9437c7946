import type {
  AuditorService,
  AuthService,
  LoggerService,
  PermissionsService,
  RootConfigService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import {
  type ChangeService,
  createChangeHosts,
  createChangeService,
  followEvents,
  followPolicyEvents,
  readConfigRepositories,
  startJourneys,
  startPolicy,
} from './changes';
import { startExemptions } from './exemptions';
import type { Clock } from './kubernetes';
import type { AuthorizedClusters } from './reports';
import type { SignalPublisher } from './signals';
import type { ChangeStore, ExemptionStore, PolicyTurns } from './store';

/**
 * Makes the write flow: intents → plans → pull requests; and once it is started
 * their journeys, what config repositories exempt, and whether their policies
 * let a pull request be merged.
 *
 * @throws InputError when the configuration of config repositories is not valid
 * @internal
 */
export function createWriteFlow(options: {
  auditor: AuditorService;
  auth: AuthService;
  config: RootConfigService;
  catalog: CatalogService;
  events: EventsService;
  permissions: PermissionsService;
  userInfo: UserInfoService;
  logger: LoggerService;
  clock: Clock;
  clusters: AuthorizedClusters;
  /** Where changes are kept. */
  changes: ChangeStore;
  /** Where exemptions are kept. */
  exemptions: ExemptionStore;
  /** Which replica keeps the statuses of pull requests. */
  turns: PolicyTurns;
  publisher: SignalPublisher;
  /** After so long without contact a cluster is silent. */
  silentAfterMs: number;
}): { changes: ChangeService; start: () => Promise<() => Promise<void>> } {
  const { config, clock, publisher, changes: store } = options;
  const repositories = readConfigRepositories(config);
  const hosts = createChangeHosts({ config, repositories, now: clock.now });
  // A change is shown on cards of all services that it concerns.
  const tell = () => publisher.changedEverywhere();
  const appBaseUrl =
    config.getOptionalString('app.baseUrl')?.replace(/\/+$/, '') ?? null;
  return {
    changes: createChangeService({
      ...{ ...options, store, repositories, hosts, appBaseUrl },
      onProposed: tell,
    }),
    start: async () => {
      await followEvents({ ...options, store, repositories });
      const exemptions = startExemptions({
        ...{ ...options, repositories, hosts },
        store: options.exemptions,
      });
      const policy = startPolicy({
        ...{ ...options, store, repositories, hosts, appBaseUrl },
      });
      await followPolicyEvents({ ...options, repositories, policy });
      const stopJourneys = startJourneys({
        ...{ ...options, store, hosts },
        onAdvanced: ({ state }) => {
          tell();
          if (state === 'merged') {
            exemptions.refresh();
          }
        },
      });
      return async () => {
        await Promise.all([stopJourneys(), exemptions.stop(), policy.stop()]);
      };
    },
  };
}
