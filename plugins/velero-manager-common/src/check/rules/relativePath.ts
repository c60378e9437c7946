/** The folder that a file is in; '' is the root. @internal */
export function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/**
 * A path as seen from a directory of the repository, or null when it leads out
 * of the repository.
 *
 * @internal
 */
export function resolvePath(directory: string, path: string): string | null {
  const parts = directory === '' ? [] : directory.split('/');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
}
