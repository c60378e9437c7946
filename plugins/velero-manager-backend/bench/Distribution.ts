import { performance } from 'node:perf_hooks';

/** How long something takes, in milliseconds. */
export interface Distribution {
  p50: number;
  p99: number;
  /** Of the processor, on average: other work on the machine does not show. */
  cpu: number;
}

/** Rounds before the first that counts: caches fill and code is compiled. */
const WARM_UP = 50;

/** Measures one call after the other. */
export async function measure(
  rounds: number,
  run: (round: number) => Promise<unknown>,
): Promise<Distribution> {
  for (let round = 0; round < WARM_UP; round += 1) {
    await run(round);
  }
  const times: number[] = [];
  const before = process.cpuUsage();
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now();
    await run(round);
    times.push(performance.now() - begun);
  }
  const { user, system } = process.cpuUsage(before);
  times.sort((a, b) => a - b);
  return {
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    cpu: (user + system) / 1000 / rounds,
  };
}

/** As in `4.1×`. */
export function ratio(value: number, base: number): string {
  return `${(value / base).toFixed(1)}×`;
}

/** As in `3.25 ms`. */
export function inMs(value: number): string {
  return `${value.toFixed(2)} ms`;
}

/** The value below which a share of sorted values lies; 0 where there are none. */
export function quantile(sorted: number[], share: number): number {
  return (
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
  );
}
