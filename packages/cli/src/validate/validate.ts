import {
  checkRepository,
  type Finding,
  type Parsed,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { Streams } from '../Streams';
import { readChanges } from './readChanges';
import { readRepository } from './readRepository';
import { writeReport, type ReportFormat } from './reports';

/** @internal */
export interface ValidateOptions {
  directory: string;
  format: ReportFormat;
  /** A revision of Git; without it, everything is told. */
  changedSince?: string;
}

/**
 * Checks a directory as a config repository and writes what was found.
 *
 * @returns the exit status: 1 when there are errors, 2 when it cannot be read
 * @internal
 */
export async function validate(
  options: ValidateOptions,
  streams: Streams,
): Promise<number> {
  const read = await readRepository(options.directory);
  if (!read.ok) {
    streams.stderr.write(`${read.reason}\n`);
    return 2;
  }
  const { files, findings } = read.value;
  const all = [...findings, ...checkRepository(files)];
  const told = await findingsSince(options, files, all);
  if (!told.ok) {
    streams.stderr.write(`${told.reason}\n`);
    return 2;
  }
  const report = writeReport(options.format, told.value, { files: files.size });
  streams.stdout.write(report);
  return told.value.some(({ severity }) => severity === 'error') ? 1 : 0;
}

/** Findings in changed files, and in others those that were not there before. */
async function findingsSince(
  { directory, changedSince }: ValidateOptions,
  files: ReadonlyMap<string, string>,
  findings: Finding[],
): Promise<Parsed<Finding[]>> {
  if (changedSince === undefined) return { ok: true, value: findings };
  const changes = await readChanges(directory, files, changedSince);
  if (!changes.ok) return changes;
  const { paths, before } = changes.value;
  const known = new Set(checkRepository(before).map(keyOf));
  return {
    ok: true,
    value: findings.filter(
      finding => paths.has(finding.path) || !known.has(keyOf(finding)),
    ),
  };
}

/** A finding may move to another line and stay the same. */
function keyOf({ code, path, message }: Finding): string {
  return JSON.stringify([code, path, message]);
}
