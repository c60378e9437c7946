import { execFile, execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';

const run = promisify(execFile);
const LIST = '/kustomization.yaml';

/** Whether there is a kustomize to build with. */
export function hasKustomize(): boolean {
  try {
    execFileSync('kubectl', ['version', '--client'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/**
 * Builds every leaf of a repository, and makes sure that all objects of it come
 * out.
 *
 * @returns how many leaves there were
 */
export async function buildLeaves(
  files: ReadonlyMap<string, string>,
): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'fuzz-plans-'));
  try {
    for (const [path, text] of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const leaves = [...files.keys()]
      .filter(path => path.endsWith(LIST))
      .map(path => path.slice(0, -LIST.length));
    for (const leaf of leaves) {
      await build(files, folder, leaf);
    }
    return leaves.length;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function build(
  files: ReadonlyMap<string, string>,
  folder: string,
  leaf: string,
): Promise<void> {
  const { stdout } = await run('kubectl', ['kustomize', join(folder, leaf)], {
    maxBuffer: 100_000_000,
  });
  const list = parse(files.get(`${leaf}${LIST}`) ?? '');
  const listed: string[] = list.resources ?? [];
  const wanted = listed
    .map(file => countObjects(files.get(`${leaf}/${file}`) ?? ''))
    .reduce((sum, count) => sum + count, 0);
  const built = countObjects(stdout);
  if (built !== wanted) {
    throw new Error(
      `kustomize builds ${built} objects of '${leaf}', which lists ${wanted}`,
    );
  }
}

/** Each object, and nothing else in what we write, says its kind in the first column. */
function countObjects(text: string): number {
  return text.match(/^"?kind"?:|^\{/gm)?.length ?? 0;
}
