import { posix } from 'node:path';

const KUSTOMIZATION_FILES = [
  'kustomization.yaml',
  'kustomization.yml',
  'Kustomization',
];

/**
 * The files of a repository as folders; paths are relative to its root, which
 * is `.`, and never lead out of it.
 *
 * @internal
 */
export class FileTree {
  readonly #files: ReadonlyMap<string, string>;

  private constructor(files: ReadonlyMap<string, string>) {
    this.#files = files;
  }

  static create(files: ReadonlyMap<string, string>): FileTree {
    return new FileTree(files);
  }

  /** @returns undefined where there is no such file */
  read(path: string): string | undefined {
    return this.#files.get(path);
  }

  hasFolder(path: string): boolean {
    return path === '.' || this.filesBelow(path).length > 0;
  }

  /** All files in a folder and below, in order. */
  filesBelow(folder: string): string[] {
    const prefix = folder === '.' ? '' : `${folder}/`;
    return [...this.#files.keys()]
      .filter(path => path.startsWith(prefix))
      .sort();
  }

  /** The path of a folder's kustomization file, if it has one. */
  kustomizationOf(folder: string): string | undefined {
    return KUSTOMIZATION_FILES.map(name => joinPath(folder, name)).find(
      path => path !== undefined && this.#files.has(path),
    );
  }
}

/**
 * Follows a relative path from a folder.
 *
 * @returns undefined for one that leads out of the repository
 * @internal
 */
export function joinPath(folder: string, path: string): string | undefined {
  const joined = posix.normalize(posix.join(folder, path)).replace(/\/$/, '');
  return joined === '..' || joined.startsWith('../') ? undefined : joined;
}

/** Whether a path names a kustomization file. @internal */
export function isKustomizationFile(path: string): boolean {
  return KUSTOMIZATION_FILES.includes(posix.basename(path));
}
