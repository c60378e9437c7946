// Measures what it costs to store what a watch brings: lists, read for the
// first time and again, and single events that wait together. Run as
// `yarn bench:store`; see docs/performance.md.

import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import {
  FactKind,
  kindDefinitions,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { parseDelta } from '../src/collect/parseDelta';
import { chunked } from '../src/store/chunked';
import { FactDelta } from '../src/store/types';
import { BenchDatabase, openBenchDatabase } from './BenchDatabase';
import { clusterObjects, storageLocation } from './clusterObjects';
import { describeMachine } from './describeMachine';
import { clusterName, defineCluster } from './fillFleet';
import { meterStoring, StoringFigures } from './meterStoring';

const GROUPS = [1, 10, 100];
const CLUSTERS = Math.max(...GROUPS);
const SIZE = { schedules: 50, backups: 1500, syncObjects: 40, entities: 20 };
/** Clusters whose lists are read while it is measured. */
const LISTED = 5;
/** Single events for each size of a group. */
const EVENTS = 1000;

/** Of this kind are the single events. */
const EVENT_KIND = 'Backup';

type Objects = [FactKind, { metadata: { resourceVersion: string } }[]][];

/** What is measured, and what came out so far. */
interface Bench {
  database: BenchDatabase;
  lists: Objects;
  figures: StoringFigures[];
}

function read(kind: FactKind, objects: object[]): FactDelta {
  const parsed = parseDelta(kindDefinitions[kind], {
    type: 'replaced',
    objects,
  } as Parameters<typeof parseDelta>[1]);
  if (!parsed) {
    throw new Error(`The bench made no list of ${kind}`);
  }
  return parsed.delta;
}

/** The same object, of which something was written since. */
function touch<T extends Objects[number][1][number]>(object: T, by: string): T {
  const metadata = { ...object.metadata, resourceVersion: by };
  const status = 'status' in object ? (object.status as object) : {};
  return { ...object, metadata, status: { ...status, message: by, errors: 1 } };
}

/** Every hundredth object changed. */
function touchSome(lists: Objects): Objects {
  return lists.map(([kind, objects]) => [
    kind,
    objects.map((one, i) => (i % 100 === 0 ? touch(one, '4712') : one)),
  ]);
}

/** Lists of all kinds of some clusters, each kind after the other. */
async function storeLists(
  { database, figures }: Bench,
  { what, lists }: { what: string; lists: Objects },
): Promise<void> {
  const deltas = lists.map(
    ([kind, objects]) => [kind, read(kind, objects)] as const,
  );
  const objects = lists.reduce((sum, [, all]) => sum + all.length, 0);
  figures.push(
    await meterStoring(database.knex, { what, count: LISTED * objects }, () =>
      Promise.all(
        Array.from({ length: LISTED }, async (_, i) => {
          for (const [kind, delta] of deltas) {
            await database.store.apply(
              { cluster: clusterName(i), kind },
              delta,
            );
          }
        }),
      ),
    ),
  );
}

/** Single changes, of which so many wait together, each in another cluster. */
async function storeEvents(
  { database, lists, figures }: Bench,
  group: number,
): Promise<void> {
  const [, objects = []] = lists.find(([kind]) => kind === EVENT_KIND) ?? [];
  const deltas = Array.from({ length: EVENTS }, (_, i): FactDelta => {
    const object = touch(objects[i], `${group}-${i}`);
    const { rows, malformed } = read(EVENT_KIND, [object]) as Extract<
      FactDelta,
      { type: 'replaced' }
    >;
    const position = { namespace: '', resourceVersion: `${i}`, basis: 'bench' };
    return { type: 'upserted', rows, malformed, position };
  });
  figures.push(
    await meterStoring(
      database.knex,
      { what: `events, ${group} together`, count: EVENTS },
      async () => {
        for (let begun = 0; begun < EVENTS; begun += group) {
          await Promise.all(
            deltas.slice(begun, begun + group).map((delta, i) => {
              const cluster = clusterName(i);
              return database.store.apply({ cluster, kind: EVENT_KIND }, delta);
            }),
          );
        }
      },
    ),
  );
}

/** The rows of facts of one cluster, inserted again by the schema builder. */
async function insertPlainly({ database, figures }: Bench): Promise<void> {
  const { knex } = database;
  const rows = await knex('facts').where({ cluster: clusterName(0) });
  await knex.raw('create table bench_facts as select * from facts where 1 = 0');
  figures.push(
    await meterStoring(
      knex,
      { what: 'the same rows inserted plainly', count: rows.length },
      () =>
        knex.transaction(async tx => {
          for (const chunk of chunked(rows)) {
            await tx('bench_facts').insert(chunk);
          }
        }),
    ),
  );
}

async function parseAgain({ database, lists, figures }: Bench): Promise<void> {
  const texts = lists.map(([, objects]) => JSON.stringify(objects));
  const count = lists.reduce((sum, [, all]) => sum + all.length, 0);
  const what = 'JSON.parse of the same objects';
  figures.push(
    await meterStoring(database.knex, { what, count }, async () =>
      texts.forEach(text => JSON.parse(text)),
    ),
  );
}

async function measureAll(database: BenchDatabase): Promise<StoringFigures[]> {
  const now = new Date();
  const made = {
    ...clusterObjects(SIZE, now),
    BackupStorageLocation: [storageLocation(clusterName(0), now)],
  };
  const bench: Bench = {
    database,
    lists: Object.entries(made) as Objects,
    figures: [],
  };
  const { lists } = bench;
  const names = Array.from({ length: CLUSTERS }, (_, i) => clusterName(i));
  await database.store.putClusters(names.map(defineCluster));
  await parseAgain(bench);
  await storeLists(bench, { what: 'lists, all new', lists });
  await storeLists(bench, { what: 'lists, nothing new', lists });
  await storeLists(bench, {
    what: 'lists, 1 % changed',
    lists: touchSome(lists),
  });
  for (const group of GROUPS) {
    await storeEvents(bench, group);
  }
  await insertPlainly(bench);
  return bench.figures;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { postgres: { type: 'string' }, json: { type: 'string' } },
  });
  const database = await openBenchDatabase(values.postgres ?? null);
  try {
    const figures = await measureAll(database);
    const load = loadavg()[0].toFixed(1);
    const where = `${database.name}, ${describeMachine()}, load ${load}`;
    console.log(`\nStoring, ${where}\n`);
    console.table(
      figures.map(one => ({
        what: one.what,
        objects: one.count,
        'a second': Math.round(one.count / one.seconds),
        'a second of the processor': Math.round(one.count / one.cpuSeconds),
        'statements each': (one.statements / one.count).toFixed(2),
        'longest block ms': Math.round(one.blockedMs),
      })),
    );
    if (values.json) {
      writeFileSync(values.json, JSON.stringify({ where, figures }, null, 2));
    }
  } finally {
    await database.close();
  }
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
