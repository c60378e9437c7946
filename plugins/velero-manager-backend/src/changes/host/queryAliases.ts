import type { GitHubClient } from './GitHubClient';

/**
 * Asks for one field of the repository many times over in one call, each time
 * with a variable of its own; null where there is none.
 *
 * @throws HostError
 * @internal
 */
export async function queryAliases<T>(options: {
  client: GitHubClient;
  purpose: string;
  signal?: AbortSignal;
  type: string;
  values: string[];
  field: (alias: string, variable: string) => string;
}): Promise<(T | null)[]> {
  const { client, purpose, signal, type, values, field } = options;
  if (values.length === 0) {
    return [];
  }
  const declared = values.map((_, index) => `$v${index}: ${type}`).join(', ');
  const fields = values.map((_, index) => field(`a${index}`, `$v${index}`));
  const { repository } = await client.read({ purpose, signal }, octokit =>
    octokit.graphql<{ repository: Record<string, T | null> }>(
      `query ($owner: String!, $repo: String!, ${declared}) {
        repository(owner: $owner, name: $repo) { ${fields.join('\n')} }
      }`,
      {
        ...client.repository,
        ...Object.fromEntries(
          values.map((value, index) => [`v${index}`, value]),
        ),
      },
    ),
  );
  return values.map((_, index) => repository[`a${index}`] ?? null);
}
