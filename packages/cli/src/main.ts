import { parseArgs } from 'node:util';
import { init } from './init/init';
import type { Streams } from './Streams';
import { isReportFormat, reportFormats } from './validate/reports';
import { validate } from './validate/validate';

const USAGE = `Usage: velero-manager validate [directory] [--format ${reportFormats.join(
  '|',
)}] [--changed-since REV]
       velero-manager init [directory] [--engine argocd|flux] [--environments a,b] [--url URL]

validate checks a config repository: the working directory, or the one that is
named.

  --format         text (default), json, or github (annotations of a workflow)
  --changed-since  what is in files that differ from this revision of Git, or
                   is wrong only since then; uncommitted files count

init starts a config repository in an empty folder. On a terminal it asks for
what is not said.

  --url            where the repository will be
  --engine         what applies it: argocd (default) or flux
  --environments   default production,staging,development
  --branch         the base branch; default main
  --security-team  organisation/team that owns the policies
  --reviewers      organisation/team that reviews changes

  --help           this text

Exit status: 0 without errors, 1 with errors, 2 when nothing could be done.
`;

const OPTIONS = {
  format: { type: 'string' },
  'changed-since': { type: 'string' },
  engine: { type: 'string' },
  environments: { type: 'string' },
  url: { type: 'string' },
  branch: { type: 'string' },
  'security-team': { type: 'string' },
  reviewers: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Which options a command takes, and what it does with its folder. */
const COMMANDS = {
  validate: {
    options: ['format', 'changed-since'],
    only: 'Only one directory can be checked.',
  },
  init: {
    options: [
      'engine',
      'environments',
      'url',
      'branch',
      'security-team',
      'reviewers',
    ],
    only: 'Only one directory can be started.',
  },
} as const;

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
  if (read.command === 'help') {
    streams.stdout.write(USAGE);
    return 0;
  }
  const { directory, values } = read;
  if (read.command === 'init') {
    return init(
      { directory, securityTeam: values['security-team'], ...values },
      streams,
    );
  }
  const { format = 'text' } = values;
  if (!isReportFormat(format)) {
    streams.stderr.write(
      `The format '${format}' is not known; there are ${reportFormats.join(
        ', ',
      )}.\n\n${USAGE}`,
    );
    return 2;
  }
  return validate(
    { directory, format, changedSince: values['changed-since'] },
    streams,
  );
}

function readArguments(args: string[]) {
  const parsed = parse(args);
  if ('problem' in parsed) return parsed;
  const { values, positionals } = parsed;
  const [command, directory = '.', ...rest] = positionals;
  if (values.help) return { command: 'help' as const };
  if (command !== 'validate' && command !== 'init') {
    return {
      problem: command
        ? `The command '${command}' is not known; there are 'validate' and 'init'.`
        : 'Which command?',
    };
  }
  const { options, only } = COMMANDS[command];
  if (rest.length > 0) return { problem: only };
  const foreign = Object.keys(values).find(
    name => !options.some(known => known === name),
  );
  if (foreign !== undefined) {
    return { problem: `'${command}' takes no '--${foreign}'.` };
  }
  const known: 'validate' | 'init' = command;
  return { command: known, directory, values };
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: OPTIONS });
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
