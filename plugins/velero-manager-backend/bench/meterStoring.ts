import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { Knex } from 'knex';

/** What storing took. */
export interface StoringFigures {
  what: string;
  /** Objects or events. */
  count: number;
  seconds: number;
  /** Of this process: a database server's own is not in it. */
  cpuSeconds: number;
  /** Without those that begin and end transactions. */
  statements: number;
  /** How long the event loop came to nothing else at most. */
  blockedMs: number;
}

/** Runs what stores, and tells what it took. */
export async function meterStoring(
  knex: Knex,
  { what, count }: { what: string; count: number },
  run: () => Promise<unknown>,
): Promise<StoringFigures> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  let statements = 0;
  const onQuery = ({ sql }: { sql: string }) => {
    statements += /^(begin|commit|set local)/i.test(sql) ? 0 : 1;
  };
  delay.enable();
  await setTimeout(50); // its first tick only says where it begins
  knex.on('query', onQuery);
  const cpu = process.cpuUsage();
  const begun = performance.now();
  await run();
  const seconds = (performance.now() - begun) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  knex.removeListener('query', onQuery);
  await setTimeout(50); // a block that lasts to the end is seen only now
  delay.disable();
  return {
    ...{ what, count, seconds, statements },
    cpuSeconds: (user + system) / 1e6,
    blockedMs: delay.max / 1e6,
  };
}
