import { cpus } from 'node:os';

/** As in `2 cores (AMD EPYC 7763), Node 22.1.0`. */
export function describeMachine(): string {
  const cores = cpus();
  const model = cores[0]?.model.trim() ?? 'unknown';
  return `${cores.length} cores (${model}), Node ${process.versions.node}`;
}
