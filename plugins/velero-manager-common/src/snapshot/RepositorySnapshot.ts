/**
 * Parts of a repository: files by their path, directories with all below them.
 *
 * @public
 */
export interface RepositoryPaths {
  files: string[];
  directories: string[];
}

/**
 * The part of a config repository that a plan may look at, at one revision.
 * A file that is not in `files` does not exist: what could not be read whole is
 * no snapshot.
 *
 * @public
 */
export interface RepositorySnapshot {
  /** The commit, as the host names it. */
  revision: string;
  /** Text by path, relative to the root of the repository. */
  files: ReadonlyMap<string, string>;
  truncated: false;
}

/**
 * Whether a path lies in these parts of a repository.
 *
 * @internal
 */
export function isWithin(paths: RepositoryPaths, path: string): boolean {
  return (
    paths.files.includes(path) ||
    paths.directories.some(
      directory => path === directory || path.startsWith(`${directory}/`),
    )
  );
}
