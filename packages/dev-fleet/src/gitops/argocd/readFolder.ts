import { posix } from 'node:path';
import { buildKustomization } from '../kustomize/buildKustomization';
import { FileTree, joinPath } from '../kustomize/FileTree';
import { Manifest } from '../manifests/Manifest';
import { ManifestError } from '../manifests/ManifestError';
import { readManifests } from '../manifests/readManifests';
import { ApplicationSource } from './Application';
import { matchGlob } from './matchGlob';

/**
 * Makes the objects of a folder as the repo server does: by Kustomize where
 * there is a kustomization, else from the files, of the top folder only unless
 * `directory.recurse` is set.
 *
 * @throws ManifestError in the repo server's words
 * @internal
 */
export function readFolder(
  files: FileTree,
  source: ApplicationSource,
): Manifest[] {
  const { path = '.' } = source;
  const folder = joinPath('.', path);
  if (folder === undefined || !files.hasFolder(folder)) {
    throw new ManifestError(`${path}: app path does not exist`);
  }
  if (files.read(joinPath(folder, 'Chart.yaml') ?? '') !== undefined) {
    throw new ManifestError(
      `${path}: charts that stand in Git are not supported here`,
    );
  }
  if (Object.keys(source.kustomize).length > 0) {
    throw new ManifestError(
      `${path}: source.kustomize is not supported here; write it into kustomization.yaml`,
    );
  }
  return files.kustomizationOf(folder)
    ? kustomize(files, folder)
    : readDirectory(files, { folder, source });
}

function kustomize(files: FileTree, folder: string): Manifest[] {
  try {
    return buildKustomization(files, folder);
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    throw new ManifestError(
      `\`kustomize build <path to cached source>/${folder}\` failed exit status 1: Error: ${error.message}`,
    );
  }
}

function readDirectory(
  files: FileTree,
  options: { folder: string; source: ApplicationSource },
): Manifest[] {
  const { folder, source } = options;
  const { recurse, include, exclude } = source.directory;
  const isMeant = (path: string) =>
    /\.(ya?ml|json)$/.test(path) &&
    (recurse || posix.dirname(path) === '.') &&
    (!include || matchGlob(include, path)) &&
    (!exclude || !matchGlob(exclude, path));
  return files
    .filesBelow(folder)
    .map(path => (folder === '.' ? path : path.slice(folder.length + 1)))
    .filter(isMeant)
    .flatMap(path => readFile(files, folder, path));
}

function readFile(files: FileTree, folder: string, path: string): Manifest[] {
  try {
    return readManifests(files.read(joinPath(folder, path) ?? '') ?? '', path);
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    throw new ManifestError(
      `failed to unmarshal "${posix.basename(
        path,
      )}": failed to unmarshal manifest: error converting YAML to JSON: ${
        error.message
      }`,
    );
  }
}
