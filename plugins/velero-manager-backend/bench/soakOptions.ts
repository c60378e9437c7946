import { parseArgs } from 'node:util';

/** What the soak was asked to do. */
export interface SoakOptions {
  minutes: number;
  seed: number;
  clusters: number;
  /** Processes that share the fleet; one where the database is SQLite. */
  replicas: number;
  /** Writes a second, all over the fleet. */
  churn: number;
  postgres: string | null;
}

const HELP = `Options, with what holds where nothing is said:
  --minutes 30       how long there are faults
  --seed <number>    of whatever is random; one that ran can be run again
  --clusters 40
  --replicas 3       with --postgres; SQLite has one
  --churn 50         writes a second
  --postgres <url>   a PostgreSQL server instead of SQLite, in a database of
                     its own that is dropped again`;

/**
 * Reads the command line.
 *
 * @throws Error that lists the options, for one that is not right
 */
export function readSoakOptions(): SoakOptions {
  const text = { type: 'string' } as const;
  let given: Record<string, string | undefined>;
  try {
    const { values } = parseArgs({
      options: {
        minutes: text,
        seed: text,
        clusters: text,
        replicas: text,
        churn: text,
        postgres: text,
      },
    });
    given = values;
  } catch (error) {
    throw new Error(
      `${error instanceof Error ? error.message : error}\n${HELP}`,
    );
  }
  const number = (name: string, fallback: number) => {
    const value = Number(given[name] ?? fallback);
    if (!(value > 0)) {
      throw new Error(
        `--${name} is '${given[name]}'; allowed is a number above 0\n${HELP}`,
      );
    }
    return value;
  };
  const postgres = given.postgres ?? null;
  return {
    minutes: number('minutes', 30),
    seed: number('seed', 1 + Math.floor(Math.random() * 1e6)),
    clusters: number('clusters', 40),
    replicas: postgres ? number('replicas', 3) : 1,
    churn: number('churn', 50),
    postgres,
  };
}
