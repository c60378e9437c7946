import type { GitHubClient } from './GitHubClient';
import { queryAliases } from './queryAliases';

/** What GitHub lists of a directory; nothing of what is none. */
interface Listing {
  entries?: { name: string; type: string }[];
}

/**
 * The names of the folders that lie directly in some directories, in one call.
 *
 * @throws HostError
 * @internal
 */
export async function listGitHubFolders(options: {
  client: GitHubClient;
  directories: string[];
  revision: string;
  signal?: AbortSignal;
}): Promise<Map<string, string[]>> {
  const { client, directories, revision, signal } = options;
  const listings = await queryAliases<Listing>({
    client,
    signal,
    purpose: 'list the folders of the clusters',
    type: 'String!',
    values: directories.map(directory => `${revision}:${directory}`),
    field: (alias, variable) =>
      `${alias}: object(expression: ${variable}) { ... on Tree { entries { name type } } }`,
  });
  return new Map(
    directories.map((directory, index) => {
      const entries = listings[index]?.entries ?? [];
      const folders = entries.filter(({ type }) => type === 'tree');
      return [directory, folders.map(({ name }) => name)];
    }),
  );
}
