// Measures the entity report in fleets of several sizes. Run as
// `yarn bench:report`; see docs/performance.md.

import { analyze, BenchDatabase, openBenchDatabase } from './BenchDatabase';
import { Distribution, inMs, measure, ratio } from './Distribution';
import { entityRefOf, fillFleet } from './fillFleet';
import { BenchOptions, readBenchOptions } from './FleetSize';
import { describeMachine } from './describeMachine';
import { CALLER, openReports } from './openReports';
import { measureReading, Reading } from './Reading';

interface ReportFigures {
  clusters: number;
  baseline: Distribution;
  open: Distribution;
  authorized: Distribution;
  reading: Reading;
}

async function measureReports(
  { knex, store }: BenchDatabase,
  {
    rounds,
    clusters,
    cluster,
  }: { clusters: number } & Pick<BenchOptions, 'rounds' | 'cluster'>,
): Promise<ReportFigures> {
  const { open, authorized } = openReports(store);
  // Another service each time, all over the fleet: no row is always at hand.
  const ref = (round: number) =>
    entityRefOf((round * 7) % clusters, (round * 3) % cluster.entities);
  const ask = (reports: typeof open) => async (round: number) =>
    JSON.stringify(
      await reports.getEntityReport(ref(round), { credentials: CALLER }),
    );
  return {
    clusters,
    baseline: await measure(rounds, round =>
      knex('entities')
        .where({ entity_ref: ref(round) })
        .first(),
    ),
    open: await measure(rounds, ask(open)),
    authorized: await measure(rounds, ask(authorized)),
    reading: await measureReading(knex, () => ask(open)(0)),
  };
}

function print(database: string, all: ReportFigures[]): void {
  const [smallest] = all;
  console.log(`\nEntity report, ${database}, ${describeMachine()}`);
  console.log(
    'Times one key × = the same database answering one select by primary key.\n',
  );
  console.table(
    all.flatMap(({ clusters, baseline, reading, ...kinds }) =>
      (['open', 'authorized'] as const).map(kind => ({
        clusters,
        authorization: kind === 'authorized' ? 'with' : 'without',
        p50: inMs(kinds[kind].p50),
        p99: inMs(kinds[kind].p99),
        processor: inMs(kinds[kind].cpu),
        'p50, one key': ratio(kinds[kind].p50, baseline.p50),
        [`p50, ${smallest.clusters} clusters`]: ratio(
          kinds[kind].p50,
          smallest[kind].p50,
        ),
        statements: reading.statements,
        rows: reading.rows,
        'KB read': (reading.bytes / 1024).toFixed(1),
        'KB answered': (reading.answered / 1024).toFixed(1),
      })),
    ),
  );
  console.log(
    `One key: ${all
      .map(
        ({ clusters, baseline }) =>
          `${inMs(baseline.p50)} (${clusters} clusters)`,
      )
      .join(', ')}`,
  );
}

async function main(): Promise<void> {
  const { rounds, cluster, clusters: sizes, postgres } = readBenchOptions();
  const figures: ReportFigures[] = [];
  let name = '';
  for (const clusters of sizes) {
    const database = await openBenchDatabase(postgres);
    try {
      name = database.name;
      console.error(`Filling a fleet of ${clusters} clusters …`);
      await fillFleet(database.store, { ...cluster, clusters }, new Date());
      await analyze(database.knex);
      figures.push(
        await measureReports(database, { rounds, clusters, cluster }),
      );
    } finally {
      await database.close();
    }
  }
  print(name, figures);
}

main().catch(error => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
