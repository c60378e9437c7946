import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { kindDefinitionList } from '@velero-manager/backstage-plugin-velero-manager-common';
import { analyze, BenchDatabase } from './BenchDatabase';
import { Baseline, parsePages } from './collectorBaseline';
import { CollectorDelays, Delays } from './collectorDelays';
import { CollectorFleet } from './collectorFleet';
import { serviceRefOf, startCollectorFlow } from './collectorFlow';
import { CollectorMeter, Metered } from './collectorMeter';
import { CollectorOptions } from './collectorOptions';
import { quantile } from './Distribution';
import { CALLER, openReports } from './openReports';

const POLL_MS = 250;
/** Longer than any fleet that one machine holds should take. */
const PATIENCE_MS = 30 * 60_000;
const REQUESTS_PER_SECOND = 50;
const VIEWERS = 200;
/** How often an open page asks by itself. */
const VIEWER_PAUSE_MS = 30_000;

type Flow = Awaited<ReturnType<typeof startCollectorFlow>>;

/** A fleet of one size that is being collected. */
export interface Bench {
  options: CollectorOptions;
  database: BenchDatabase;
  fleet: CollectorFleet;
  flow: Flow;
  /** Whoever wants to know of signals. */
  published: Set<() => void>;
}

/** What reading a fleet for the first time took. */
export interface InitialFigures {
  objects: number;
  objectsPerSecond: number;
  baseline: Baseline;
  metered: Metered;
  requests: Record<string, number>;
  /** Until all that was read was judged too. */
  judgedAfterSeconds: number;
}

/** Begins to collect a fleet of which nothing is known, until all is read. */
export async function measureInitial(
  options: CollectorOptions,
  opened: { database: BenchDatabase; fleet: CollectorFleet },
): Promise<{ bench: Bench; figures: InitialFigures }> {
  const { database, fleet } = opened;
  const baseline = await parsePages(fleet);
  const before = await fleet.counts();
  const published = new Set<() => void>();
  const meter = await CollectorMeter.start();
  const begun = performance.now();
  const flow = await startCollectorFlow({
    store: database.store,
    clusters: fleet.definitions(),
    entities: options.entities,
    onPublish: () => published.forEach(listener => listener()),
  });
  const bench = { ...opened, options, flow, published };
  await until(() => isRead(bench), 'all kinds to be read');
  const metered = await meter.stop();
  const requests = difference(before, await fleet.counts());
  await settle(bench);
  await analyze(database.knex);
  const objects = await countObjects(bench);
  return {
    bench,
    figures: {
      objects,
      objectsPerSecond: objects / metered.seconds,
      baseline,
      metered,
      requests,
      judgedAfterSeconds: (performance.now() - begun) / 1000,
    },
  };
}

/** How soon changes are seen while much happens. */
export async function measureChurn(
  bench: Bench,
): Promise<{ delays: Delays; metered: Metered }> {
  const { database, fleet, flow, published, options } = bench;
  const rows = await database
    .knex('subjects')
    .where({ type: 'cluster' })
    .select('id', 'ref');
  const delays = new CollectorDelays(
    new Map(rows.map(({ id, ref }) => [id, ref])),
  );
  const detach = delays.attach(flow.publisher);
  const tell = () => delays.published();
  published.add(tell);
  const ignore = fleet.onWritten(writes => delays.written(writes));
  const meter = await CollectorMeter.start();
  await fleet.churn(options.churn);
  await pause(options.seconds * 1000);
  await fleet.churn(0);
  const metered = await meter.stop();
  const patience = performance.now() + 60_000;
  do {
    await pause(POLL_MS);
  } while (delays.missing > 0 && performance.now() < patience);
  await pause(2_000); // for the last signals
  ignore();
  published.delete(tell);
  detach();
  return { delays: delays.summary(), metered };
}

/** How long answers take that come at an even pace, whatever the last took. */
export interface AnswerFigures {
  p50: number;
  p99: number;
  max: number;
}

