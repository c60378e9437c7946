import { parseArgs } from 'node:util';

/** How large the fleet of a bench is. */
export interface FleetSize {
  clusters: number;
  /** Of each cluster, as the next four. */
  schedules: number;
  backups: number;
  syncObjects: number;
  entities: number;
}

/** What a bench was asked to do. */
export interface BenchOptions {
  /** The fleet but for the number of clusters. */
  cluster: Omit<FleetSize, 'clusters'>;
  /** Numbers of clusters, each a run of its own. */
  clusters: number[];
  /** How often each thing is measured. */
  rounds: number;
  /** How many verdicts fall due at once. */
  due: number;
  /** A server in which databases may be made and dropped; else SQLite. */
  postgres: string | null;
}

const DEFAULTS = {
  clusters: '10,100,300',
  schedules: '50',
  backups: '1500',
  'sync-objects': '40',
  entities: '20',
  rounds: '400',
  due: '5000',
};

const HELP = `Options, with what holds where nothing is said:
${Object.entries(DEFAULTS)
  .map(([name, value]) => `  --${name} ${value}`)
  .join('\n')}
  --postgres <url>   a PostgreSQL server instead of SQLite, in a database of
                     its own that is dropped again`;

/**
 * Reads the command line.
 *
 * @throws Error that lists the options, for one that is not known or no number
 */
export function readBenchOptions(): BenchOptions {
  const { values } = parse();
  const given = { ...DEFAULTS, ...values };
  const number = (name: keyof typeof DEFAULTS) =>
    readNumber(given[name] ?? '', name);
  return {
    cluster: {
      schedules: number('schedules'),
      backups: number('backups'),
      syncObjects: number('sync-objects'),
      entities: number('entities'),
    },
    clusters: given.clusters
      .split(',')
      .map(text => readNumber(text, 'clusters')),
    rounds: number('rounds'),
    due: number('due'),
    postgres: given.postgres ?? null,
  };
}

function parse() {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      options: {
        clusters: text,
        schedules: text,
        backups: text,
        'sync-objects': text,
        entities: text,
        rounds: text,
        due: text,
        postgres: text,
      },
    });
  } catch (error) {
    throw new Error(
      `${error instanceof Error ? error.message : error}\n${HELP}`,
    );
  }
}

function readNumber(text: string, name: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) {
    throw new Error(
      `--${name} is '${text}'; allowed is a whole number from 1\n${HELP}`,
    );
  }
  return value;
}
