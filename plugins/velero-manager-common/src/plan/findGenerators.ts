import { APPLICATION_SETS_DIRECTORY } from '../snapshot/layout';
import { isMap, type Manifest } from '../snapshot/readManifests';
import type { PlanConflict } from './ChangePlan';
import { specOf } from './clusterInGit';
import { findManifests } from './findManifests';
import { matchesGlob } from './objects/projectRules';

/**
 * The ApplicationSets that make an Application of a folder below this one.
 *
 * @internal
 */
export function findGenerators(
  files: ReadonlyMap<string, string>,
  directory: string,
): { manifests: Manifest[] } | PlanConflict {
  const folders = new Set(
    [...files.keys()]
      .filter(path => path.startsWith(`${directory}/`))
      .flatMap(path => foldersOf(path, directory)),
  );
  return findManifests(
    files,
    APPLICATION_SETS_DIRECTORY,
    ({ apiVersion, kind }, manifest) =>
      kind === 'ApplicationSet' &&
      apiVersion.startsWith('argoproj.io/') &&
      takesOne(directoriesIn(specOf(manifest).generators), folders),
  );
}

/**
 * Whether what the Applications of an ApplicationSet applied stays when they
 * go: without this, the controller gives each the cascading finalizer.
 *
 * @internal
 */
export function keepsResources(set: Manifest): boolean {
  const { syncPolicy } = specOf(set);
  return isMap(syncPolicy) && syncPolicy.preserveResourcesOnDeletion === true;
}

function foldersOf(path: string, directory: string): string[] {
  const folders: string[] = [];
  let at = path.slice(0, path.lastIndexOf('/'));
  while (at.length >= directory.length) {
    folders.push(at);
    at = at.slice(0, at.lastIndexOf('/'));
  }
  return folders;
}

interface Directory {
  path: string;
  exclude: boolean;
}

/** Wherever they stand: generators may be made of others. */
function directoriesIn(value: unknown): Directory[] {
  if (Array.isArray(value)) return value.flatMap(directoriesIn);
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    key === 'directories' && Array.isArray(item)
      ? item.filter(isMap).map(({ path, exclude }) => ({
          path: String(path),
          exclude: exclude === true,
        }))
      : directoriesIn(item),
  );
}

function takesOne(
  directories: readonly Directory[],
  folders: ReadonlySet<string>,
): boolean {
  const isMeant = (folder: string, exclude: boolean) =>
    directories.some(
      item => item.exclude === exclude && matchesPath(item.path, folder),
    );
  return [...folders].some(
    folder => isMeant(folder, false) && !isMeant(folder, true),
  );
}

/** Go's `path.Match`, where no star takes a slash. */
function matchesPath(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const parts = path.split('/');
  return (
    wanted.length === parts.length &&
    wanted.every((part, index) => matchesGlob(part, parts[index]))
  );
}
