import type {
  RepositoryPaths,
  RepositorySnapshot,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { GitHubClient } from './GitHubClient';
import type { TextCache } from './TextCache';

/** Blobs asked for in one call; GitHub gives a query ten seconds. */
const BLOBS_PER_CALL = 200;
/** More is no part of a repository that a plan could mean to look at. */
const MAX_FILES = 2_000;

interface BlobPlace {
  path: string;
  oid: string;
}

interface SnapshotOptions {
  client: GitHubClient;
  paths: RepositoryPaths;
  revision: string;
  blobs: TextCache;
  signal?: AbortSignal;
}

/**
 * Reads parts of a repository at one commit: where things are in one call, a
 * listing for each directory, and the texts that are not known yet a few
 * hundred at a time.
 *
 * @throws HostError; also where anything could not be read whole
 * @internal
 */
export async function readGitHubSnapshot(
  options: SnapshotOptions,
): Promise<RepositorySnapshot> {
  const { client, paths, revision } = options;
  const objects = await findObjects(options);
  const places: BlobPlace[] = paths.files.flatMap(path => {
    const found = objects.get(path);
    return found?.type === 'Blob' ? [{ path, oid: found.oid }] : [];
  });
  for (const directory of paths.directories) {
    const found = objects.get(directory);
    if (found?.type === 'Tree') {
      places.push(...(await listTree(options, directory, found.oid)));
    }
  }
  if (places.length > MAX_FILES) {
    throw client.problem(
      'too_large',
      `The part of the repository that this change looks at has ${places.length} files; at most ${MAX_FILES} are read`,
    );
  }
  const texts = await readBlobs(options, places);
  return {
    revision,
    files: new Map(places.map(({ path, oid }) => [path, texts.get(oid) ?? ''])),
    truncated: false,
  };
}

/** Where the paths lead to, for those that exist. */
async function findObjects(
  options: SnapshotOptions,
): Promise<Map<string, { type: string; oid: string }>> {
  const { client, paths, revision, signal } = options;
  const wanted = [...paths.files, ...paths.directories];
  const answer = await queryAliases<{ __typename: string; oid: string }>({
    client,
    signal,
    purpose: 'find the files of the change',
    type: 'String!',
    values: wanted.map(path => `${revision}:${path}`),
    field: (alias, variable) =>
      `${alias}: object(expression: ${variable}) { __typename oid }`,
  });
  return new Map(
    wanted.flatMap((path, index) => {
      const found = answer[index];
      return found ? [[path, { type: found.__typename, oid: found.oid }]] : [];
    }),
  );
}

async function listTree(
  { client, signal }: SnapshotOptions,
  directory: string,
  oid: string,
): Promise<BlobPlace[]> {
  const purpose = `list '${directory}'`;
  const { data } = await client.read({ purpose, signal }, octokit =>
    octokit.rest.git.getTree({
      ...client.repository,
      tree_sha: oid,
      recursive: '1',
    }),
  );
  if (data.truncated) {
    throw client.problem(
      'too_large',
      `The folder '${directory}' is too large to be read whole`,
    );
  }
  return data.tree
    .filter(entry => entry.type === 'blob')
    .map(entry => ({ path: `${directory}/${entry.path}`, oid: entry.sha }));
}

/** A file; its text is null where that is none. */
interface Blob {
  text: string | null;
  isTruncated: boolean;
}

async function readBlobs(
  options: SnapshotOptions,
  places: BlobPlace[],
): Promise<Map<string, string>> {
  const { blobs } = options;
  const texts = new Map<string, string>();
  const unknown = new Map<string, string>();
  for (const { path, oid } of places) {
    const known = blobs.get(oid);
    if (known === undefined) {
      unknown.set(oid, path);
    } else {
      texts.set(oid, known);
    }
  }
  const wanted = [...unknown];
  for (let start = 0; start < wanted.length; start += BLOBS_PER_CALL) {
    const batch = wanted.slice(start, start + BLOBS_PER_CALL);
    const found = await readBatch(options, batch);
    found.forEach((text, oid) => {
      texts.set(oid, text);
      blobs.set(oid, text);
    });
  }
  return texts;
}

async function readBatch(
  { client, signal }: SnapshotOptions,
  batch: [oid: string, path: string][],
): Promise<Map<string, string>> {
  const answer = await queryAliases<Blob>({
    client,
    signal,
    purpose: 'read the files of the change',
    type: 'GitObjectID!',
    values: batch.map(([oid]) => oid),
    field: (alias, variable) =>
      `${alias}: object(oid: ${variable}) { ... on Blob { text isTruncated } }`,
  });
  return new Map(
    batch.map(([oid, path], index) => {
      const blob = answer[index];
      if (!isWhole(blob)) {
        throw client.problem(
          'too_large',
          `The file '${path}' cannot be read whole: it is no text, or too large`,
        );
      }
      return [oid, blob.text];
    }),
  );
}

function isWhole(blob: Blob | null): blob is Blob & { text: string } {
  return blob !== null && !blob.isTruncated && typeof blob.text === 'string';
}

/** Asks for one field of the repository many times over, each with its own variable. */
async function queryAliases<T>(options: {
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
