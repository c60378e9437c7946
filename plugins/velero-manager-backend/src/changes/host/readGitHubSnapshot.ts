import type {
  RepositoryPaths,
  RepositorySnapshot,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { GitHubClient } from './GitHubClient';
import { queryAliases } from './queryAliases';
import type { TextCache } from './TextCache';

/** Blobs asked for in one call; GitHub gives a query ten seconds. */
const BLOBS_PER_CALL = 200;
/** More is no part of a repository that a plan could mean to look at. */
const MAX_FILES = 5_000;
/** Of more folders, the one that holds them all is listed, in one call. */
const MOST_LISTINGS = 4;

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
  const trees = paths.directories.flatMap(directory => {
    const found = objects.get(directory);
    return found?.type === 'Tree' ? [{ directory, oid: found.oid }] : [];
  });
  places.push(...(await listTrees(options, trees)));
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

interface Tree {
  directory: string;
  oid: string;
}

/**
 * All files below some folders. A hundred clusters are a hundred folders of one:
 * that is listed at once, where the host can, and what was not asked for is left.
 */
async function listTrees(
  options: SnapshotOptions,
  trees: Tree[],
): Promise<BlobPlace[]> {
  const shared =
    trees.length > MOST_LISTINGS
      ? sharedDirectory(trees.map(({ directory }) => directory))
      : '';
  if (shared !== '') {
    const found = await findObjects({
      ...options,
      paths: { files: [], directories: [shared] },
    });
    const oid = found.get(shared)?.oid;
    const all = oid && (await listTree(options, shared, oid));
    if (all) {
      return all.filter(({ path }) =>
        trees.some(({ directory }) => path.startsWith(`${directory}/`)),
      );
    }
  }
  const places: BlobPlace[] = [];
  for (const { directory, oid } of trees) {
    const listed = await listTree(options, directory, oid);
    if (!listed) {
      throw options.client.problem(
        'too_large',
        `The folder '${directory}' is too large to be read whole`,
      );
    }
    places.push(...listed);
  }
  return places;
}

/** The deepest folder that holds all of them; `''` where that is the root. */
function sharedDirectory(directories: string[]): string {
  const [first, ...others] = directories.map(path => path.split('/'));
  const length = first.findIndex((part, index) =>
    others.some(other => other[index] !== part),
  );
  return first.slice(0, Math.max(length, 0)).join('/');
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

/** `null` where the host does not list it whole. */
async function listTree(
  { client, signal }: SnapshotOptions,
  directory: string,
  oid: string,
): Promise<BlobPlace[] | null> {
  const purpose = `list '${directory}'`;
  const { data } = await client.read({ purpose, signal }, octokit =>
    octokit.rest.git.getTree({
      ...client.repository,
      tree_sha: oid,
      recursive: '1',
    }),
  );
  if (data.truncated) {
    return null;
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
