/**
 * The command line of a container, as far as Velero's flags matter.
 *
 * @internal
 */
export interface CommandLine {
  /** The name of the program, or `null` where the image decides. */
  program: string | null;
  /** The words that are neither program nor flag, such as `server`. */
  words: string[];
  /** What each flag was given last; `''` for one that stands alone. */
  flags: Map<string, string>;
}

/** Flags of Velero's server that take no further word (pflag's BoolVar). */
const SWITCHES = new Set([
  'default-snapshot-move-data',
  'default-volumes-to-fs-backup',
  'default-volumes-to-restic',
  'disable-informer-cache',
  'restore-only',
  'schedule-skip-immediately',
]);

/**
 * Reads what a container runs. `--flag=value` and `--flag value` are the same,
 * and the last one counts (github.com/spf13/pflag).
 *
 * @internal
 */
export function readCommandLine(container: {
  command: string[];
  args: string[];
}): CommandLine {
  const [program, ...rest] = container.command;
  const line: CommandLine = {
    program: program?.split('/').at(-1) ?? null,
    words: [],
    flags: new Map(),
  };
  const given = [...rest, ...container.args];
  for (let at = 0; at < given.length; at++) {
    const [, flag, value] = /^--?([\w-]+)(?:=([^]*))?$/.exec(given[at]) ?? [];
    if (flag === undefined) {
      line.words.push(given[at]);
    } else if (value !== undefined || SWITCHES.has(flag)) {
      line.flags.set(flag, value ?? '');
    } else {
      at += 1;
      line.flags.set(flag, given[at] ?? '');
    }
  }
  return line;
}
