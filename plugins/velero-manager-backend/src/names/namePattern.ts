/**
 * Patterns of names: `*` stands for any text, `?` for one character, anything
 * else for itself. Walked by hand instead of as a regular expression, so that
 * no pattern can keep the process busy.
 *
 * @packageDocumentation
 */

/** Whether a name is one of those that a pattern stands for. @internal */
export function matchesPattern(pattern: string, name: string): boolean {
  // Positions in the pattern that may be reached after each character.
  let reached = skipStars(pattern, new Set([0]));
  for (const character of name) {
    const next = new Set<number>();
    for (const at of reached) {
      const part = pattern[at];
      if (part === '*') {
        next.add(at);
      } else if (part === '?' || part === character) {
        next.add(at + 1);
      }
    }
    reached = skipStars(pattern, next);
  }
  return reached.has(pattern.length);
}

/** Whether there is a name that both patterns stand for. @internal */
export function patternsOverlap(a: string, b: string): boolean {
  const seen = new Set<string>();
  const open: [number, number][] = [[0, 0]];
  for (let pair = open.pop(); pair; pair = open.pop()) {
    const [i, j] = pair;
    const key = `${i}:${j}`;
    if (i > a.length || j > b.length || seen.has(key)) {
      continue;
    }
    seen.add(key);
    if (i === a.length && j === b.length) {
      return true;
    }
    if (a[i] === '*') {
      open.push([i + 1, j], [i, j + 1]);
    }
    if (b[j] === '*') {
      open.push([i, j + 1], [i + 1, j]);
    }
    if (
      i < a.length &&
      j < b.length &&
      (a[i] === b[j] || a[i] === '?' || b[j] === '?')
    ) {
      open.push([i + 1, j + 1]);
    }
  }
  return false;
}

function skipStars(pattern: string, positions: Set<number>): Set<number> {
  for (const at of positions) {
    if (pattern[at] === '*') {
      positions.add(at + 1); // a set also walks what is added meanwhile
    }
  }
  return positions;
}
