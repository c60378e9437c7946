// Measures how fast verdicts that fall due together are judged and stored, and
// whether other work of the process waits for it. Run as `yarn bench:due`; see
// docs/performance.md.

import { setTimeout } from 'node:timers/promises';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { defaultJudgeSettings } from '@velero-manager/backstage-plugin-velero-manager-common';
import { createSubjectAssessor, startAssessing } from '../src/assess';
import { systemClock } from '../src/kubernetes';
import { chunked } from '../src/store/chunked';
import { analyze, BenchDatabase, openBenchDatabase } from './BenchDatabase';
import { describeMachine } from './describeMachine';
import { ratio } from './Distribution';
import { fillFleet } from './fillFleet';
import { readBenchOptions } from './FleetSize';
import { judge, SILENT_AFTER_MS } from './openReports';

const COPIED = ['assessments', 'verdict_parts'];

/** Works the due list off until so many subjects were judged. */
async function workOff({ store }: BenchDatabase, count: number) {
  const errors: Error[] = [];
  const delay = monitorEventLoopDelay({ resolution: 5 });
  let judged = 0;
  let finish = () => {};
  const finished = new Promise<void>(resolve => {
    finish = resolve;
  });
  delay.enable();
  await setTimeout(50); // its first tick only says where it begins
  const cpu = process.cpuUsage();
  const begun = performance.now();
  const stop = startAssessing({
    dueList: store,
    load: createSubjectAssessor({
      store,
      judge,
      settings: defaultJudgeSettings,
      silentAfterMs: SILENT_AFTER_MS,
      environmentRpoSeconds: { production: 86_400 },
    }),
    onAssessed: () => {
      judged += 1;
      if (judged === count) {
        finish();
      }
    },
    clock: systemClock,
    logger: failOn(errors, finish),
  });
  await finished;
  const seconds = (performance.now() - begun) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  await setTimeout(50); // a block that lasts to the end is seen only now
  delay.disable();
  await stop();
  if (errors.length > 0) {
    throw errors[0];
  }
  return {
    seconds,
    cpuSeconds: (user + system) / 1e6,
    blockedMs: delay.max / 1e6,
  };
}

/** Nothing may go wrong in a bench, so what would be logged ends it. */
function failOn(errors: Error[], finish: () => void) {
  const fail = (message: string, error?: unknown) => {
    errors.push(new Error(message, { cause: error }));
    finish();
  };
  const logger = {
    error: fail,
    warn: fail,
    info: () => {},
    debug: () => {},
    child: () => logger,
  };
  return logger as Parameters<typeof startAssessing>[0]['logger'];
}

/** How long the same rows take that an assessment writes, just inserted. */
async function insertPlainly({ knex }: BenchDatabase): Promise<number> {
  let seconds = 0;
  for (const table of COPIED) {
    const rows = await knex(table).select();
    await knex.raw('create table ?? as select * from ?? where 1 = 0', [
      `bench_${table}`,
      table,
    ]);
    const begun = performance.now();
    for (const chunk of chunked(rows)) {
      await knex(`bench_${table}`).insert(chunk);
    }
    seconds += (performance.now() - begun) / 1000;
  }
  return seconds;
}

/** Makes every service fall due within the minute that has just passed. */
async function markDue({ knex }: BenchDatabase): Promise<number> {
  const rows = await knex('subjects').where({ type: 'entity' }).select('id');
  const now = Date.now();
  const moments = new Map<number, string[]>();
  for (const { id } of rows) {
    const second = now - 1000 * (1 + Math.floor(60 * Math.random()));
    moments.set(second, [...(moments.get(second) ?? []), id]);
  }
  for (const [moment, ids] of moments) {
    for (const chunk of chunked(ids)) {
      await knex('subjects')
        .whereIn('id', chunk)
        .update({ due_at: moment, marked: false });
    }
  }
  return rows.length;
}

async function main(): Promise<void> {
  const { cluster, due, postgres } = readBenchOptions();
  const entities = cluster.schedules; // a service for each schedule
  const clusters = Math.ceil(due / entities);
  const database = await openBenchDatabase(postgres);
  try {
    console.error(`Filling a fleet of ${clusters} clusters …`);
    const size = { ...cluster, clusters, entities };
    await fillFleet(database.store, size, new Date());
    await analyze(database.knex);
    console.error('Judging all for the first time …');
    await workOff(database, clusters * entities + clusters + 1);
    const count = await markDue(database);
    console.error(`Judging ${count} that fall due together …`);
    const worked = await workOff(database, count);
    const plain = await insertPlainly(database);
    console.log(`\nDue list, ${database.name}, ${describeMachine()}\n`);
    console.table([
      {
        verdicts: count,
        seconds: worked.seconds.toFixed(1),
        'a second': Math.round(count / worked.seconds),
        'processor ms each': ((1000 * worked.cpuSeconds) / count).toFixed(2),
        'longest block ms': worked.blockedMs.toFixed(0),
        'against plain inserts': ratio(worked.seconds, plain),
      },
    ]);
  } finally {
    await database.close();
  }
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
