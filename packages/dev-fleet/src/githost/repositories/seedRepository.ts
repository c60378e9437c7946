import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Account } from '../accounts/Account';
import { GitRepository, NO_SHA } from '../git/GitRepository';
import { formatTime } from '../git/parseCommit';
import { isSafePath, TreeChange, writeTree } from '../git/writeTree';

const EXECUTABLE = 0o100;

/**
 * Writes the first commit of a repository.
 *
 * @param files - contents by path, or a folder to copy (without `.git`)
 * @throws Error for a path that cannot stand in a tree
 * @internal
 */
export async function seedRepository(
  git: GitRepository,
  options: {
    branch: string;
    files: Record<string, string | Buffer> | string;
    author: Account;
    now: Date;
  },
): Promise<void> {
  const { branch, files, author, now } = options;
  const changes =
    typeof files === 'string'
      ? await readFolder(git, files)
      : await writeFiles(git, files);
  const unsafe = changes.find(({ path }) => !isSafePath(path));
  if (unsafe) throw new Error(`'${unsafe.path}' cannot be a path in a tree`);
  const { name, email } = author;
  const person = { name, email, date: formatTime(now) };
  const after = await git.writeCommit({
    tree: await writeTree(git, undefined, changes),
    parents: [],
    author: person,
    committer: person,
    message: 'Initial commit',
  });
  await git.updateRef(`refs/heads/${branch}`, NO_SHA, after);
}

function writeFiles(
  git: GitRepository,
  files: Record<string, string | Buffer>,
): Promise<TreeChange[]> {
  return Promise.all(
    Object.entries(files).map(async ([path, content]) => ({
      path,
      sha: await git.writeBlob(Buffer.from(content)),
    })),
  );
}

async function readFolder(
  git: GitRepository,
  folder: string,
  prefix = '',
): Promise<TreeChange[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const changes = await Promise.all(
    entries
      .filter(({ name }) => name !== '.git')
      .map(async (entry): Promise<TreeChange[]> => {
        const file = join(folder, entry.name);
        const path = prefix + entry.name;
        if (entry.isDirectory()) return readFolder(git, file, `${path}/`);
        if (!entry.isFile()) return []; // nothing else belongs in a seed
        const { mode } = await stat(file);
        const sha = await git.writeBlob(await readFile(file));
        return [{ path, sha, mode: mode & EXECUTABLE ? '100755' : '100644' }];
      }),
  );
  return changes.flat();
}
