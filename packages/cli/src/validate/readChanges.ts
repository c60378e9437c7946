import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { isError } from '@backstage/errors';
import type { Parsed } from '@velero-manager/backstage-plugin-velero-manager-common';

const run = promisify(execFile);
const MAX_OUTPUT_BYTES = 64_000_000;

/**
 * What changed in a folder since a revision of Git.
 *
 * @internal
 */
export interface Changes {
  /** Paths of added, changed and deleted files. */
  paths: Set<string>;
  /** The files as they were, by path. */
  before: Map<string, string>;
}

/**
 * Compares a folder, uncommitted files too, with where its branch left a
 * revision of Git.
 *
 * @param files - the folder as it is
 * @internal
 */
export async function readChanges(
  directory: string,
  files: ReadonlyMap<string, string>,
  revision: string,
): Promise<Parsed<Changes>> {
  const git = async (...args: string[]) => {
    const { stdout } = await run('git', ['-C', directory, ...args], {
      maxBuffer: MAX_OUTPUT_BYTES,
    });
    return stdout;
  };
  try {
    const commit = await git(
      ...['rev-parse', '--verify', '--quiet', '--end-of-options'],
      `${revision}^{commit}`,
    );
    const base = (await git('merge-base', commit.trim(), 'HEAD')).trim();
    const changed = await git(
      ...['diff', '--name-only', '-z', '--no-renames', '--relative'],
      ...['--no-ext-diff', '--no-textconv', base, '--', '.'],
    );
    const added = await git('ls-files', '-z', '-o', '--exclude-standard');
    const old = new Set(
      split(await git('ls-tree', '-r', '-z', '--name-only', base)),
    );
    const paths = new Set([...split(changed), ...split(added)]);
    const before = new Map(files);
    for (const path of paths) {
      if (old.has(path)) {
        before.set(path, await git('show', `${base}:./${path}`));
      } else {
        before.delete(path);
      }
    }
    return { ok: true, value: { paths, before } };
  } catch (error) {
    return { ok: false, reason: describe(error, revision) };
  }
}

function split(list: string): string[] {
  return list.split('\0').filter(path => path !== '');
}

function describe(error: unknown, revision: string): string {
  if (isError(error) && error.code === 'ENOENT') {
    return "'--changed-since' needs Git, which is not on the PATH.";
  }
  return `Git knows no common history of '${revision}' and this folder; a shallow clone may lack it.`;
}
