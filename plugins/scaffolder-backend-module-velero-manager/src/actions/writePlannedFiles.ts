import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import type { PlanPreview } from '@velero-manager/backstage-plugin-velero-manager-common';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder hold the added and the changed files of a plan, and nothing
 * else: a task that starts over finds what its first attempt left.
 *
 * @returns the paths that the plan deletes
 * @throws NotAllowedError when a path leads out of the folder
 * @internal
 */
export async function writePlannedFiles(
  folder: string,
  files: PlanPreview['files'],
): Promise<string[]> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const { path, content } of files) {
    if (content !== null) {
      const file = resolveSafeChildPath(folder, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
    }
  }
  return files
    .filter(({ content }) => content === null)
    .map(({ path }) => path);
}
