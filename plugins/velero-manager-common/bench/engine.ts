// Measures how fast facts become verdicts, beside a bare pass over the same
// facts. Run as `yarn bench:engine`; see docs/performance.md.

import { parseArgs } from 'node:util';
import {
  assessCluster,
  assessEntity,
  ClusterFacts,
  defaultJudgeSettings,
  EntityFacts,
  findTraps,
} from '../src';
import { createClusterFacts, createEntityFacts, Size } from './createFacts';
import { describeMachine, Distribution, measure } from './Distribution';

const NOW = new Date('2026-11-20T12:00:00.000Z');
const MINUTE_MS = 60_000;
const SERVICE: Size = {
  schedules: 10,
  backups: 1500,
  namespaces: 4,
  claims: 16,
};
const CLUSTER: Size = {
  schedules: 50,
  backups: 1500,
  namespaces: 60,
  claims: 300,
};
/** The bound for the verdicts of a cluster. */
const AIM_MS = 20;

interface Figures {
  what: string;
  facts: number;
  verdicts: number;
  floor: Distribution;
  judged: Distribution;
}

/** Something to judge, and how. */
interface Subject<F> {
  what: string;
  facts: F;
  judge(facts: F, now: Date): number;
  /** Facts as they are after one event; without it all are read anew. */
  afterEvent?(facts: F, round: number): F;
}

/**
 * Facts are read anew for each round, as they are from the store, and a minute
 * has passed, so that nothing is remembered but what the engine keeps by text.
 */
function measureSubject<F>(rounds: number, subject: Subject<F>): Figures {
  const { what, facts, judge } = subject;
  const text = JSON.stringify(facts);
  const at = (round: number) => new Date(NOW.getTime() + round * MINUTE_MS);
  let verdicts = 0;
  const prepare = (round: number) => ({
    facts: subject.afterEvent
      ? subject.afterEvent(facts, round)
      : (JSON.parse(text) as F),
    now: at(round),
  });
  return {
    what,
    facts: countFacts(facts),
    floor: measure(rounds, prepare, given => touch(given.facts)),
    judged: measure(rounds, prepare, given => {
      verdicts = judge(given.facts, given.now);
    }),
    verdicts,
  };
}

/** The floor: looks at every value once and does nothing with it. */
function touch(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  let touched = 0;
  for (const part of Object.values(value)) touched += touch(part);
  return touched;
}

function countFacts(subject: unknown): number {
  const { clusters } = subject as Partial<EntityFacts>;
  const all = clusters ?? [subject as ClusterFacts];
  return all.reduce(
    (sum, { schedules, runs, namespaces, storageLocations, objects }) =>
      sum +
      schedules.length +
      runs.length +
      namespaces.length +
      storageLocations.length +
      Object.values(objects).flat().length,
    0,
  );
}

const judgeEntity = (facts: EntityFacts, now: Date) => {
  const { units, schedules } = assessEntity(facts, { now });
  return units.length + schedules.length;
};
const judgeCluster = (facts: ClusterFacts, now: Date) => {
  const { schedules, storageLocations } = assessCluster(
    { facts, syncObjects: [], settings: defaultJudgeSettings },
    { now },
  );
  return schedules.length + storageLocations.length;
};
const lookForTraps = (facts: ClusterFacts, now: Date) =>
  findTraps(
    {
      facts,
      isWhole: true,
      syncObjects: [],
      settings: defaultJudgeSettings,
      rpoSeconds: 86_400,
    },
    { now },
  ).length;

/** The newest run of a schedule ends in another way than before. */
function afterRun(facts: EntityFacts, round: number): EntityFacts {
  const [cluster] = facts.clusters;
  const runs = [...cluster.runs];
  const i = round % SERVICE.schedules;
  runs[i] = { ...runs[i], phase: round % 2 ? 'Completed' : 'Failed' };
  return { ...facts, clusters: [{ ...cluster, runs }] };
}

function measureAll(rounds: number): Figures[] {
  const service = createEntityFacts(createClusterFacts(SERVICE, NOW));
  const cluster = createClusterFacts(CLUSTER, NOW);
  const grown = (factor: number): Size => ({
    ...CLUSTER,
    schedules: factor * CLUSTER.schedules,
    backups: factor * CLUSTER.backups,
  });
  return [
    measureSubject(rounds, {
      what: 'service of 20 units',
      facts: service,
      judge: judgeEntity,
    }),
    measureSubject(rounds, {
      what: 'the same after one event',
      facts: service,
      judge: judgeEntity,
      afterEvent: afterRun,
    }),
    measureSubject(rounds, {
      what: 'cluster',
      facts: cluster,
      judge: judgeCluster,
    }),
    ...[2, 4].map(factor =>
      measureSubject(rounds, {
        what: `cluster, ${factor} × schedules and backups`,
        facts: createClusterFacts(grown(factor), NOW),
        judge: judgeCluster,
      }),
    ),
    measureSubject(rounds, {
      what: 'traps of the cluster',
      facts: cluster,
      judge: lookForTraps,
    }),
    measureSubject(Math.ceil(rounds / 10), {
      what: 'all units of the cluster',
      facts: createEntityFacts(cluster),
      judge: judgeEntity,
    }),
  ];
}

function print(all: readonly Figures[]): void {
  const ms = (value: number) => `${value.toFixed(2)} ms`;
  console.log(`\nFacts to verdicts, ${describeMachine()}`);
  console.log(
    'Floor = a loop that looks at every value of the same facts. It and all to the right of the processor go by the processor.\n',
  );
  console.table(
    all.map(({ what, facts, verdicts, floor, judged }) => ({
      what,
      facts,
      verdicts,
      p50: ms(judged.p50),
      p99: ms(judged.p99),
      processor: ms(judged.cpu),
      'a second': Math.round((1000 * verdicts) / judged.cpu),
      'µs a fact': ((1000 * judged.cpu) / facts).toFixed(2),
      floor: ms(floor.cpu),
      'to the floor': `${(judged.cpu / floor.cpu).toFixed(1)}×`,
    })),
  );
  const cluster = all.find(({ what }) => what === 'cluster');
  const isKept = cluster && cluster.judged.p50 < AIM_MS;
  console.log(
    `A cluster in under ${AIM_MS} ms: ${isKept ? 'kept' : 'not kept'}.`,
  );
}

function main(): void {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '200' },
      json: { type: 'boolean', default: false },
    },
  });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) {
    throw new Error(
      `--rounds is '${values.rounds}'; allowed is a whole number from 1`,
    );
  }
  const all = measureAll(rounds);
  if (values.json) {
    console.log(JSON.stringify({ machine: describeMachine(), all }, null, 2));
  } else {
    print(all);
  }
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
