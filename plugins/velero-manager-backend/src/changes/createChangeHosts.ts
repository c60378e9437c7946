import type { Config } from '@backstage/config';
import {
  DefaultGithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import { GitHubChangeHost } from './host';
import type { ConfigRepository } from './readConfigRepositories';

const GITHUB_API = 'https://api.github.com';

/**
 * The Git hosts of config repositories, by the names of these, with the log-ins
 * that `integrations.github` has for them.
 *
 * @internal
 */
export function createChangeHosts(options: {
  config: Config;
  repositories: ConfigRepository[];
  now: () => number;
}): Map<string, GitHubChangeHost> {
  const { config, repositories, now } = options;
  const integrations = ScmIntegrations.fromConfig(config);
  const credentials =
    DefaultGithubCredentialsProvider.fromIntegrations(integrations);
  return new Map(
    repositories.map(repository => [
      repository.name,
      GitHubChangeHost.create({
        repository,
        credentials,
        apiBaseUrl:
          integrations.github.byUrl(repository.url)?.config.apiBaseUrl ??
          GITHUB_API,
        now,
      }),
    ]),
  );
}
