import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { GitRepository, NO_SHA } from './GitRepository';
import { gitOutput } from './runGit';

/** One change to a tree; no `sha` removes the path. @internal */
export interface TreeChange {
  path: string;
  /** Default: a plain file. `040000` puts a whole tree at the path. */
  mode?: string;
  sha?: string;
}

const TREE_MODE = '040000';

/**
 * Writes a tree: a base (none: the empty tree) with changes.
 *
 * @param changes - with paths for which {@link isSafePath} holds
 * @returns its sha
 * @internal
 */
export async function writeTree(
  repository: GitRepository,
  base: string | undefined,
  changes: TreeChange[],
): Promise<string> {
  const index = join(repository.dir, `index-${randomUUID()}`);
  const git = (args: string[], input?: string) =>
    gitOutput(args, {
      gitDir: repository.dir,
      input,
      env: { GIT_INDEX_FILE: index },
    });
  try {
    await git(base ? ['read-tree', base] : ['read-tree', '--empty']);
    const trees = changes.filter(({ mode, sha }) => sha && mode === TREE_MODE);
    for (const { path, sha = '' } of trees) {
      await git([
        'rm',
        '-r',
        '--cached',
        '--quiet',
        '--ignore-unmatch',
        '--',
        path,
      ]);
      await git(['read-tree', `--prefix=${path}/`, sha]);
    }
    const lines = changes
      .filter(change => !trees.includes(change))
      .map(({ path, sha, mode = '100644' }) =>
        sha ? `${mode} ${sha}\t${path}\0` : `0 ${NO_SHA}\t${path}\0`,
      );
    await git(
      ['update-index', '--add', '--replace', '-z', '--index-info'],
      lines.join(''),
    );
    return (await git(['write-tree'])).toString('utf8').trim();
  } finally {
    await rm(index, { force: true });
  }
}

/**
 * Whether a path may stand in a tree: relative, no `.`, `..`, `.git`, no
 * empty part.
 *
 * @internal
 */
export function isSafePath(path: string): boolean {
  return (
    !path.includes('\0') &&
    path.split('/').every(part => part && !/^(\.|\.\.|\.git)$/i.test(part))
  );
}
