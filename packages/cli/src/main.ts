import { parseArgs } from 'node:util';
import { validate } from './validate/validate';
import { isReportFormat, reportFormats } from './validate/reports';

const USAGE = `Usage: velero-manager validate [directory] [--format ${reportFormats.join(
  '|',
)}]

Checks a config repository: the working directory, or the one that is named.

  --format   text (default), json, or github (annotations of a workflow)
  --help     this text

Exit status: 0 without errors, 1 with errors, 2 when nothing could be checked.
`;

/**
 * Where a command writes.
 *
 * @public
 */
export interface Streams {
  stdout: { write(text: string): unknown };
  stderr: { write(text: string): unknown };
}

/**
 * Runs a command.
 *
 * @param args - the arguments after the name of the program
 * @returns the exit status
 * @public
 */
export async function main(args: string[], streams: Streams): Promise<number> {
  const read = readArguments(args);
  if ('problem' in read) {
    streams.stderr.write(`${read.problem}\n\n${USAGE}`);
    return 2;
  }
  if (read.help) {
    streams.stdout.write(USAGE);
    return 0;
  }
  return validate(read, streams);
}

function readArguments(args: string[]) {
  const parsed = parse(args);
  if ('problem' in parsed) return parsed;
  const { values, positionals } = parsed;
  const [command, directory = '.', ...rest] = positionals;
  const { format = 'text', help = false } = values;
  if (help) return { help, directory, format: 'text' as const };
  if (command !== 'validate') {
    return {
      problem: command
        ? `The command '${command}' is not known; there is 'validate'.`
        : 'Which command?',
    };
  }
  if (rest.length > 0) return { problem: 'Only one directory can be checked.' };
  if (!isReportFormat(format)) {
    return {
      problem: `The format '${format}' is not known; there are ${reportFormats.join(
        ', ',
      )}.`,
    };
  }
  return { help, directory, format };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        format: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
