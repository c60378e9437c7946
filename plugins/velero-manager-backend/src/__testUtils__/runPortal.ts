// A portal's way of proposing changes, in a process of its own: the database,
// the plans and the Git host of production, wired as there. Of the portal
// around it, whatever is not ours answers at once.

import { ConfigReader } from '@backstage/config';
import {
  DefaultGithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { ChangeRequest } from '@velero-manager/backstage-plugin-velero-manager-common';
import createKnex from 'knex';
import { createChangeService, readConfigRepositories } from '../changes';
import { GitHubChangeHost } from '../changes/host';
import { systemClock } from '../kubernetes/systemClock';
import { AuthorizedClusters } from '../reports';
import { createDatabaseStore } from '../store';
import type { PortalAnswer, PortalSettings } from './PortalProcess';

type ServiceOptions = Parameters<typeof createChangeService>[0];
type StoreOptions = Parameters<typeof createDatabaseStore>[0];

const logger = { info() {}, warn() {}, error() {}, debug() {} };

function createHosts(config: ConfigReader) {
  const integrations = ScmIntegrations.fromConfig(config);
  return new Map(
    readConfigRepositories(config).map(repository => [
      repository.name,
      GitHubChangeHost.create({
        repository,
        credentials:
          DefaultGithubCredentialsProvider.fromIntegrations(integrations),
        apiBaseUrl: String(
          integrations.github.byUrl(repository.url)?.config.apiBaseUrl,
        ),
        now: systemClock.now,
        // The pauses that GitHub asks for between writes are not what is tried.
        impatient: true,
      }),
    ]),
  );
}

async function createService({ database, config: data }: PortalSettings) {
  const config = new ConfigReader(data);
  const store = await createDatabaseStore({
    database: { getClient: async () => createKnex(database) },
    silentAfterMs: 300_000,
    logger,
  } as unknown as StoreOptions);
  const permissions = {
    authorize: async (asked: object[]) =>
      asked.map(() => ({ result: AuthorizeResult.ALLOW })),
    authorizeConditional: async (asked: object[]) =>
      asked.map(() => ({ result: AuthorizeResult.ALLOW })),
  };
  const permissionsRegistry = {
    addResourceType: () => {},
    getPermissionRuleset: () => ({ getRuleByName: () => undefined }),
  };
  const options = {
    repositories: readConfigRepositories(config),
    hosts: createHosts(config),
    store: store.changes,
    clusters: AuthorizedClusters.create({
      ...{ permissions, permissionsRegistry, store },
    } as unknown as Parameters<typeof AuthorizedClusters.create>[0]),
    catalog: { getEntityByRef: async () => undefined },
    permissions,
    userInfo: {},
    clock: systemClock,
    appBaseUrl: 'https://portal.example.com',
    onProposed: () => {},
  };
  // Who has every right is asked for no more than that.
  return createChangeService(options as unknown as ServiceOptions);
}

process.once('message', (settings: PortalSettings) => {
  const service = createService(settings);
  const credentials = {
    $$type: '@backstage/BackstageCredentials' as const,
    principal: { type: 'user', userEntityRef: settings.user },
  };
  const answer = (given: PortalAnswer) => process.send?.(given);
  const fail = (error: Error) =>
    answer({ type: 'failed', error: String(error.stack) });
  process.on('message', async (request: ChangeRequest) => {
    const changes = await service;
    await changes
      .propose(request, { credentials })
      .then(value => answer({ type: 'proposed', value }), fail);
  });
  service.then(() => answer({ type: 'ready' }), fail);
});
process.on('disconnect', () => process.exit());
