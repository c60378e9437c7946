import { parseArgs } from 'node:util';
import type { ClusterSize } from '@velero-manager/dev-fleet';

/** What the bench of the collector can measure, in this order. */
export const PHASES = [
  'initial',
  'idle',
  'beating',
  'churn',
  'reports',
  'viewers',
  'herd',
] as const;

/** One of {@link PHASES}. */
export type Phase = (typeof PHASES)[number];

/** What the bench of the collector was asked to do. */
export interface CollectorOptions {
  /** Numbers of clusters, each a run of its own. */
  clusters: number[];
  /** Of each cluster. */
  size: ClusterSize;
  /** Catalog entities that claim namespaces, of each cluster. */
  entities: number;
  phases: ReadonlySet<Phase>;
  /** How long each steady state is looked at. */
  seconds: number;
  /** How long nothing happens before the fleet is said to be at rest. */
  rest: number;
  /** Writes a second, all over the fleet. */
  churn: number;
  postgres: string | null;
  json: string | null;
}

const DEFAULTS = {
  clusters: '10,100',
  backups: '1500',
  entities: '10',
  phases: PHASES.join(','),
  seconds: '30',
  rest: '60',
  churn: '500',
};

const HELP = `Options, with what holds where nothing is said:
${Object.entries(DEFAULTS)
  .map(([name, value]) => `  --${name} ${value}`)
  .join('\n')}
  --postgres <url>   a PostgreSQL server instead of SQLite, in a database of
                     its own that is dropped again
  --json <file>      also writes the figures as JSON`;

/**
 * Reads the command line.
 *
 * @throws Error that lists the options, for one that is not known
 */
export function readCollectorOptions(): CollectorOptions {
  const given = { ...DEFAULTS, ...parse() };
  const phases = given.phases.split(',').map(text => {
    const phase = PHASES.find(one => one === text);
    if (!phase) {
      throw new Error(
        `--phases names '${text}'; allowed are ${PHASES.join(', ')}\n${HELP}`,
      );
    }
    return phase;
  });
  return {
    clusters: given.clusters.split(',').map(text => toNumber(text, 'clusters')),
    size: sizeOf(toNumber(given.backups, 'backups')),
    entities: toNumber(given.entities, 'entities'),
    phases: new Set(phases),
    seconds: toNumber(given.seconds, 'seconds'),
    rest: toNumber(given.rest, 'rest'),
    churn: toNumber(given.churn, 'churn'),
    postgres: given.postgres ?? null,
    json: given.json ?? null,
  };
}

/** A cluster with so many backups, of thirty runs a schedule. */
export function sizeOf(backups: number): ClusterSize {
  return {
    backups,
    schedules: Math.max(1, Math.ceil(backups / 30)),
    namespaces: 20,
    claims: 40,
    copies: 100,
    syncObjects: 20,
  };
}

function parse(): Partial<typeof DEFAULTS> & {
  postgres?: string;
  json?: string;
} {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      options: {
        clusters: text,
        backups: text,
        entities: text,
        phases: text,
        seconds: text,
        rest: text,
        churn: text,
        postgres: text,
        json: text,
      },
    });
    return values;
  } catch (error) {
    throw new Error(
      `${error instanceof Error ? error.message : error}\n${HELP}`,
    );
  }
}

function toNumber(text: string, name: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) {
    throw new Error(
      `--${name} is '${text}'; allowed is a whole number from 1\n${HELP}`,
    );
  }
  return value;
}
