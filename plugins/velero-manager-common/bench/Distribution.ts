import { cpus } from 'node:os';
import { performance } from 'node:perf_hooks';

/** How long something takes, in milliseconds. */
export interface Distribution {
  p50: number;
  p99: number;
  /** Of the processor, on average: other work on the machine does not show. */
  cpu: number;
}

/** Rounds before the first that counts: code is compiled. */
const WARM_UP = 20;

/** Measures one call after the other; what `prepare` does is not counted. */
export function measure<T>(
  size: number | { rounds: number; warmUp: number },
  prepare: (round: number) => T,
  run: (prepared: T) => unknown,
): Distribution {
  const { rounds, warmUp } =
    typeof size === 'number' ? { rounds: size, warmUp: WARM_UP } : size;
  const times: number[] = [];
  let cpu = 0;
  for (let round = -warmUp; round < rounds; round += 1) {
    const prepared = prepare(round + warmUp);
    const before = process.cpuUsage();
    const begun = performance.now();
    run(prepared);
    const took = performance.now() - begun;
    const { user, system } = process.cpuUsage(before);
    if (round < 0) continue;
    times.push(took);
    cpu += (user + system) / 1000;
  }
  times.sort((a, b) => a - b);
  return {
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    cpu: cpu / rounds,
  };
}

/** As in `2 cores (AMD EPYC 7763), Node 22.1.0`. */
export function describeMachine(): string {
  const cores = cpus();
  const model = cores[0]?.model.trim() ?? 'unknown';
  return `${cores.length} cores (${model}), Node ${process.versions.node}`;
}

function quantile(sorted: number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}
