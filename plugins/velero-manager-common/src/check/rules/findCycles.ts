/** What each waits for; of what is not among the keys nothing is known. @internal */
export type Dependencies = ReadonlyMap<string, readonly string[]>;

/**
 * The rings in which things wait for each other. Whatever waits for itself, by
 * whatever way, stands in one of them; each is the shortest from where it begins.
 *
 * @returns of each ring its members, each of which waits for the next, and the last for the first
 * @internal
 */
export function findCycles(dependencies: Dependencies): string[][] {
  const cycles: string[][] = [];
  const told = new Set<string>();
  for (const start of peel(dependencies).keys()) {
    const cycle = told.has(start) ? null : shortestWay(dependencies, start);
    if (!cycle) continue;
    cycles.push(cycle);
    cycle.forEach(name => told.add(name));
  }
  return cycles;
}

/** Without what can start, and then what can start after it, to the end: mostly nothing is left. */
function peel(dependencies: Dependencies): Map<string, Set<string>> {
  const left = new Map<string, Set<string>>();
  const waiting = new Map<string, string[]>();
  for (const [name, others] of dependencies) {
    const known = new Set(others.filter(other => dependencies.has(other)));
    left.set(name, known);
    for (const other of known) {
      const before = waiting.get(other);
      if (before) before.push(name);
      else waiting.set(other, [name]);
    }
  }
  const free = [...left.keys()].filter(name => left.get(name)?.size === 0);
  for (const name of free) {
    left.delete(name);
    for (const next of waiting.get(name) ?? []) {
      const others = left.get(next);
      others?.delete(name);
      if (others?.size === 0) free.push(next);
    }
  }
  return left;
}

/** The shortest way from something to itself; null where there is none. */
function shortestWay(
  dependencies: Dependencies,
  start: string,
): string[] | null {
  const from = new Map<string, string>();
  const reached = [start];
  for (const name of reached) {
    for (const next of dependencies.get(name) ?? []) {
      if (next === start) return wayTo(name, from);
      if (!from.has(next)) {
        from.set(next, name);
        reached.push(next);
      }
    }
  }
  return null;
}

function wayTo(end: string, from: ReadonlyMap<string, string>): string[] {
  const way: string[] = [];
  for (let at: string | undefined = end; at !== undefined; at = from.get(at)) {
    way.unshift(at);
  }
  return way;
}
