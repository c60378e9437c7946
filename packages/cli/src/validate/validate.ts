import { checkRepository } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { Streams } from '../main';
import { readRepository } from './readRepository';
import { writeReport, type ReportFormat } from './reports';

/**
 * Checks a directory as a config repository and writes what was found.
 *
 * @returns the exit status: 1 when there are errors, 2 when it cannot be read
 * @internal
 */
export async function validate(
  options: { directory: string; format: ReportFormat },
  streams: Streams,
): Promise<number> {
  const read = await readRepository(options.directory);
  if (!read.ok) {
    streams.stderr.write(`${read.reason}\n`);
    return 2;
  }
  const { files, findings } = read.value;
  const all = [...findings, ...checkRepository(files)];
  streams.stdout.write(writeReport(options.format, all, { files: files.size }));
  return all.some(({ severity }) => severity === 'error') ? 1 : 0;
}
