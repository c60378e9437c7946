import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { deflate } from 'node:zlib';

const compress = promisify(deflate);

/**
 * Writes an object into a repository as git does for loose objects. A
 * hundred files at once would otherwise be a hundred git processes.
 *
 * @returns its sha
 * @internal
 */
export async function writeObject(
  gitDir: string,
  type: 'blob' | 'commit',
  content: Buffer,
): Promise<string> {
  const bytes = Buffer.concat([
    Buffer.from(`${type} ${content.length}\0`),
    content,
  ]);
  const sha = createHash('sha1').update(bytes).digest('hex');
  const file = join(gitDir, 'objects', sha.slice(0, 2), sha.slice(2));
  const unfinished = join(gitDir, 'objects', `tmp_obj_${randomUUID()}`);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(unfinished, await compress(bytes));
  await rename(unfinished, file); // readers see all of it or nothing
  return sha;
}
