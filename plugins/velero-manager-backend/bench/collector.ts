// Measures how a fleet is collected: the whole read flow of the plugin against
// simulated API servers in a process of their own. Run as
// `yarn bench:collector`; see docs/performance.md.

import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { openBenchDatabase } from './BenchDatabase';
import { CollectorFleet } from './collectorFleet';
import { CollectorOptions, readCollectorOptions } from './collectorOptions';
import {
  InitialFigures,
  measureChurn,
  measureHerd,
  measureInitial,
  measureReports,
  measureViewers,
} from './collectorPhases';
import { measureBeating, measureIdle, RestFigures } from './collectorRest';
import { printCollectorFigures } from './collectorTables';
import { describeMachine } from './describeMachine';

/** All that was measured of a fleet of one size; phases that were not asked for are absent. */
export interface CollectorFigures {
  database: string;
  clusters: number;
  load: number[];
  initial: InitialFigures;
  idle?: RestFigures;
  beating?: RestFigures;
  churn?: Awaited<ReturnType<typeof measureChurn>>;
  reports?: Awaited<ReturnType<typeof measureReports>>;
  viewers?: Awaited<ReturnType<typeof measureViewers>>;
  herd?: Awaited<ReturnType<typeof measureHerd>>;
  complaints: Record<string, number>;
}

async function measureFleet(
  options: CollectorOptions,
  clusters: number,
): Promise<CollectorFigures> {
  const { phases, size, postgres } = options;
  const database = await openBenchDatabase(postgres);
  const fleet = await CollectorFleet.start({ clusters, size, seed: 1 });
  try {
    await fleet.beats(true);
    console.error(`Reading ${clusters} clusters …`);
    const { bench, figures } = await measureInitial(options, {
      database,
      fleet,
    });
    const measure = async <T>(
      phase: Parameters<typeof phases.has>[0],
      run: (of: typeof bench) => Promise<T>,
    ): Promise<T | undefined> => {
      if (!phases.has(phase)) {
        return undefined;
      }
      console.error(`Measuring '${phase}' …`);
      return run(bench);
    };
    try {
      return {
        database: database.name,
        clusters,
        initial: figures,
        idle: await measure('idle', measureIdle),
        beating: await measure('beating', measureBeating),
        reports: await measure('reports', measureReports),
        viewers: await measure('viewers', measureViewers),
        herd: await measure('herd', measureHerd),
        churn: await measure('churn', measureChurn),
        load: loadavg(),
        complaints: Object.fromEntries(bench.flow.complaints),
      };
    } finally {
      await bench.flow.stop();
    }
  } finally {
    await fleet.stop();
    await database.close();
  }
}

async function main(): Promise<void> {
  const options = readCollectorOptions();
  const all: CollectorFigures[] = [];
  for (const clusters of options.clusters) {
    const figures = await measureFleet(options, clusters);
    all.push(figures);
    printCollectorFigures(figures);
    if (options.json) {
      writeFileSync(
        options.json,
        JSON.stringify({ machine: describeMachine(), fleets: all }, null, 2),
      );
    }
  }
}

main().then(
  () => process.exit(),
  error => {
    console.error(error);
    process.exit(1);
  },
);