/** Reports of services all over the fleet beside rows found by their key. */
export async function measureReports(
  bench: Bench,
): Promise<{ report: AnswerFigures; row: AnswerFigures; metered: Metered }> {
  const { database, options } = bench;
  const { open } = openReports(database.store);
  const meter = await CollectorMeter.start();
  const row = await askEvenly(options.seconds, i =>
    database
      .knex('entities')
      .where({ entity_ref: refOf(bench, i) })
      .first(),
  );
  const report = await askEvenly(options.seconds, async i =>
    JSON.stringify(
      await open.getEntityReport(refOf(bench, i), { credentials: CALLER }),
    ),
  );
  return { report, row, metered: await meter.stop() };
}

/** What the clusters are asked for with nobody and with many people looking. */
export async function measureViewers(bench: Bench): Promise<{
  nobody: Record<string, number>;
  viewers: Record<string, number>;
}> {
  const { database, fleet, options } = bench;
  const { authorized } = openReports(database.store);
  const look = async (viewers: number) => {
    const before = await fleet.counts();
    const end = performance.now() + options.seconds * 1000;
    const view = async (i: number) => {
      await pause((VIEWER_PAUSE_MS * i) / VIEWERS);
      while (performance.now() < end) {
        await authorized.getEntityReport(refOf(bench, i), {
          credentials: CALLER,
        });
        await pause(Math.min(VIEWER_PAUSE_MS, options.seconds * 500));
      }
    };
    await Promise.all([
      pause(options.seconds * 1000),
      ...Array.from({ length: viewers }, (_, i) => view(i)),
    ]);
    return difference(before, await fleet.counts());
  };
  return { nobody: await look(0), viewers: await look(VIEWERS) };
}

/** How fast all services that fall due at once are judged, with all else going on. */
export async function measureHerd(
  bench: Bench,
): Promise<{ verdicts: number; verdictsPerSecond: number; metered: Metered }> {
  const { knex } = bench.database;
  const meter = await CollectorMeter.start();
  const begun = performance.now();
  const verdicts = await knex('subjects')
    .where({ type: 'entity' })
    .update({ due_at: Date.now() - 1000, marked: false });
  await settle(bench);
  const seconds = (performance.now() - begun) / 1000;
  return {
    verdicts,
    verdictsPerSecond: verdicts / seconds,
    metered: await meter.stop(),
  };
}

async function askEvenly(
  seconds: number,
  ask: (i: number) => Promise<unknown>,
): Promise<AnswerFigures> {
  const count = seconds * REQUESTS_PER_SECOND;
  const begun = performance.now();
  const times = await Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const at = begun + (1000 * i) / REQUESTS_PER_SECOND;
      await pause(at - performance.now());
      const asked = performance.now();
      await ask(i);
      return performance.now() - asked;
    }),
  );
  times.sort((a, b) => a - b);
  return {
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    max: times.at(-1) ?? 0,
  };
}

/** Another service each time, all over the fleet: no row is always at hand. */
function refOf({ fleet, options }: Bench, i: number): string {
  const cluster = fleet.clusters[(i * 7) % fleet.clusters.length];
  return serviceRefOf(cluster, (i * 3) % options.entities);
}

async function isRead({ database, fleet }: Bench): Promise<boolean> {
  const [{ count }] = await database
    .knex('kind_status')
    .whereIn('state', ['synced', 'absent'])
    .count({ count: '*' });
  return Number(count) >= fleet.clusters.length * kindDefinitionList.length;
}

async function countObjects({ database }: Bench): Promise<number> {
  const [{ sum }] = await database.knex('kind_status').sum({ sum: 'objects' });
  return Number(sum);
}

/** Until nothing is due any more. */
async function settle({ database }: Bench): Promise<void> {
  await until(async () => {
    const [{ count }] = await database
      .knex('subjects')
      .where('due_at', '<=', Date.now())
      .count({ count: '*' });
    return Number(count) === 0;
  }, 'all that is due to be judged');
}

async function until(
  isSo: () => Promise<boolean>,
  what: string,
): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await isSo())) {
    if (performance.now() > end) {
      throw new Error(`Waited in vain for ${what}`);
    }
    await pause(POLL_MS);
  }
}

/** What was asked for between two looks, and watches now. */
export function difference(
  before: Record<string, number>,
  after: Record<string, number>,
): Record<string, number> {
  const { openWatches, ...counts } = after;
  return {
    ...Object.fromEntries(
      Object.entries(counts).map(([verb, count]) => [
        verb,
        count - (before[verb] ?? 0),
      ]),
    ),
    openWatches,
  };
}
